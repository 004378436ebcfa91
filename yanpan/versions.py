"""What this installation is made of: scores are comparable within one set of versions."""

from __future__ import annotations

import platform
from importlib.metadata import version


def versions() -> dict[str, str]:
    """The product's version, those of its lexicons, models and gazetteer, and of Python."""
    from judgment.versions import versions as judgment_versions

    return {"yanpan": version("yanpan"), **judgment_versions(), "python": platform.python_version()}
