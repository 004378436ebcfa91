"""A folder that was damaged, cut off or written by another version: found out, mended, written anew."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from index.embedded.care import check, rebuild, repair
from index.embedded.folder import MANIFEST
from index.open import open_index
from index.query import Query
from tests.factories import a_dispute, a_judged
from yanpan_domain.errors import BusyError, OperatorError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An index of two segments: articles 0..9 and disputes in one, articles 10..19 in the other."""
    path = tmp_path / "index"
    with open_index(path) as index, index.writer() as writer:
        writer.put(a_judged(number=number) for number in range(10))
        writer.put_disputes([a_dispute()])
        writer.commit()
        writer.put(a_judged(number=number) for number in range(10, 20))
    return path


def _largest(folder: Path, suffix: str) -> Path:
    return max(folder.glob(f"*{suffix}"), key=lambda path: path.stat().st_size)


def test_a_sound_folder(folder: Path) -> None:
    health = check(folder)
    assert health.sound
    assert (health.articles, health.disputes, health.broken, health.unreadable) == (20, 1, (), 0)


@pytest.mark.parametrize("suffix", [".store", ".idx", ".term", ".fast"])
def test_a_flipped_byte_is_found_and_the_other_segment_saved(folder: Path, suffix: str) -> None:
    file = _largest(folder, suffix)
    data = bytearray(file.read_bytes())
    data[len(data) // 3] ^= 0xFF
    file.write_bytes(data)
    health = check(folder)
    assert not health.sound
    assert file.name in health.broken[0]
    mended, lost = repair(folder)
    assert mended.sound
    assert mended.articles + mended.disputes + lost == 21
    assert lost in (10, 11)
    with open_index(folder) as index:
        assert index.find(Query(text="工资")).total == mended.articles


def test_a_file_cut_short_or_missing_is_found(folder: Path) -> None:
    os.truncate(_largest(folder, ".store"), 40)
    _largest(folder, ".pos").unlink()
    assert {told.rpartition("：")[2] for told in check(folder).broken} == {"残缺", "缺失"}


def test_rebuilding_keeps_everything_and_takes_the_new_schema(folder: Path) -> None:
    with open_index(folder) as index:
        before = list(index.scan(Query())), list(index.scan_disputes(Query()))
    manifest = folder / MANIFEST
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"schema": 0}))
    with pytest.raises(OperatorError, match="rebuild"):
        open_index(folder)
    rebuild(folder)
    with open_index(folder) as index:
        assert (list(index.scan(Query())), list(index.scan_disputes(Query()))) == before


def test_a_reader_that_was_open_follows_a_rebuild(folder: Path) -> None:
    with open_index(folder) as reader:
        before = reader.version()
        rebuild(folder)
        assert reader.find(Query()).total == 20
        assert reader.version() != before


def test_a_rebuild_cut_off_between_its_renames_loses_nothing(folder: Path) -> None:
    folder.rename(folder.with_name("index.replaced"))
    with open_index(folder) as index:
        assert index.find(Query()).total == 20


def test_no_rebuild_while_another_writes(folder: Path) -> None:
    with open_index(folder) as index, index.writer(), pytest.raises(BusyError):
        rebuild(folder)
    assert check(folder).sound


def test_a_folder_without_an_index_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match="没有索引"):
        check(tmp_path)


def test_many_records_teach_a_dictionary_and_are_read_back(tmp_path: Path) -> None:
    from index.embedded.records import SAMPLES

    many = [
        a_judged(
            number=number,
            title=f"第{number}号示例厂拖欠工资",
            text=f"第{number}号示例厂的工人说，工资已拖欠{number}天。" * (1 + number % 7),
        )
        for number in range(SAMPLES + 50)
    ]
    with open_index(tmp_path / "index") as index:
        with index.writer() as writer:
            writer.put(many)
        assert list((tmp_path / "index").glob("records-*.dictionary"))
        assert index.articles(one.article.id for one in many) == {one.article.id: one for one in many}
    assert check(tmp_path / "index").sound


def test_records_of_one_moment_are_read_once_however_small_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.embedded.care.STEP", 3)
    days = ["2026-01-01"] * 2 + ["2026-01-02"] * 8 + ["2026-01-03"] + ["2026-01-04"] * 3
    many = [a_judged(number=number, published=day) for number, day in enumerate(days)]
    with open_index(tmp_path / "index") as index, index.writer() as writer:
        writer.put(many)
        writer.commit()
        writer.put(many[::5])
    assert check(tmp_path / "index").articles == len(many)
    rebuild(tmp_path / "index")
    with open_index(tmp_path / "index") as index:
        assert list(index.scan(Query())) == sorted(many, key=lambda one: (one.article.dated, one.article.id))
