"""The unit of record is the dispute, the employer and the place; never a person: no schema has a field for one."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
import re

import pytest

import yanpan_domain
from yanpan_ledger.metadata import METADATA

# Words that would name a person or a way to reach one. `actor` and `…_by` hold posts (岗位), never names.
FORBIDDEN = re.compile(
    r"(?:^|_)(?:person|persons|people|organi[sz]ers?|leaders?|petitioners?|activists?|protesters?|accounts?|handles?|followers?|contacts?|"
    r"phones?|mobiles?|emails?|id_cards?|identity|names_of_workers|complainants?|informants?|relatives?|suspects?)(?:$|_)"
)


def domain_fields() -> list[tuple[str, str]]:
    found = []
    for info in pkgutil.iter_modules(yanpan_domain.__path__):
        module = importlib.import_module(f"yanpan_domain.{info.name}")
        for kind in vars(module).values():
            if dataclasses.is_dataclass(kind) and kind.__module__ == module.__name__:
                found += [(f"{info.name}.{kind.__name__}", field.name) for field in dataclasses.fields(kind)]
    return found


def table_columns() -> list[tuple[str, str]]:
    for room in (
        "briefings.tables",
        "crawlers.tables",
        "index.tables",
        "judgment.tables",
        "judgment.disputes.tables",
        "yanpan.tables",
        "yanpan_ledger.tables",
    ):
        importlib.import_module(room)
    return [(table.name, column.name) for table in METADATA.tables.values() for column in table.columns]


def index_fields() -> list[tuple[str, str]]:
    from index.fields import ARTICLE_FIELDS, DISPUTE_FIELDS

    return [("index", name) for name in {*ARTICLE_FIELDS, *DISPUTE_FIELDS}]


def source_fields() -> list[tuple[str, str]]:
    from crawlers.source import Source

    return [("source", name) for name in Source.model_fields]


@pytest.mark.parametrize("schema", [domain_fields, table_columns, index_fields, source_fields])
def test_no_schema_holds_a_person(schema: object) -> None:
    fields = schema()  # type: ignore[operator]  # one of the functions above
    assert len(fields) > 20
    assert [one for one in fields if FORBIDDEN.search(one[1])] == []


def test_the_check_would_find_one() -> None:
    assert all(
        FORBIDDEN.search(name) for name in ("organisers", "leader", "petitioner_count", "contact", "wechat_account")
    )
