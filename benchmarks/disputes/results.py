"""Where the shared data lies and where the frozen figures of this folder are kept."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).with_name("results.json")
CHECKOUT = Path(__file__).resolve().parents[2]


def data() -> Path:
    """The folder `data` of the shared files: YANPAN_SHARED, or `shared` beside the checkout."""
    return Path(os.environ.get("YANPAN_SHARED") or CHECKOUT.parent / "shared") / "data"


def freeze(topic: str, figures: Any) -> None:
    """Put FIGURES of TOPIC in place of the frozen ones."""
    frozen = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    RESULTS.write_text(json.dumps(frozen | {topic: figures}, indent=1, ensure_ascii=False) + "\n", "utf-8")
