"""The frozen figures of this folder, one key a benchmark."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "results.json"


def freeze(name: str, told: Any) -> None:
    """Keep what benchmark NAME found, beside what the others found."""
    known = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}
    known[name] = told
    FILE.write_text(json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
