"""Names of private persons: found by how names are made, by their surroundings, and by who bears an office."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from judgment.masking.lexicon import Lexicon, lexicon, lines, surnames
from judgment.places.resolve import place_spans

# Hundredths of log-odds. Chosen on one half of the excerpts and checked on the other; see benchmarks/masking.
ACCEPT = 360
TWO_CHARACTERS = 90  # a name of two characters needs this much more
ROLE = 260
NEXT = 90
AGAIN = 70
_PARTICLES = frozenset(
    "的了在是和与及或等被把将向从对于为以而且但不没也都还就又再才只各每某此这那哪其之者们我你他她它您咱谁什么怎吗呢吧啊呀哦嘛说称指问让给到去会可能要想做着过得地所个位名姓"
)
# Surnames that are above all grammar: a name that begins with one needs a role before it or a sentence's start.
_GRAMMAR = frozenset(
    "由但和向于代曾都全应相有能经后毋须连从以当与时及在对把让达多查付单双过区商关管别充保满公通那来强安明高成平权劳方常万钟"
)
_PRIVATE_AFTER = re.compile(
    r"先生|女士|小姐|阿姨|大叔|大哥|大姐|师傅|老师|律师(?!事务所)|等人|等[一二两三四五六七八九十百\d]+[名人位]|诉称|辩称|[（(](?:化名|\d+岁|男|女)|，[男女][，，\d]|夫妇|"
    r"的(?:妻子|丈夫|父亲|母亲|儿子|女儿|家属|家人|亲属|弟弟|哥哥|工资)"
)
_OFFICE_AFTER = re.compile(
    r"副?(?:市长|县长|区长|镇长|省长|局长|处长|厅长|部长|书记|主席|会长|总统|总理|首相|法官|检察官|裁判官|教授|院士|议员|委员|特首|导演|教练|司长)|上将|将军|同志|摄(?![影像])|案(?![件例])"
)
# What follows is the rest of a firm's, school's or road's name, so that what stands here is no person.
_FIRM_AFTER = re.compile(
    r"[\u4e00-\u9fff]{0,6}?(?:公司|集团|股份|商行|科技|传媒|银行|医院|学校|小学|中学|大学|酒店|大厦|小区|派出所|工业园|项目部|电子|教育|置业|地产|建设|劳务|物业|餐饮|律师事务所|"
    r"环卫|罢工|站|山庄|花园|广场|街道|大街|号线)|[县市镇乡村邨苑湾站路街桥署局委区](?![民长])"
)
_SAYS = re.compile(
    r"说|称|表示|认为|告诉|介绍|透露|回忆|指|坦言|觉得|解释|回应|提到|接受|向|诉|于|[，、。：:；（(）)\s”」—]|$|则|也|在|与|和|及|被|等|今年|的|曾|因|就|担任|任职|仅|年仅|发|对|不|已|是|有"
)
_STARTS = re.compile(
    r"(?:^|[，。、；：:！？!?（(\s“「『《—…·*>/]|与|和|及|对|由|向|被|是|为|给|让|在|据|经|叫|以|找到|至|把|的)$"
)
_AND = re.compile(r"[、，和及与]\s?$")
_OPENING, _CLOSING = frozenset('“「『《‘"'), frozenset('”」』》’"')
_AFTER_ROLE = re.compile(r"[ ：:（(「“—–\-是为叫、]{0,3}")
_TITLES = frozenset(
    "女士 先生 小姐 师傅 老师 老板 主任 经理 书记 局长 医生 律师 同学 阿姨 大爷 大妈 大哥 大姐 太太 某某 队长 总监 教授 法官 警官 伯伯 姑娘 家人 家属 主席 总裁 老伯 婆婆 老翁 "
    "副官 同志 会长 校长 院长 护士 司机 工人 太公 官员 记者 姊妹 兄弟 夫人 老太 大夫 教练 厂长 村长 师父 班长 老汉".split()
)
_COUNTED = re.compile(r"[一二两三四五六七八九十\d]+[人名位个]")


@dataclass(slots=True)
class Candidate:
    """A seeming name at `start`; `score` in hundredths of log-odds, `private` and `office` as its surroundings say."""

    start: int
    end: int
    name: str
    score: int
    private: bool
    office: bool
    firm: bool


class _Model:
    """The lexicon, the dictionary and the roles bent into what one pass over a text needs."""

    def __init__(self, words: Lexicon) -> None:
        from ahocorasick_rs import AhoCorasick, MatchKind
        from rjieba import Jieba

        self.single, self.compound = surnames()
        self.lexicon = words
        self.words = words.words
        self.engine = Jieba()
        self.given = frozenset(
            char
            for char in words.first
            if char not in _PARTICLES and max(words.first[char], words.last[char], words.only[char]) > -150
        )
        (known,) = lines("masking_famous.txt")
        self.public = frozenset(" ".join(lines("masking_public.txt")).split())
        self.public |= {known[at : at + 3] for at in range(0, len(known), 3)}
        private, office = "\n".join(lines("masking_roles.txt")).split("\n==\n")
        self.roles = list(dict.fromkeys([*office.split(), *private.split()]))
        self.offices = len(set(office.split()))
        self.role_engine: Any = AhoCorasick(self.roles, matchkind=MatchKind.LeftmostLongest)

    def role_ends(self, text: str) -> dict[int, bool]:
        """Where a role ends and a name may begin; True for a private role, False for an office."""
        ends: dict[int, bool] = {}
        for which, _, end in self.role_engine.find_matches_as_indexes(text):
            private = which >= self.offices
            ends[end] = private
            signs = _AFTER_ROLE.match(text, end)
            if signs and signs.end() > end:
                ends.setdefault(signs.end(), private)
        return ends

    def starts(self, text: str, roles: dict[int, bool]) -> tuple[list[int], set[int]]:
        """Positions where a name may begin, and all ends of words."""
        begins: list[int] = []
        edges: set[int] = set()
        single, words = self.single, self.words
        at = 0
        for token in self.engine.cut(text, False):
            size = len(token)
            if token[0] in single and (size == 1 or words.get(token, 0) < 2 or at in roles):
                begins.append(at)
            if size == 2 and token[1] in single and words.get(token, 0) < 3:
                begins.append(at + 1)
            elif size > 2:
                begins += [at + k for k in range(1, size) if at + k in roles and token[k] in single]
            elif size == 2 and token in self.compound:
                begins.append(at)
            at += size
            edges.add(at)
        return begins, edges

    def best(self, text: str, start: int, edges: set[int]) -> tuple[int, int]:
        """(score, length) of the better reading at START, three characters or two; or a compound surname's."""
        if text[start + 1 : start + 3] in _TITLES or _COUNTED.match(text, start + 1):
            return -999, 0
        if text[start : start + 2] in self.compound:
            return self._compound(text, start, edges)
        two = self._score(text, start, 2, edges)
        three = self._score(text, start, 3, edges)
        return (three, 3) if three >= two - 60 else (two, 2)

    def _compound(self, text: str, start: int, edges: set[int]) -> tuple[int, int]:
        given = text[start + 2 : start + 4]
        if len(given) == 2 and self.given.issuperset(given) and start + 4 in edges:
            return ACCEPT, 4
        if given and given[0] in self.given and start + 3 in edges:
            return ACCEPT - NEXT, 3
        return -999, 0

    def _score(self, text: str, start: int, length: int, edges: set[int]) -> int:
        name = text[start : start + length]
        words, lex = self.words, self.lexicon
        if len(name) < length or not self.given.issuperset(name[1:]):
            return -999
        if length == 3:
            score = lex.family.get(name[0], 0) + lex.first.get(name[1], 150) + lex.last.get(name[2], 150)
            if score < 0:
                return score
            score -= _given_word(words.get(name[1:], 0)) + 100 * words.get(name[:2], 0) + 400 * words.get(name, 0)
        else:
            score = lex.family.get(name[0], 0) + lex.only.get(name[1], 150)
            if score < 0:
                return score
            score -= 300 * words.get(name, 0)
        if start + length not in edges:
            score -= 80 + 80 * words.get(text[start + length - 1 : start + length + 1], 0)
        if start and (before := words.get(text[start - 1 : start + 1], 0)):
            score -= 100 * before
        return score


def _given_word(size: int) -> int:
    """建国 and 如意 are words and given names; 口罩 and 哥哥, far more frequent, only words."""
    return (0, 40, 110, 280, 500, 700)[min(size, 5)]


@lru_cache(maxsize=1)
def _model() -> _Model:
    return _Model(lexicon())


def candidates(text: str) -> list[Candidate]:
    """Seeming names of TEXT (plain) in order, overlapping ones resolved to the likelier."""
    model = _model()
    roles = model.role_ends(text)
    begins, edges = model.starts(text, roles)
    covered: set[int] = set()
    for start, end in place_spans(text):
        covered.update(range(start, end))
    found: list[Candidate] = []
    for start in begins:
        if start in covered and start not in roles:
            continue
        score, length = model.best(text, start, edges)
        if score < 60:
            continue
        candidate = _in_context(text, start, start + length, score, roles.get(start))
        if found and start < found[-1].end:
            if candidate.score <= found[-1].score + (0 if text[found[-1].start] in _GRAMMAR else 60):
                continue
            found.pop()
        if found and start - found[-1].end <= 2 and _AND.search(text[found[-1].end : start]):
            candidate.private |= found[-1].private
            candidate.office |= found[-1].office
            candidate.score += NEXT
        found.append(candidate)
    return found


def _in_context(text: str, start: int, end: int, score: int, role: bool | None) -> Candidate:
    private = role is True or _PRIVATE_AFTER.match(text, end) is not None
    office = role is False or _OFFICE_AFTER.match(text, end) is not None
    firm = False
    opened = _STARTS.search(text, max(0, start - 3), start) is not None
    if private or role is False:
        score += ROLE
    else:
        firm = _FIRM_AFTER.match(text, end) is not None
        score -= ROLE if firm else 0
        score -= ROLE if text[start] in _GRAMMAR and not opened else 0
    if text[start - 1 : start] in _OPENING and text[end : end + 1] in _CLOSING:
        score -= ROLE  # what stands alone in quotation marks is a word spoken about, seldom a person
    if opened:
        score += NEXT
    if _SAYS.match(text, end):
        score += NEXT
    return Candidate(start, end, text[start:end], score, private, office, firm)


def private_names(texts: tuple[str, ...]) -> list[str]:
    """Names that must be masked wherever they stand, longest first."""
    model = _model()
    mentions_of: dict[str, list[Candidate]] = {}
    for text in texts:
        for candidate in candidates(text):
            mentions_of.setdefault(candidate.name, []).append(candidate)
    kept = [name for name, mentions in mentions_of.items() if _is_private(name, mentions, model.public)]
    return sorted(kept, key=lambda name: (-len(name), name))


def _is_private(name: str, mentions: list[Candidate], public: frozenset[str]) -> bool:
    private = sum(mention.private for mention in mentions)
    if not private and (name in public or any(mention.office for mention in mentions)):
        return False
    if not private and sum(mention.firm for mention in mentions) * 2 >= len(mentions):
        return False
    score = max(mention.score for mention in mentions) + AGAIN * min(3, len(mentions) - 1)
    return score >= ACCEPT + (TWO_CHARACTERS if len(name) == 2 else 0)


def mentions(text: str, names: list[str]) -> Iterator[tuple[int, int, str]]:
    """Every place where one of NAMES stands in TEXT, the longest at each position."""
    if names:
        for match in re.finditer("|".join(map(re.escape, names)), text):
            yield match.start(), match.end(), match.group()
