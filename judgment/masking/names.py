"""Names of private persons: found by how names are made, by their surroundings, and by who bears an office."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from judgment.masking.lexicon import Lexicon, lexicon, surnames
from judgment.places.resolve import place_spans

# Log-odds in hundredths. Chosen on half of the excerpts and checked on the other half; see benchmarks/masking.
ACCEPT = 330
ROLE = 260
NEXT = 90
AGAIN = 70
_PARTICLES = frozenset(
    "的了在是和与及或等被把将向从对于为以而且但不没也都还就又再才只各每某此这那哪其之者们我你他她它您咱谁什么怎吗呢吧啊呀哦嘛说称指问让给到去会可能要想做着过得地所个位名"
)

_PRIVATE = frozenset(
    (
        "职工 工人 农民工 民工 员工 骑手 司机 保安 保安员 当事人 伤者 死者 逝者 遇难者 受害者 受害人 事主 家属 网友 工人代表 职工代表 员工代表 民工代表 代表 老板 老板娘 原告 被告 被告人 第三人 申请人 被申请人 "
        "上诉人 被上诉人 案外人 证人 女工 工友 村民 市民 居民 学生 女生 男生 男子 女子 妻子 丈夫 父亲 母亲 爸爸 妈妈 女儿 儿子 弟弟 哥哥 姐姐 妹妹 亲戚 女婿 亲属 同事 同学 好友 朋友 友人 包工头 "
        "工头 负责人 法人 法定代表人 法人代表 实际控制人 经理 总经理 副总经理 律师 老师 教师 护士 医生 外卖员 快递员 清洁工 环卫工 店长 组长 主管 队长 副大队长 大队长 分队长 班长 班组长 承包商 承包人 "
        "股东 大股东 创始人 创办人 总监 空姐 车长 女车长 技术员 工程师 程序员 会计 出纳 销售员 业务员 实习生 毕业生 大学生 研究生 本科生 求职者 劳动者 租客 业主 雇主 雇员 外佣 保姆 家政工 女佣 工程人员 "
        "我叫 名叫 叫做 化名 姓名 人叫 联系人 举报人 投诉人 具报人 反映人 受雇于 董事 董事长 总裁 副总裁 行政总裁 总编辑 主编 社长 副社长 主播 主持 笔名 户主 死者是 木工班 主任 机师 乘客 博主 男友 女友 "
        "的哥 船员 厨师 矿工 电焊工 钢筋工 瓦工 木工 油漆工 维修工 搬运工 分拣工 保洁员 护工 月嫂 服务员 收银员 钟点工 临时工 合同工 派遣工 返乡者 务工者 打工者 创业者 志愿者 艺术家 园林工 施工员 资料员"
    ).split()
)
_OFFICE = frozenset(
    (
        "书记 市长 县长 区长 镇长 乡长 州长 省长 局长 处长 科长 厅长 部长 司长 署长 专员 司令 政委 总统 总理 首相 主席 特首 法官 审判长 审判员 书记员 检察长 检察官 检控官 裁判官 裁判长 院长 大使 "
        "发言人 记者 通讯员 摄影 编辑 责编 作者 行政长官 教授 专家 学者 研究员 分析师 评论员 评论人 院士 教练 主教练 主帅 球员 前锋 后卫 中场 门将 队员 国脚 名将 选手 冠军 导演 演员 歌手 影星 "
        "偶像 明星 艺人 作家 诗人 会长 理事长 秘书长 总干事 干事 理事 组织主任 统筹 主委 常委 委员 议员 代办 财政司 政务司 国务卿 警司 警长 督察 关长 经济学家 社会学家 企业家 大法官 "
        "人大代表 政协委员 劳模 劳动模范 烈士 将军 皇帝 外长 防长 监察员 仲裁员 调解员 督导 参赞 首富 所长 政务官 高官 前总统"
    ).split()
)
_BYLINE_BEFORE = re.compile(r"(?:记者|通讯员|作者|编辑|摄影|文/|图/|文图|责编|校对|撰文|实习生)[^，。；\n]{0,12}$")
_OFFICE_AFTER = re.compile(
    r"(?:副?(?:市长|县长|区长|镇长|省长|局长|处长|厅长|部长|书记|主席|会长|总统|总理|首相|法官|检察官|教授|院士|议员|委员|特首|导演|教练|司长)|上将|将军|同志|摄(?![影像])|案$)"
)
_PRIVATE_AFTER = re.compile(
    r"(?:先生|女士|小姐|阿姨|大叔|大哥|大姐|师傅|老师|律师|等人|等[一二两三四五六七八九十百\d]+[名人位]|诉称|辩称|[（(](?:化名|\d+岁|男|女)|，[男女]，|夫妇|的(?:妻子|丈夫|父亲|母亲|儿子|女儿|家属|家人|亲属|弟弟|哥哥|工资))"
)
# What follows is the rest of a firm's, school's or road's name, so that what stands here is no person.
_FIRM_AFTER = re.compile(
    r"[\u4e00-\u9fff]{0,6}?(?:公司|集团|股份|商行|科技|传媒|银行|医院|学校|小学|中学|大学|酒店|大厦|小区|派出所|工业园|项目部|电子|教育|置业|地产|建设|劳务|物业|餐饮|律师事务所|县|市(?!民)|区(?!别)|镇|乡|村(?!民)|街道|路\d|号线|大街|工会|委员会)"
)
_SAYS = re.compile(
    r"(?:说|称|表示|认为|告诉|介绍|透露|回忆|指|坦言|觉得|解释|回应|提到|接受|向|诉|于|[，、。：:；（(）)\s”」—]|$|则|也|在|与|和|及|被|等|今年|的|曾|因|就|担任|任职|仅|年仅|发|对)"
)
_STARTS = re.compile(
    r"(?:^|[，。、；：:！？!?（(\s“「『《—…·*>]|与|和|及|对|由|向|被|是|为|给|让|在|据|经|叫|以|找到|至|把|的)$"
)
_OPENING, _CLOSING = frozenset('“「『《‘"'), frozenset('”」』》’"')
_TRAILING = " ：:（(「“—–-是为叫、"
_TITLES = frozenset(
    "女士 先生 小姐 师傅 老师 老板 主任 经理 书记 局长 医生 律师 同学 阿姨 大爷 大妈 大哥 大姐 太太 某某 队长 总监 教授 法官 警官 伯伯 姓男 姓女 姓员 姓司 姑娘 氏父 氏兄 家人 家属 某人 主席".split()
)


@dataclass(slots=True)
class Candidate:
    """A seeming name at `start`; `score` in hundredths of log-odds, `office` when its bearer acts in office here."""

    start: int
    end: int
    name: str
    score: int
    private: bool
    office: bool


class _Model:
    """The lexicon and the dictionary bent into what one pass over a text needs."""

    def __init__(self, words: Lexicon) -> None:
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

    def starts(self, text: str) -> Iterator[tuple[int, frozenset[int]]]:
        """Positions where a name may begin, with the ends of words near them: a word never begins inside a name's surname."""
        tokens: list[str] = self.engine.cut(text, False)
        at = 0
        ends: list[int] = []
        begins: list[int] = []
        for token in tokens:
            if token[0] in self.single and (len(token) == 1 or token not in self.words or self.words[token] < 2):
                begins.append(at)
            elif len(token) == 2 and token[1] in self.single and self.words.get(token, 0) < 3:
                begins.append(at + 1)
            elif len(token) == 2 and token in self.compound:
                begins.append(at)
            at += len(token)
            ends.append(at)
        edges = frozenset(ends)
        for begin in begins:
            yield begin, edges

    def best(self, text: str, start: int, edges: frozenset[int]) -> tuple[int, int]:
        """(score, length) of the better reading at START, three characters or two."""
        if text[start : start + 2] in self.compound:
            return self._compound(text, start, edges)
        two = self._score(text, start, 2, edges)
        three = self._score(text, start, 3, edges)
        return (three, 3) if three >= two - 60 else (two, 2)

    def _compound(self, text: str, start: int, edges: frozenset[int]) -> tuple[int, int]:
        given = text[start + 2 : start + 4]
        if len(given) == 2 and self.given.issuperset(given) and start + 4 in edges:
            return ACCEPT, 4
        if given and given[0] in self.given and start + 3 in edges:
            return ACCEPT - NEXT, 3
        return -999, 0

    def _score(self, text: str, start: int, length: int, edges: frozenset[int]) -> int:
        name = text[start : start + length]
        words, lex = self.words, self.lexicon
        if len(name) < length or not self.given.issuperset(name[1:]) or name[1:] in _TITLES:
            return -999
        if length == 3:
            score = lex.family.get(name[0], 0) + lex.first.get(name[1], 150) + lex.last.get(name[2], 150)
            score -= 60 * words.get(name[1:], 0) + 100 * words.get(name[:2], 0) + 400 * words.get(name, 0)
        else:
            score = lex.family.get(name[0], 0) + lex.only.get(name[1], 150) - 300 * words.get(name, 0) - 60
        if start + length not in edges:
            score -= 80 + 80 * words.get(text[start + length - 1 : start + length + 1], 0)
        score -= 100 * words.get(text[start - 1 : start + 1], 0) if start else 0
        return score


@lru_cache(maxsize=1)
def _model() -> _Model:
    return _Model(lexicon())


def candidates(text: str) -> list[Candidate]:
    """Seeming names of TEXT (plain) in order, overlapping ones resolved to the likelier."""
    model = _model()
    places = _place_characters(text)
    found: list[Candidate] = []
    for start, edges in model.starts(text):
        if start in places:
            continue
        score, length = model.best(text, start, edges)
        if score < 60:
            continue
        candidate = _in_context(text, start, start + length, score)
        if found and candidate.start < found[-1].end:
            if candidate.score <= found[-1].score:
                continue
            found.pop()
        found.append(candidate)
    return found


def _place_characters(text: str) -> set[int]:
    """Positions that belong to the name of a division or country."""
    covered: set[int] = set()
    for start, end in place_spans(text):
        covered.update(range(start, end))
    return covered


def _in_context(text: str, start: int, end: int, score: int) -> Candidate:
    before = text[max(0, start - 14) : start]
    stripped = before.rstrip(_TRAILING)
    private = _ends_with(stripped, _PRIVATE) or _PRIVATE_AFTER.match(text, end) is not None
    office = _ends_with(stripped, _OFFICE) or _BYLINE_BEFORE.search(before) is not None
    after = _OFFICE_AFTER.match(text, end) is not None
    if private:
        score += ROLE
    elif _FIRM_AFTER.match(text, end):
        score -= ROLE
    if text[start - 1 : start] in _OPENING and text[end : end + 1] in _CLOSING:
        score -= ROLE  # what stands alone in quotation marks is a word spoken about, seldom a person
    if _STARTS.search(before) or office:
        score += NEXT
    if _SAYS.match(text, end):
        score += NEXT
    return Candidate(start, end, text[start:end], score, private and not office, office or after)


def _ends_with(before: str, words: frozenset[str]) -> bool:
    return any(before[-length:] in words for length in (2, 3, 4, 5))


def private_names(texts: tuple[str, ...]) -> list[str]:
    """Names that must be masked wherever they stand, longest first."""
    scores: dict[str, int] = defaultdict(int)
    seen: dict[str, int] = defaultdict(int)
    office: set[str] = set()
    private: set[str] = set()
    for text in texts:
        for candidate in candidates(text):
            seen[candidate.name] += 1
            scores[candidate.name] = max(scores[candidate.name], candidate.score)
            if candidate.office:
                office.add(candidate.name)
            if candidate.private:
                private.add(candidate.name)
    kept = [
        name
        for name, score in scores.items()
        if score + AGAIN * min(3, seen[name] - 1) >= ACCEPT and (name not in office or name in private)
    ]
    return sorted(kept, key=lambda name: (-len(name), name))


def mentions(text: str, names: list[str]) -> Iterator[tuple[int, int, str]]:
    """Every place where one of NAMES stands in TEXT, the longest at each position."""
    if names:
        for match in re.finditer("|".join(map(re.escape, names)), text):
            yield match.start(), match.end(), match.group()
