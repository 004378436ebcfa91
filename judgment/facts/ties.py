"""How firmly the words around its mentions tie a party to workers: whose staff, who hired, what was done to them and by whom."""

from __future__ import annotations

import re
from collections.abc import Sequence

from judgment.document import Document
from judgment.facts.lexicon import words
from judgment.facts.parties import Party
from judgment.facts.roles import read_role
from judgment.facts.suffixes import AUTHORITY
from yanpan_domain.codes import PartyRole

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
_WEIGHED = 8  # mentions; the later ones say nothing new
_NAMED = 1.0  # one mention that nothing speaks against
_ASIDE = 3.0
_DAMP, _COUNT, _COUNTED = 0.4, 1.0, 4
_TITLE_BONUS, _TITLE_TIED, _LEAD_BONUS, _LEAD = 1.5, 0.5, 0.7, 120
_TIED = 2.0  # words that tie a name to workers outweigh those that make an office an authority
_LEGAL = ("公司", "集团", "厂", "医院", "学校", "大学", "中学", "小学", "电台", "电视台")


def weigh(document: Document, name: Party) -> None:
    """Sets what is told of the party NAME: its role, whether it is tied to workers, and what the rules say of it in sum."""
    name.spans.sort(key=lambda span: (span[0] == "text", span[1]))
    medium = is_medium(name)
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
        score -= 1.5 if _beyond_addressees(document.plain_text, considered) else _ADDRESSED
    name.score = round(score, 3)


def _beyond_addressees(text: str, spans: Sequence[tuple[str, int, int]]) -> bool:
    """Whether one of SPANS stands elsewhere than in the line of the offices that a notice is sent to: 各市人社局、住建局："""
    line = _ADDRESSEES.match(text)
    return line is None or any(part == "title" or start >= line.end() for part, start, _ in spans)


_ADDRESSEES = re.compile(r"\s*[^。；！？：\n]{4,300}：\s*\n")
_ADDRESSED = 20.0  # whatever else is said of it


def is_medium(name: Party) -> bool:
    """Whether a form of its name is that of a newspaper, station or site."""
    return any(_MEDIUM.search(form) for form in name.forms)


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


def set_client_back(names: list[Party]) -> None:
    """Where somebody builds for it, the client of a building is not the employer."""
    if any(name.role in _HIRES for name in names):
        for name in names:
            name.score += _CLIENT * (name.role is PartyRole.CLIENT)
