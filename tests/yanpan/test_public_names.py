"""`from yanpan import …` works, and importing does nothing but define names."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import yanpan

# Modules too heavy, or too capable, to be loaded by a mere import.
FORBIDDEN = (
    "scrapy",
    "elasticsearch",
    "tantivy",
    "sqlalchemy",
    "snownlp",
    "trafilatura",
    "twisted",
    "httpx",
    "jieba",
    "rjieba",
)


@pytest.mark.parametrize("name", yanpan.__all__)
def test_every_public_name_can_be_had(name: str) -> None:
    assert getattr(yanpan, name).__name__ == name


@pytest.mark.parametrize(
    "module",
    ["yanpan", "judgment", "judgment.assess", "index", "index.query", "crawlers", "briefings", "yanpan_domain.dispute"],
)
def test_importing_opens_nothing(module: str, tmp_path: Path) -> None:
    """No file is made or written, no socket opened, nothing heavy loaded."""
    program = f"""
import sys
def watch(event, arguments):
    if event.startswith("socket.") or event == "open" and arguments[1] and set(str(arguments[1])) & set("wax+"):
        raise SystemExit(f"{{event}} {{arguments}}")
sys.addaudithook(watch)
sys.dont_write_bytecode = True
import {module}
print([name for name in {FORBIDDEN!r} if name in sys.modules])
"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (ran.returncode, ran.stdout.strip(), ran.stderr) == (0, "[]", "")
    assert not list(tmp_path.iterdir())


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="judgement"):
        _ = yanpan.judgement
