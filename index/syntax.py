"""The analysts' query language, read into clauses: `深圳 欠薪 -足球 place:440300 workers:>=30 published:7d`.

Words side by side must all be found; AND OR NOT + - and brackets as usual. Parsing goes through `luqum.thread`, because
luqum's own parser keeps its state in one place for all threads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from index.clauses import (
    AllOf,
    AnyOf,
    Bonus,
    Clause,
    Everything,
    Exactly,
    Like,
    Match,
    Near,
    Not,
    Phrase,
    Prefer,
    Word,
    matches,
)
from index.fields import Field, Kind, QueryError, field_called
from index.scoring import ALL_WORDS, OWN_WORD
from index.synonyms import meaning_of
from index.tokens import inner, parts, tokens
from index.values import keyword_values, number_range
from judgment.words import plain, segmenter

# Signs of the Chinese keyboard that mean the same as the ASCII ones; one for one, so that columns stay.
_KEYBOARD = str.maketrans("（）：“”「」『』［］｛｝～＋－＊？＞＜＝！＂", '():""""""[]{}~+-*?><=!"')
_DEEPEST = 60
_MOST_CLAUSES = 400


@dataclass(frozen=True, slots=True)
class Reading:
    """What a query is read against: the fields of the records asked for, today, and whether synonyms count."""

    fields: dict[str, Field]
    now: datetime
    synonyms: bool = True
    partial: bool = False


def read_query(text: str, reading: Reading) -> Clause:
    """TEXT as clauses. Raises QueryError that names the column and suggests what was meant."""
    written = text.translate(_KEYBOARD).strip()
    if not written or written == "*":
        return Everything()
    if len(written) > 4000:
        raise QueryError("检索式过长：最多 4000 个字符，请分几次检索。")
    tree = _parsed(written)
    return _Reader(reading).read(tree, None, 0)


def _parsed(written: str) -> Any:
    from luqum.exceptions import IllegalCharacterError, ParseSyntaxError
    from luqum.thread import parse

    try:
        return parse(written)
    except (ParseSyntaxError, IllegalCharacterError) as error:
        raise QueryError(_pointing(written, str(error))) from error
    except RecursionError as error:
        raise QueryError("检索式括号嵌套过深，请拆成几次检索。") from error


def _pointing(written: str, said: str) -> str:
    """Where it went wrong and the likeliest repair."""
    found = re.search(r"position (\d+)", said)
    at = int(found.group(1)) if found else len(written)
    column = f"检索式第 {at + 1} 列有误" if found else "检索式在末尾中断"
    here = written[at : at + 1]
    if written.count('"') % 2:
        return f"{column}：引号未成对，请补上另一个引号。"
    if written.count("(") > written.count(")"):
        return f"{column}：缺少右括号，请在末尾补“)”。"
    if written.count("(") < written.count(")"):
        return f"{column}：多了一个“)”，请删去或补上左括号。"
    if re.search(r"[\[{][^\]}]*$", written) or "TO" in written:
        return f"{column}：区间应写作 [10 TO 30]，不限的一端写 *。"
    if re.search(r"(AND|OR|NOT|\+|-)\s*$", written):
        return f"{column}：AND、OR、NOT、+、- 之后要有检索词。"
    if written.endswith(":"):
        return f"{column}：冒号后要有值，例如 issue:wage_arrears。"
    return f"{column}：“{here}”不能放在这里；若要检索它本身，请放进引号。" if here else f"{column}：请补全。"


class _Reader:
    """Walks a parsed tree once."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.count = 0

    def read(self, node: Any, field: Field | None, depth: int) -> Clause:
        from luqum import tree

        self.count += 1
        if depth > _DEEPEST or self.count > _MOST_CLAUSES:
            raise QueryError("检索式过于复杂，请拆成几次检索。")
        match node:
            case tree.SearchField():
                if field is not None:
                    raise QueryError(f"字段 {field.name} 的值里不能再写字段 {node.name}，请用括号分开。")
                return self.read(node.expr, field_called(node.name, self.reading.fields), depth + 1)
            case tree.Group() | tree.FieldGroup() | tree.Boost():
                return self.read(node.expr, field, depth + 1)
            case tree.BaseOperation():
                return self._operation(node, field, depth)
            case tree.Plus():
                return self.read(node.a, field, depth + 1)
            case tree.Not() | tree.Prohibit():
                return Not(self.read(node.a, field, depth + 1))
            case tree.Range() | tree.From() | tree.To():
                return self._range(node, field)
            case _:
                return self._leaf(node, field)

    def _operation(self, node: Any, field: Field | None, depth: int) -> Clause:
        from luqum import tree

        read = tuple(self.read(child, field, depth + 1) for child in node.children)
        if isinstance(node, tree.OrOperation):
            return _any_of(read)
        if isinstance(node, tree.AndOperation):
            return AllOf(read)
        # "+a b" asks for a and prefers b, as analysts know it from other engines; without + every word is asked for.
        if not any(isinstance(child, tree.Plus) for child in node.children):
            return _some_of(read) if self.reading.partial else AllOf(read)
        must: list[Clause] = []
        better: list[Clause] = []
        for child, clause in zip(node.children, read, strict=True):
            (must if isinstance(child, (tree.Plus, tree.Prohibit, tree.Not)) else better).append(clause)
        return Prefer(AllOf(tuple(must)), tuple(better)) if better else AllOf(tuple(must))

    def _range(self, node: Any, field: Field | None) -> Clause:
        from luqum import tree

        if field is None or field.kind is not Kind.NUMBER:
            raise QueryError(
                f"区间要写在数字或日期字段后，例如 workers:[10 TO 30]、published:[2026-01-01 TO *]；“{node}”没有这样的字段。"
            )
        low = high = None
        if isinstance(node, tree.Range):
            low, high = str(node.low), str(node.high)
            return number_range(field, low, high, node.include_low, node.include_high, self.reading.now)
        if isinstance(node, tree.From):
            return number_range(field, str(node.a), "*", node.include, True, self.reading.now)
        return number_range(field, "*", str(node.a), True, node.include, self.reading.now)

    def _leaf(self, node: Any, field: Field | None) -> Clause:
        from luqum import tree

        slop = 0
        if isinstance(node, tree.Proximity):
            node, slop = node.term, int(node.degree)
        if isinstance(node, tree.Fuzzy):
            return self._fuzzy(str(node.term), int(node.degree or 1), field)
        quoted = isinstance(node, tree.Phrase)
        value = (node.value[1:-1] if quoted else _unescaped(str(node))).strip()
        if isinstance(node, tree.Regex):
            quoted, value = True, str(node).strip()
        if field is not None and field.kind is Kind.NUMBER:
            return number_range(field, value, value, True, True, self.reading.now)
        if not quoted and value == "*":
            return Like(field.name, "*") if field is not None and field.kind is Kind.KEYWORD else Everything()
        if field is not None and field.kind is Kind.KEYWORD:
            return self._keyword(field, value, quoted)
        return self._text(value, field, quoted, slop)

    def _keyword(self, field: Field, value: str, quoted: bool) -> Clause:
        if not quoted and ("*" in value or "?" in value):
            return Like(field.name, value)
        if field.name == "employer" and not quoted:
            letters = tuple(character for character in plain(value) if character.isalnum())
            return Match((Phrase(letters, "employer_words"),)) if letters else Everything()
        return Exactly(field.name, keyword_values(field, value))

    def _fuzzy(self, value: str, distance: int, field: Field | None) -> Clause:
        if field is not None or not 1 <= distance <= 2:
            raise QueryError("近似检索写作 词~1 或 词~2，且不与字段同用。")
        return Near(plain(value), distance)

    def _text(self, value: str, field: Field | None, quoted: bool, slop: int) -> Clause:
        name = field.name if field is not None else None
        if name == "employer_words":
            raise QueryError("请用 employer 检索用人单位。")
        shown = plain(value)
        if not quoted and ("*" in shown or "?" in shown):
            if name is not None:
                raise QueryError(f"通配符不能用于 {name}，请去掉字段名或去掉通配符。")
            return Like(None, shown)
        words = segmenter().cut(shown)
        pieces = tuple(tokens(words))
        if not pieces:
            return Everything()
        if quoted or name is not None:
            own = Phrase(pieces, name, slop)
            if name is not None:
                return Match((own,))
            widened = self._widened(shown, own)
            return Match(tuple(dict.fromkeys((own, *widened.alternatives)))) if slop else widened
        return self._piece(shown, words, pieces)

    def _piece(self, shown: str, words: list[str], pieces: tuple[str, ...]) -> Clause:
        """Words written without blanks: all of them, better side by side; or a synonym of the whole."""
        if len(pieces) == 1:
            return _own_first(self._widened(shown, Word(pieces[0])), Word(pieces[0]))
        whole = self._widened(shown, Phrase(pieces))
        single = AllOf(tuple(self._word(word) for word in words if tokens([word])))
        together = Match((Phrase(pieces),))
        if whole.meaning:
            return Prefer(AnyOf((whole, Bonus(single, 0))), (Bonus(together, OWN_WORD),))
        return Prefer(single, (together,))

    def _word(self, word: str) -> Clause:
        """A segmented word: itself, or all its parts where it has some."""
        pieces = parts(word)
        if len(pieces) == 1:
            return _own_first(self._widened(word, Word(word)), Word(word))
        each = AllOf(tuple(Match((Word(piece),)) for piece in pieces))
        return Prefer(each, (Match((Word(word),)),)) if word in inner(word) else each

    def _widened(self, shown: str, own: Word | Phrase) -> Match:
        """OWN, or with synonyms every word of what SHOWN means."""
        meaning = meaning_of(shown) if self.reading.synonyms else None
        return Match((own,)) if meaning is None else Match(meaning.words, meaning=meaning.name)


def _own_first(widened: Match, own: Word) -> Clause:
    """WIDENED by synonyms, with the word that was written above them."""
    if not widened.meaning:
        return widened
    return Prefer(widened, (Bonus(Match((Phrase((own.text,), "text"),)), OWN_WORD),))


def _any_of(clauses: tuple[Clause, ...]) -> Clause:
    """Any of CLAUSES; a meaning that is written in two words (社保 OR 社会保险) weighs no more than in one."""
    found: dict[Clause, Clause] = {}
    for clause in clauses:
        meaning = _meaning(clause)
        known = found.get(meaning)
        found[meaning] = clause if known is None else _both(known, clause)
    return next(iter(found.values())) if len(found) == 1 else AnyOf(tuple(found.values()))


def _meaning(clause: Clause) -> Clause:
    """The synonyms that CLAUSE looks for, as `_piece` and `_own_first` put them; CLAUSE itself where there are none."""
    match clause:
        case Prefer(Match() as meant, _) | Prefer(AnyOf((Match() as meant, *_)), _) if meant.meaning:
            return meant
        case _:
            return clause


def _both(one: Clause, other: Clause) -> Clause:
    """ONE and OTHER, which look for the same synonyms, as one clause."""
    if not isinstance(one, Prefer) or not isinstance(other, Prefer):
        return one
    found = dict.fromkeys(each for must in (one.must, other.must) for each in _alternatives(must))
    better = tuple(dict.fromkeys((*one.better, *other.better)))
    return Prefer(AnyOf(tuple(found)) if len(found) > 1 else one.must, better)


def _alternatives(clause: Clause) -> tuple[Clause, ...]:
    return clause.clauses if isinstance(clause, AnyOf) else (clause,)


def _some_of(clauses: tuple[Clause, ...]) -> Clause:
    """Any of the words among CLAUSES and every one of the rest; what has all words stands above what has some."""
    words = tuple(clause for clause in clauses if any(True for _ in matches(clause)))
    if len(words) < 2:
        return AllOf(clauses)
    rest = tuple(clause for clause in clauses if clause not in words)
    some = Prefer(AnyOf(words), (Bonus(AllOf(words), ALL_WORDS),))
    return AllOf((some, *rest)) if rest else some


def _unescaped(value: str) -> str:
    return re.sub(r"\\(.)", r"\1", value)
