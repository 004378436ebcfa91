"""Check, repair, rebuild, compact: the same verbs for a folder and for a server."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any


def check(where: str) -> dict[str, Any]:
    """What is there and whether it is sound."""
    if _is_server(where):
        from index.elastic.care import check as check_server

        return check_server(where)
    from index.embedded.care import check as check_folder

    health = check_folder(Path(where))
    return {"sound": health.sound, **asdict(health), "broken": list(health.broken)}


def repair(where: str) -> dict[str, Any]:
    """Mend what can be mended; `lost` counts the records that could not be saved."""
    if _is_server(where):
        from index.elastic.care import repair as repair_server

        return repair_server(where)
    from index.embedded.care import repair as repair_folder

    health, lost = repair_folder(Path(where))
    return {"lost": lost, "sound": health.sound, **asdict(health), "broken": list(health.broken)}


def rebuild(where: str) -> dict[str, Any]:
    """Write everything anew in this program's schema."""
    if _is_server(where):
        from index.elastic.migrate import migrate

        return migrate(where)
    from index.embedded.care import rebuild as rebuild_folder

    rebuild_folder(Path(where))
    return check(where)


def compact(where: str) -> dict[str, Any]:
    """Give back the room of what was deleted or replaced."""
    before = check(where)["bytes"]
    if _is_server(where):
        from index.elastic.care import compact as compact_server

        compact_server(where)
    else:
        from index.embedded.care import rebuild as rebuild_folder

        rebuild_folder(Path(where))
    return {"before": before, **check(where)}


def _is_server(where: str) -> bool:
    return where.startswith(("http://", "https://"))
