"""Documentation stays in step: dependencies with their reasons, pages that are linked, nothing of this machine."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def package(requirement: str) -> str:
    return re.split(r"[\[<>=;~ ]", requirement)[0]


def normal(name: str) -> str:
    """A package's name as registries compare it."""
    return name.replace("_", "-").lower()


@pytest.mark.parametrize("name", [package(line) for line in PROJECT["project"]["dependencies"]])
def test_every_dependency_has_its_reason(name: str) -> None:
    assert f"| {name} |" in (ROOT / "docs" / "decisions" / "dependencies.md").read_text(encoding="utf-8")


def test_no_reason_is_left_for_a_dependency_that_went() -> None:
    rows = re.findall(
        r"^\| ([\w.-]+) \|", (ROOT / "docs" / "decisions" / "dependencies.md").read_text(encoding="utf-8"), re.M
    )
    assert set(rows) - {"package"} == {package(line) for line in PROJECT["project"]["dependencies"]}


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_the_lock_names_every_dependency_and_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    pinned = {
        normal(re.split(r"\[|==", line)[0])
        for line in text.splitlines()
        if "==" in line and not line.startswith((" ", "#"))
    }
    wanted = PROJECT["project"]["dependencies"] + (PROJECT["dependency-groups"]["dev"] if "dev" in lock else [])
    assert {normal(package(line)) for line in wanted} - pinned == set()


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_every_link_leads_to_a_file(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_every_page_that_code_names_is_there() -> None:
    listed = subprocess.run(
        ["git", "grep", "-hoE", r"docs/[a-z0-9/-]+\.md", "--", "*.py"], capture_output=True, text=True, cwd=ROOT
    )
    named = set(listed.stdout.split())
    assert named
    assert [page for page in named if not (ROOT / page).exists()] == []


def test_every_page_is_linked_from_another() -> None:
    """Decisions are found in their folder, whatever its README lists."""
    linked = {
        (page.parent / target).resolve()
        for page in PAGES
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
        if "://" not in target and (page.parent / target).resolve() != page
    }
    assert [p.name for p in PAGES if p.resolve() not in linked and p.parent.name != "decisions"] == []


def test_nothing_names_the_machine_it_was_made_on() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    told = re.compile(r"/work/(?:main|shared)|/root/|find-links")
    found = []
    for name in listed:
        if (
            not name.endswith((".png", ".docx", ".gz"))
            and name != "tests/yanpan/test_docs.py"
            and (ROOT / name).is_file()
        ):
            text = (ROOT / name).read_bytes().decode("utf-8", "replace")
            found += [name] if told.search(text) else []
    assert found == []


def test_the_wheel_holds_the_seven_packages_and_nothing_of_tests() -> None:
    include = PROJECT["tool"]["setuptools"]["packages"]["find"]["include"]
    assert {name.rstrip("*") for name in include} == {
        "yanpan", "yanpan_domain", "yanpan_ledger", "crawlers", "judgment", "index", "briefings",
    }  # fmt: skip


def test_nothing_that_ships_needs_what_stays_in_the_checkout() -> None:
    setuptools = PROJECT["tool"]["setuptools"]
    assert "judgment.training*" in setuptools["packages"]["find"]["exclude"]
    assert setuptools["exclude-package-data"] == {"judgment": ["training/*", "training/texts/*"]}
    listed = subprocess.run(
        ["git", "grep", "-lE", "(from|import) judgment.training", "--", "*.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert [name for name in listed if not name.startswith(("judgment/training/", "tests/", "benchmarks/"))] == []
