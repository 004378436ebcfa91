"""Settings are read once, and every mistake names its key and the fix."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from yanpan.settings import SettingsError, described_settings, load_settings, setting_names

DOCS = Path(__file__).parents[2] / "docs" / "settings.md"


def test_environment_wins_over_the_file_and_overrides_over_both(tmp_path: Path) -> None:
    file = tmp_path / "yanpan.yaml"
    file.write_text("crawl:\n  delay_seconds: 9\n  timeout_seconds: 7\n  max_articles: 3\n", encoding="utf-8")
    settings = load_settings(
        file, {"YANPAN_CRAWL__DELAY_SECONDS": "6", "YANPAN_CRAWL__TIMEOUT_SECONDS": "8"}, {"crawl.timeout_seconds": 10}
    )
    assert (settings.crawl.delay_seconds, settings.crawl.timeout_seconds, settings.crawl.max_articles) == (6, 10, 3)


@pytest.mark.parametrize(
    ("name", "suggestion"), [("YANPAN_CRAWL__DELAY_SECOND", "crawl.delay_seconds"), ("YANPAN_INDEKS", "index")]
)
def test_a_misspelt_key_suggests_the_right_one(name: str, suggestion: str) -> None:
    with pytest.raises(SettingsError, match=suggestion):
        load_settings(environment={name: "1"})


@pytest.mark.parametrize("value", ["[1, 2]", "nan-ish", "{a: 1}", "-5"])
@pytest.mark.parametrize(
    "name",
    [name for name, _ in described_settings() if name.rpartition(".")[2] in {"delay_seconds", "port", "max_bytes"}],
)
def test_a_wrong_type_in_any_number_is_one_clear_sentence(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name.replace(".", r"\.")) as error:
        load_settings(environment={"YANPAN_" + name.upper().replace(".", "__"): value})
    assert "应" in error.value.sentence and "Input" not in error.value.sentence


@pytest.mark.parametrize(
    "text", ["- a\n- b", "crawl: 7", "crawl: [1]", "a: [", "\x00", "crawl:\n  allow_private: ['nohost']"]
)
def test_a_broken_file_is_one_clear_sentence(tmp_path: Path, text: str) -> None:
    file = tmp_path / "yanpan.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError):
        load_settings(file, {})


def test_servers_for_tests_are_no_settings() -> None:
    load_settings(environment={"YANPAN_TEST_SERVERS": "start", "YANPAN_SHARED": "x", "YANPAN_CONFIG": ""})


def test_every_setting_has_a_description_and_stands_in_the_documentation() -> None:
    documented = DOCS.read_text(encoding="utf-8")
    for name, description in described_settings():
        assert description, name
        assert f"`{name}`" in documented, f"{name} is missing in docs/settings.md"
    for line in documented.splitlines():
        if line.startswith("| `"):
            assert line.split("`")[1] in setting_names(), line


def test_a_wrong_value_of_any_setting_is_told_in_chinese_with_what_it_should_be() -> None:
    for name in setting_names():
        with pytest.raises(SettingsError) as told:
            load_settings(environment={}, overrides={name: {"a": object}})
        assert not re.search(r"[Ii]nput|valid|should", told.value.sentence), told.value.sentence


@pytest.mark.parametrize("index", ["127.0.0.1:9200", "elasticsearch:9200", "ftp://x"])
def test_an_index_address_without_its_scheme_is_refused_and_makes_no_folder(index: str) -> None:
    with pytest.raises(SettingsError, match="http://主机:端口"):
        load_settings(environment={"YANPAN_INDEX": index})


@pytest.mark.parametrize("ledger", ["text", "mysql://u:secret@host/x", "postgres"])
def test_a_ledger_that_is_no_database_of_ours_is_refused_without_showing_its_password(ledger: str) -> None:
    with pytest.raises(SettingsError, match="postgresql://") as told:
        load_settings(environment={"YANPAN_LEDGER": ledger})
    assert "secret" not in told.value.sentence
