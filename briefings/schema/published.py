"""The JSON schema of a briefing, from its records: `python -m briefings.schema.published` writes it anew after a change."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

PATH = Path(__file__).with_name("briefing.schema.json")


def schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of `Briefing` as the JSON form writes it."""
    from pydantic import TypeAdapter

    from yanpan_domain.briefing import Briefing

    made = TypeAdapter(Briefing).json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "yanpan-briefing/1", **made}


def text() -> str:
    return json.dumps(schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    PATH.write_text(text(), encoding="utf-8")
