"""An analyst's correction of any field: stored, audited, and stronger than the engine from then on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, get_type_hints

import msgspec
from sqlalchemy import Connection, insert, select

from judgment.facts.clocks import CLOCKS
from judgment.masking.person import reads_as_person
from judgment.places.gazetteer import gazetteer
from judgment.tables import CORRECTIONS
from yanpan_domain.codes import Basis, Form, Industry, Issue, PartyRole, Relevance, Stage, ToneLabel, Vulnerable
from yanpan_domain.errors import CallerError
from yanpan_domain.fact import Quantity
from yanpan_domain.judgment import IssueFinding, JudgedArticle, Judgment, Tone
from yanpan_ledger.audit import record

# What may be corrected: everything the engine reads, nothing that it copies (title, text, version).
FIELDS = (
    "relevance", "issues", "form", "stage", "tone", "industry", "vulnerable", "employers", "workers", "money",
    "arrears_months", "places", "dates", "clocks", "circumstances", "measures", "demands",
)  # fmt: skip


# What the fields that hold codes take, and how the others are written.
CODES: dict[str, type[StrEnum]] = {
    "relevance": Relevance, "issues": Issue, "form": Form, "stage": Stage, "tone": ToneLabel, "industry": Industry,
    "vulnerable": Vulnerable,
}  # fmt: skip
EXAMPLES = {
    "workers": '30，或 {"min": 30, "max": 39, "basis": "about", "raw": "三十余人"}，不详写 null',
    "arrears_months": "3，不详写 null",
    "money": '[{"min": 1200000, "max": 1200000, "basis": "exact", "kind": "owed", "raw": "120万元"}]',
    "employers": '[{"name": "示例电子有限公司", "role": null, "field": "text", "start": 26, "end": 34}]',
    "places": '[{"code": "440309", "name": "广东省深圳市龙华区", "field": "text", "start": 4, "end": 10}]',
}


class BadCorrection(CallerError):
    code = "bad_correction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A field's right value as an analyst sees it, as plain JSON; `actor` is a post, never a name."""

    article: str
    field: str
    value: str
    engine_value: str
    at: datetime
    actor: str


def correct(
    connection: Connection, judged: JudgedArticle, field: str, value: object, *, actor: str, at: datetime
) -> Correction:
    """Store that FIELD of JUDGED is VALUE (plain JSON; a code or a list of codes where the field holds codes).

    Raises BadCorrection, with what is allowed, when VALUE cannot be that field's, or when it names a person.
    """
    _refuse_persons(field, read_value(field, value), judged)
    correction = Correction(
        article=judged.article.id,
        field=field,
        value=json.dumps(value, ensure_ascii=False),
        engine_value=msgspec.json.encode(getattr(judged.judgment, field)).decode(),
        at=at,
        actor=actor,
    )
    connection.execute(insert(CORRECTIONS).values({name: getattr(correction, name) for name in Correction.__slots__}))
    record(
        connection, at=at, actor=actor, act="judgment.correct", subject=correction.article,
        detail={"field": field, "from": correction.engine_value, "to": correction.value},
    )  # fmt: skip
    return correction


def corrections(connection: Connection, articles: Iterable[str] | None = None) -> dict[str, list[Correction]]:
    """Corrections by article, oldest first; of ARTICLES, or all."""
    query = select(CORRECTIONS).order_by(CORRECTIONS.c.seq)
    if articles is not None:
        query = query.where(CORRECTIONS.c.article.in_(list(articles)))
    found: dict[str, list[Correction]] = {}
    for row in connection.execute(query):
        kept = {name: getattr(row, name) for name in Correction.__slots__}
        found.setdefault(row.article, []).append(Correction(**kept))
    return found


# Writing that could name a person: Chinese, a long number, a name in Latin letters. Codes and dates are none of these.
_NAMING = re.compile(r"[\u3400-\u9fff]|\d{7}|[A-Z][a-z]+ [A-Z]")


def _refuse_persons(field: str, value: Any, judged: JudgedArticle) -> None:
    """What stands in the masked article is masked; what else is written must not read as a person. Raises BadCorrection."""
    article = judged.article.title + "\n" + judged.article.text
    for written in _written(msgspec.to_builtins(value)):
        is_known = written in article or written in _vocabulary() or not _NAMING.search(written)
        if not is_known and reads_as_person(written):
            raise BadCorrection(f"{field} 里的“{written[:20]}”像是个人。记录的单位是争议、用人单位与地区，不记个人。")


def _written(plain: Any) -> Iterator[str]:
    """Every text in PLAIN, but the name that the gazetteer gives a place."""
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, list | tuple):
        for one in plain:
            yield from _written(one)
    elif isinstance(plain, dict):
        known = gazetteer().full_name(str(plain["code"])) if "name" in plain and "code" in plain else ""
        for one in plain.values():
            if one != known:
                yield from _written(one)


@lru_cache(maxsize=1)
def _vocabulary() -> frozenset[str]:
    """Words of ours: roles of employers, clocks and their bases."""
    return frozenset((*PartyRole, *(words for clock in CLOCKS.values() for words in clock)))


def latest_corrections(connection: Connection, most: int) -> dict[str, list[Correction]]:
    """Corrections by article, oldest first, of the articles that the last MOST corrections were made of."""
    last = connection.execute(select(CORRECTIONS.c.article).order_by(CORRECTIONS.c.seq.desc()).limit(most)).scalars()
    articles = list(dict.fromkeys(last))
    return corrections(connection, articles) if articles else {}


def are_in_force(judged: JudgedArticle, made: Iterable[Correction]) -> bool:
    """Whether JUDGED says what the corrections MADE of it say; those that this version cannot read are passed over."""
    try:
        return corrected(judged, made).judgment == judged.judgment
    except BadCorrection:
        return True


def corrected(judged: JudgedArticle, made: Iterable[Correction]) -> JudgedArticle:
    """JUDGED with corrections MADE in force: of each field the last one wins over the engine."""
    values = {one.field: read_value(one.field, json.loads(one.value)) for one in made}
    return replace(judged, judgment=replace(judged.judgment, **values)) if values else judged


def with_corrections(connection: Connection, judged: Iterable[JudgedArticle]) -> list[JudgedArticle]:
    """Each of JUDGED with what analysts said of it."""
    articles = list(judged)
    made = corrections(connection, [one.article.id for one in articles])
    return [corrected(one, made[one.article.id]) if one.article.id in made else one for one in articles]


def read_value(field: str, value: object) -> Any:
    """VALUE as the record's own type; raises BadCorrection that names what is allowed."""
    if field not in FIELDS:
        raise BadCorrection(f"没有可更正的字段 {field}；可更正：{'、'.join(FIELDS)}。")
    try:
        if field == "issues" and isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(IssueFinding(code=Issue(one), score=1.0) for one in value)
        if field == "tone" and isinstance(value, str):
            score = {"negative": -1.0, "neutral": 0.0, "positive": 1.0}[value]
            return msgspec.convert({"label": value, "score": score, "engine": "analyst"}, Tone)
        if field == "workers" and isinstance(value, int) and value > 0:
            return Quantity(min=value, max=value, basis=Basis.EXACT, raw=f"{value}人")
        return msgspec.convert(value, _types()[field])
    except (msgspec.ValidationError, ValueError, KeyError) as error:
        raise BadCorrection(
            f"{field} 的值 {json.dumps(value, ensure_ascii=False)} 不对；{_allowed(field)}。"
        ) from error


def _allowed(field: str) -> str:
    if field in CODES:
        several = '（几个写作 ["…", "…"]）' if field in {"issues", "form", "vulnerable"} else ""
        return f"可用 {'、'.join(CODES[field])}{several}"
    return f"应写作 {EXAMPLES.get(field, '与 yanpan judge 的输出同样的 JSON')}"


def _types() -> dict[str, Any]:
    return get_type_hints(Judgment)
