"""The employers of the dispute, as written; newspapers, courts, authorities, unions and masked parties are none."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from judgment.document import Document
from judgment.facts.bare import find_bare
from judgment.facts.brands import full_names
from judgment.facts.cores import core_of, find_form, is_bare, short_form
from judgment.facts.lexicon import words
from judgment.facts.names import acceptable, find_alias, find_names
from judgment.facts.roles import read_role
from judgment.facts.spots import Spots
from judgment.facts.suffixes import AUTHORITY
from judgment.words import tagged
from yanpan_domain.codes import PartyRole
from yanpan_domain.fact import EmployerMention

_MEDIUM = re.compile(
    r"日报|晚报|早报|时报|周刊|杂志|新闻|电视台|电台|广播|卫视|通讯社|新华社|央视|财经|邮报|报社|明报|晨报|商报|中新社|信报|端传媒|b站|微博|新浪|网易|搜狐|腾讯|抖音|快手|知乎|小红书|豆瓣|facebook|twitter|推特|网$|tvb|港台"
)
# What follows the name of the employer whose workers the story is about.
_STAFF_AFTER = re.compile(
    r"[”」』\"）)》]?(?:的|之|旗下|约|近|逾|超过|共|有){0,2}(?:多名|部分|全体|一线|前|女|男|老|基层|内地|香港|一|[0-9一二三四五六七八九十百千]{1,5}[余多]?[名位个])?(?:的)?(?:新闻部|内部|旗下)?"
    r"(?:员工|职工|工人|雇员|司机|车长|骑手|外卖员|老师|教师|教职|护士|医护|校工|保安|工友|职员|在岗|会员|主播|记者(?!会|报道|从|了解|获悉))"
)
_HARM_AFTER = re.compile(
    r"[”」』\"）)》]?(?:、[^，。、]{2,6})?[^，。；：]{0,5}?(?:拖欠|欠薪|欠|裁|解雇|辞退|开除|解聘|即炒|炒|遣散|克扣|降薪|减薪|强迫|强制|违法|非法|发不出|停发|未(?:支付|发|足额|缴|给|与|为|依法|按)|不(?:支付|承认|给|发|服|续)|没有(?:支付|缴|给|发)|支付|应(?:当)?支付|停工|停产|罢工|倒闭|破产|结业|关闭|关厂|搬迁|全员|猝死|工作|上班|打工|担任|任职|从事)"
)
_HARM_NEAR = re.compile(
    r"[^，。；：]{0,14}?(?:拖欠|欠薪|裁员|解雇|辞退|开除|解聘|遣散|克扣|降薪|减薪|罢工|停工|猝死|受伤|工伤|身亡|维权|讨薪|仲裁|劳动合同|社保)"
)
_SPEAKS_AFTER = re.compile(
    r"[”」』\"）)》]?[^，。；：]{0,4}?(?:回应|宣布|承诺|否认|道歉|致歉|回覆|回复|发言人|管理层|高管|资方|高层|园区|厂方|表示|称|指|发布|发文|公布|声明|辩称|工会|公司)"
)
_HIRED_BEFORE = re.compile(
    r"(?:入职|就职于?|任职于?|供职于?|受雇于?|受聘于?|判令|责令|被告|被申请人|状告|用人单位|进入|雇主|东家|签订?劳动合同|承建商|(?:服务|加盟|外判|分判|承办|承包|外包|运营)商|劳动关系[^，。]{0,3})[“「『\"《（(：: ]?$"
)
_BEFORE = re.compile(
    r"(?:加入|来到|到|在|曾是|是|被|与|向|上诉人|拖欠|投诉|举报|控诉|起诉|告|声援|原告|诉|旗下的?|用工单位|企业|为|名为|叫做?|公司|餐厅|工厂|网媒|要求|指)[“「『\"《（(：: ]?$"
)
# Who is presented by its kind in quotation marks is whom the story is about.
_PRESENTED = re.compile(r"(?:商|公司|企业|厂|店|平台|机构|集团|中心|园|院|社|叫|为)[“「『\"]$")
_ALIAS_AFTER = re.compile(r"[（(](?:以下|下文|下称|简称|下简称)")
_MEDIUM_AFTER = re.compile(
    r"[”」』）)]?(?:报道|报导|记者|消息|[0-9]{1,2}月|讯|获悉|引述|援引|采访|刊|访问|查询|评论|发文|编辑|专访|网|上|账号|平台|直播|热搜|头条|公众号|官微|视频)"
)
_MEDIUM_BEFORE = re.compile(
    r"(?:据|记者|接受|引述|援引|来源[：:]?|综合|转自|告诉|对|向|登录|上传到?|发布在|通过|用|在|从|于)[“「《『]?$"
)
_EXPERT_AFTER = re.compile(
    r"[一-龥]{0,6}?(?:教授|学者|研究员|专家|博士|律师|院长|首席|分析师|系主任|法学院|学生|毕业|本科|校友)"
)
_BYSTANDER_AFTER = re.compile(
    r"[”」』）)]?(?:贷款|账户|存款|股东|持股|收购|(?:新院区|新校区)?(?:迁建|扩建|新建|改扩建|工地|二期|门诊楼|住院楼|教学楼)|医治|抢救|治疗|就医|就诊|救治|住院|业主|客户|门口|宣告|大楼|附近|对面)"
)
_BYSTANDER_BEFORE = re.compile(r"(?:送往?|送到|送至|就读于?|毕业于?|业主|客户|供应商|案外人|借款给|送医)[“「『]?$")
# What authorities do about a dispute of others, and how they are asked to.
_ACTS_AFTER = re.compile(
    r"[”」』）)]?[^，。；：]{0,6}?(?:介入|调查|责令|督促|协调|通报|接到|高度重视|答复|回应|回复|表示|称|负责|工作人员|相关|已|将|正在|副?局长|门口|门前|发布|公布|印发|认定|作出|开展|组织|要求|牵头|下达|批准|查处|执法|会议|政府|处长|发言人|信息|统计|官网|的通知|文件)"
)
_ACTS_BEFORE = re.compile(r"(?:向|到|找|去|据|由|经|对|被|联系|致电|当地|从|往|请|致|请求|恳请)[^，。；]{0,3}$")
_ENOUGH, _MOST = 2.0, 8
_SUBJECTS, _CALLED, _SPANS, _NAMES = 8, 20, 40, 200  # no article tells of more; they keep hostile text linear
_NICKNAME, _PLACED = 4, 7
_WEIGHED = 8  # mentions; the later ones say nothing new
_NAMED = 1.0  # one mention that nothing speaks against
_ASIDE = 3.0
_DAMP, _COUNT, _COUNTED = 0.4, 1.0, 4
_TITLE_BONUS, _TITLE_TIED, _LEAD_BONUS, _LEAD = 1.5, 0.5, 0.7, 120
_TIED = 2.0  # words that tie a name to workers outweigh those that make an office an authority
_LEGAL = ("公司", "集团", "厂", "医院", "学校", "大学", "中学", "小学", "电台", "电视台")


@dataclass
class _Name:
    """All mentions of one employer: `forms` counts how it is written, plain; `called` is the short name that it is given.

    `tied` is set where words next to it speak of its workers, of hiring, or of what was done to them.
    """

    forms: Counter[str] = field(default_factory=Counter)
    spans: list[tuple[str, int, int]] = field(default_factory=list)
    score: float = 0.0
    role: PartyRole | None = None
    called: str | None = None
    tied: bool = False


def read_employers(document: Document, spots: Spots) -> tuple[EmployerMention, ...]:
    """The dispute's own employer first; where no words tie any company to workers, the companies that are named."""
    names = _joined(_collect(document, spots))
    for name in names:
        _weigh(document, name)
    _set_client_back(names)
    names.sort(key=lambda name: (-name.score, name.spans[0][0] == "text", name.spans[0][1]))
    least = _ENOUGH if any(name.tied and name.score >= _ENOUGH for name in names) else _NAMED
    return tuple(_mention(document, name) for name in names[:_MOST] if name.score >= least)


def _set_client_back(names: list[_Name]) -> None:
    """Where somebody builds for it, the client of a building is not the employer."""
    if any(name.role in _HIRES for name in names):
        for name in names:
            name.score += _CLIENT * (name.role is PartyRole.CLIENT)


def _collect(document: Document, spots: Spots) -> dict[str, _Name]:
    """Every name in title and text, with all places where the aliases that brackets define stand."""
    names: dict[str, _Name] = {}
    spans = {
        part: find_names(document.plain(part), spots.suffixes[part], spots.brands[part]) for part in ("title", "text")
    }
    for part, found in spans.items():
        text = document.plain(part)
        found += _bare(document, part, spots, found)
        for start, end in found:
            _add(names, text[start:end], part, start, end)
    for part, found in spans.items():
        for start, end in found[:_NAMES]:
            if document.plain(part)[start:end] in names:
                _add_alias(document, names, part, start, end)
    _add_short_forms(document, names)
    return names


def _add_short_forms(document: Document, names: dict[str, _Name]) -> None:
    """Where the article calls a firm by what tells it from others (锐霆 for 深圳市锐霆精密电子有限公司), and every other place
    where an unknown word stands that was found to be an employer."""
    forms = _short_forms(document, list(names)[:_CALLED])
    if not forms:
        return
    merged = {form for full, form in forms.items() if form != full and form in names}
    taken = {(part, at) for full in names.keys() - merged for part, *span in names[full].spans for at in range(*span)}
    for full, form in forms.items():
        if full not in merged:
            _add_mentions(document, names[full], form, taken)
    for form in merged:
        del names[form]


def _short_forms(document: Document, names: list[str]) -> dict[str, str]:
    whole = document.plain_title + "\n" + document.plain_text
    forms = {full: form for full in names if (form := short_form(full, whole)) and acceptable(form)}
    return forms | {name: name for name in names if name not in forms and is_bare(name)}


def _add_mentions(document: Document, name: _Name, form: str, taken: set[tuple[str, int]]) -> None:
    """Every place where FORM stands outside the names that were found."""
    for part in ("title", "text"):
        for start, end in find_form(document.plain(part), form):
            if len(name.spans) >= _SPANS:
                return
            if (part, start) not in taken:
                taken.update((part, at) for at in range(start, end))
                name.spans.append((part, start, end))
                name.forms[form] += 1


def _bare(document: Document, part: str, spots: Spots, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Unknown words that stand where an employer does and that the article names at least twice, or calls a firm."""
    text = document.plain(part)
    found: list[tuple[int, int]] = []
    for start, end, enough in find_bare(text, spots.anchors[part]):
        name = text[start:end]
        if (start, end) in found or any(begin < end and start < until for begin, until in taken):
            continue
        if not acceptable(name) or name in words("generic_heads"):
            continue
        if enough or document.plain_title.count(name) + document.plain_text.count(name) > 1:
            found.append((start, end))
        if len(found) >= _SUBJECTS:
            break
    return found


def _add(names: dict[str, _Name], form: str, part: str, start: int, end: int) -> None:
    if form not in names and len(names) >= _NAMES:
        return
    name = names.setdefault(form, _Name())
    name.forms[form] += 1
    if len(name.spans) < _SPANS:
        name.spans.append((part, start, end))


def _add_alias(document: Document, names: dict[str, _Name], part: str, start: int, end: int) -> None:
    text = document.plain(part)
    alias = find_alias(text, end) if text[end : end + 1] in _BRACKETS else None
    if alias is None or not acceptable(alias):
        return
    name = names[text[start:end]]
    name.called = alias
    for other in ("title", "text"):
        field_text = document.plain(other)
        at = field_text.find(alias)
        while at >= 0 and len(name.spans) < _SPANS:
            if (other, at, at + len(alias)) not in name.spans and not (other == part and start <= at < end):
                name.spans.append((other, at, at + len(alias)))
                name.forms[alias] += 1
            at = field_text.find(alias, at + len(alias))
    if alias in names and names[alias] is not name:
        del names[alias]


def _joined(names: dict[str, _Name]) -> list[_Name]:
    """Short forms join the full name that they stand for: 佳士科技 → 深圳市佳士科技股份有限公司, 港台 → 香港电台."""
    for short in sorted(names, key=len, reverse=True):
        target = _full(short, names)
        if target is not None:
            names[target].forms.update(names[short].forms)
            names[target].spans += names[short].spans
            names[target].called = names[target].called or names[short].called
            del names[short]
    return list(names.values())


def _full(short: str, names: dict[str, _Name]) -> str | None:
    """The one longer name that SHORT stands for; None where there is none or they differ among themselves."""
    known = full_names().get(short)
    if known in names:
        return known
    longer = sorted((other for other in names if len(other) > len(short) and _stands_for(short, other)), key=len)
    return longer[0] if longer and all(longer[0] in one for one in longer) else None


_BRACKETS = ("（", "(")
_TAIL = re.compile(r"(?:公司|集团|厂)$")


def _stands_for(short: str, full: str) -> bool:
    core = _TAIL.sub("", short)
    if len(core) >= 2 and core in full:
        return True
    distinct = core_of(full)
    if distinct is not None and distinct in short:
        return True
    # Headlines put a place before the name: 惠东示例利华鞋业 in 惠州市惠东县示例利华鞋业有限公司.
    if len(core) >= _PLACED and (core[2:] in full or core[3:] in full):
        return True
    named = full_names().get(short)
    if named is not None and (named in full or full in named):
        return True
    return len(short) >= 4 and short[:2] in full and _in_order(short, full)


def _in_order(short: str, full: str) -> bool:
    """Whether the characters of SHORT stand in FULL in the same order: 郑州育人集团 in 郑州育人教育集团."""
    rest = iter(full)
    return all(sign in rest for sign in short)


def _weigh(document: Document, name: _Name) -> None:
    name.spans.sort(key=lambda span: (span[0] == "text", span[1]))
    medium = any(_MEDIUM.search(form) for form in name.forms)
    authority = all(form.endswith(AUTHORITY) and form not in words("brands") for form in name.forms)
    considered = name.spans[:_WEIGHED]
    total, in_title, contractor = 0.0, 0.0, False
    for part, start, end in considered:
        text = document.plain(part)
        before = max(0, start - 10)
        gained = _mention_score(text[before:start], text[end : end + 18], medium)
        total += gained
        name.tied = name.tied or gained >= _TIED
        if part == "title" and gained >= _TIED:
            in_title = _TITLE_TIED
        if (
            authority
            and gained < _TIED
            and (_ACTS_AFTER.match(text, end, end + 16) or _ACTS_BEFORE.search(text, max(0, start - 6), start))
        ):
            total -= 2.5
        name.role = name.role or read_role(text, start, end)
        contractor = contractor or bool(_CONTRACTOR_BEFORE.search(text, before, start))
    score = total * len(considered) ** -_DAMP + _COUNT * min(len(name.spans), _COUNTED)
    if any(part == "title" for part, _, _ in considered):
        score += _TITLE_BONUS + in_title
    score += max(_weight_of_form(form) for form in name.forms)
    score += _ROLES.get(name.role, 0.0) + _CONTRACTED * contractor
    if any(part == "text" and start < _LEAD for part, start, _ in considered):
        score += _LEAD_BONUS
    if medium:
        score -= 1.0
    if authority:
        score -= 1.5
    name.score = round(score, 3)


def _weight_of_form(form: str) -> float:
    """A registered name is an employer before any other; a project is where it employs."""
    if form.endswith(_REGISTERED):
        return _REGISTERED_BONUS
    if form.endswith(_PROJECTS):
        return -1.0
    return 0.5 if form.endswith(_LEGAL) else 0.0


_REGISTERED, _PROJECTS = ("有限公司", "有限责任公司", "集团"), ("项目", "工程", "工地", "项目部")
_REGISTERED_BONUS = 1.0
# The nearer to the workers, the more it is their employer; who must pay first (保障农民工工资支付条例 29, 30) is told by the role.
_ROLES: dict[PartyRole | None, float] = {
    PartyRole.CLIENT: -1.0, PartyRole.MAIN_CONTRACTOR: 0.5, PartyRole.SUBCONTRACTOR: 1.0, PartyRole.LABOUR_COMPANY: 0.5,
}  # fmt: skip
# Who does the work of another with its own workers.
_CONTRACTOR_BEFORE = re.compile(
    r"(?:(?:服务|加盟|外判|分判|承办|承包|外包|运营|代理)商|第三方|外包给了?|承包给了?)[“「]?$"
)
_CONTRACTED, _CLIENT = 2.0, -2.0
_HIRES = frozenset(
    {PartyRole.MAIN_CONTRACTOR, PartyRole.SUBCONTRACTOR, PartyRole.LABOUR_COMPANY, PartyRole.DISPATCH_UNIT}
)


def _mention_score(before: str, after: str, medium: bool) -> float:
    score = 0.0
    if _STAFF_AFTER.match(after) or _HARM_AFTER.match(after):
        score += 2.0
    elif _SPEAKS_AFTER.match(after) or _HARM_NEAR.match(after):
        score += 1.0
    if _HIRED_BEFORE.search(before):
        score += 2.5
    elif _BEFORE.search(before):
        score += 0.7
    if _PRESENTED.search(before):
        score += 1.5
    if _ALIAS_AFTER.match(after):
        score += 1.5
    if medium:
        score -= 3.0 * bool(_MEDIUM_AFTER.match(after)) + 2.0 * bool(_MEDIUM_BEFORE.search(before))
    if _EXPERT_AFTER.match(after) or _BYSTANDER_AFTER.match(after) or _BYSTANDER_BEFORE.search(before):
        score -= _ASIDE
    return score


def _mention(document: Document, name: _Name) -> EmployerMention:
    # In order, the title first, so that of each form the first mention is the fullest.
    firsts = {document.plain(part)[start:end]: (part, start, end) for part, start, end in reversed(name.spans)}
    part, start, end = max(firsts.values(), key=lambda span: _fullness(document, span, name))
    start += _place_before(document.plain(part)[start:end], name)
    form = document.plain(part)[start:end]
    return EmployerMention(
        name=document.quote(part, start, end),
        role=name.role,
        field=part,
        start=start,
        end=end,
        score=name.score,
        aliases=tuple(sorted(other for other in name.forms if other != form)),
    )


def _place_before(form: str, name: _Name) -> int:
    """How long the place is that FORM begins with where the article also calls the employer without it."""
    cores = [_TAIL.sub("", other) for other in name.forms if other != form]
    pieces = [core[cut:] for core in cores for cut in (0, 2, 3) if len(core) - cut >= _NICKNAME]
    for length in sorted({at for piece in pieces if (at := form.find(piece)) > 0}, reverse=True):
        if all(part == "ns" or word[-1] in "省市县区镇乡村" for word, part in tagged(form[:length])):
            return length
    return _address_before(form)


_ADDRESS = re.compile(
    r"(?:[一-龥]{2,3}省)?[一-龥]{2,4}?[市州](?:[一-龥]{1,4}?[县区市旗])?[一-龥]{1,4}?(?:镇|街道|乡(?!村)|村(?!镇))"
    r"|[一-龥]{2,3}省[一-龥]{2,4}?[市州][一-龥]{1,4}?[县区]"
)


_DISTRICT = re.compile(r"(?:[一-龥]{2,3}省)?[一-龥]{2,4}?市[一-龥]{1,4}?[县区]")


def _address_before(form: str) -> int:
    """How long the address is that FORM begins with: 惠州市惠东县吉隆镇…; of public bodies a city and a district are part of the name."""
    match = _ADDRESS.match(form) or (_DISTRICT.match(form) if form.endswith(("公司", "厂", "集团")) else None)
    return match.end() if match and len(form) - match.end() > _NICKNAME else 0


def _fullness(document: Document, span: tuple[str, int, int], name: _Name) -> tuple[bool, bool, int, int]:
    """The shortest full name: what the article says it calls the employer, unless that is but a part of
    it or a nickname of two or three characters; else the longest with a legal suffix; of equal ones the first mention."""
    part, start, end = span
    form = document.plain(part)[start:end]
    part_of_another = any(form in other for other in name.forms if other != form)
    given = form == name.called and len(form) >= _NICKNAME and not part_of_another
    return given, form.endswith(_LEGAL), end - start, -start - (10**9 if part == "text" else 0)
