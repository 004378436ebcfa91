"""What stands around a seeming name: whether it makes it a private person, somebody in office, a firm or no name at all."""

from __future__ import annotations

import re
from dataclasses import dataclass

from judgment.masking.beside_places import behind_place
from judgment.masking.characters import ADDRESSED, CLOSING, COMMON, GRAMMATICAL, OPENING, PREPOSITIONS
from judgment.masking.model import name_model
from judgment.masking.odds import FLOOR, GRAMMAR, GRAMMAR_CLOSED, NEXT, OWN_ROLE, ROLE

_PRIVATE_AFTER = re.compile(
    r"提[出起](?:诉讼|上诉|仲裁)|不服|申请(?:仲裁|劳动|强制|执行)|诉至|入行|揸|(?:目前|现|现在)?靠[^，。；\n]{1,8}[维为]生|自己递信|递信辞职|在(?:裁员)?名单上|教了|开车[\d一二三四五六七八九十]+年|的?(?:月薪|底薪|时薪)|先生|女士|小姐|阿姨|大叔|大哥|大姐|师傅|老师|律师(?!事务所)|等人|等[一二两三四五六七八九十百\d]+[名人位]|诉称|辩称|[（(](?:化名|\d+岁|男|女)|，[男女][，，\d]|夫妇|"
    r"的(?:妻子|丈夫|父亲|母亲|儿子|女儿|家属|家人|亲属|弟弟|哥哥|姐姐|妹妹|爱人|老伴|孩子|工资|工钱|代理|遗体|遗孀|眼[圈泪睛]|双?手[指上里机]|手机|腰|腿|病|名字|账号|电话|案子|诉求|同事|工友|徒弟|师傅)|系.{0,12}(?:职工|员工)|(?:父亲|母亲|妻子|丈夫|女儿|儿子|家属)|"
    r"，?[^，。；\n]{0,6}?(?:[被遭][^，。；\n]{0,9}?(?:解雇|裁|炒|辞退|开除|免去|停职|免职|取消|处分)|不获续约)|[^。；\n]{0,16}?(?:被捕|被拘|被控)"
)
_HARMED = re.compile(r"[^，。；\n]{0,10}?(?:身亡|堕楼|坠楼|猝死|自杀|遇难|受伤|离职|离世|去世|入院)")
_DISMISSED_BEFORE = tuple(
    verb + more for verb in "解雇 解聘 开除 辞退 裁掉 炒掉 起诉 状告".split() for more in ("", "了", "的")
)
# 前…主席: who left the office is a private person again.
# So is who heads the union of one firm, and the owners' committee of one house.
_FORMER = re.compile(
    r"(?:公司|厂|集团|医院|酒店|学校|超市|企业|分会)工会(?:委员会)?(?:前|副)?(?:主席|委员|理事长|常务理事|监事)$|(?:^|[，。、；：:\s（(「“])(?:前|原)[^，。、；：:\s（(]{1,18}$|(?:财务|人事|生产|销售|行政|供应|采购|保卫|质检|质量|设备|技术|后勤|车间|安全|经营|工程|人力资源|人资|客服|运营|市场|营运|楼面|餐饮|客房)[部科处]?副?[部科处]长\Z|(?<![之以目当面日年天提])前(?:任|区议|立法会议|副)?[一-龥]{1,3}\Z|(?:解雇|开除|辞退|解聘|停职)[^，。；\n]{0,6}(?:主席|会长|理事长?|干事)\Z"
)
_OFFICE_AFTER = re.compile(
    r"(?:之)?(?:[曾时出就接现担获]|担任)?任[^，。；\n]{0,8}?(?:校长|主席|部长|局长|院长|总统|特首|市长|书记|会长)|政府|内阁|当局|副校|主持(?!人)|"
    r"副?(?:校长|市长|县长|区长|镇长|省长|局长|处长|厅长|部长|书记|主席|会长|总统|总理|首相|法官|检察官|裁判官|教授|院士|议员|委员|特首|导演|教练|司长)|上将|将军|同志|摄(?![影像])|案(?![件例])"
)
# A character between a firm's name and what it is called by; what somebody does to a firm stands not in its name (关淑仪批评公司).
_IN_FIRMS_NAME = (
    r"(?:(?!入职|离职|任职|就职|批评|投诉|起诉|状告|质问|进入|加入|离开|找到|联系|要求|告诉|举报|反映|申请|控告|指责|所在|名下|是某|系)"
    r"[^某指话告求控斥促的，。、；：在与和对称说表任向到被于是从着把将让给则也都就又再已没不了其她他\s\W])"
)
# What follows is the rest of a firm's, school's or road's name, so that what stands here is no person.
_FIRM_AFTER = re.compile(
    rf"[”」』]?{_IN_FIRMS_NAME}{{0,6}}?(?:公司|集团|股份|商行|科技|传媒|银行|医院|学校|小学|中学|大学|酒店|大厦|小区|派出所|工业园|项目部|电子|教育|置业|地产|建设|劳务|物业|餐饮|律师事务所|"
    r"环卫|罢工|法院|检察院|世纪|大道|风光|社区|理财|财富|金融|财行|基金|平台|网(?![友络民吧红])|系(?=下|统)|app|控股|资本|保险|信托|租赁|投资|国际|定律|定理|模型|模式|效应|奖|杯|队(?!友|员|长)|俱乐部|服饰|服装|家居|智家|客车|介绍所|航空|针纺|毛纺|纺织|信息|健康|服务会|幼儿园|大药房|药房|西点|云雾|茶厂|新材|精密|模具|机械|电器|汽车|玩具|制衣|食品|医药|物流|快递|速运|外卖|出行|直播|影业|[一-龥]业(?![主务绩余内])|厂(?![长方])|店(?![主长])|水库|高速|开发|炼|山庄|花园|广场|街道|大街|号线|人仲|劳人)|[司家]?[县市镇乡村邨苑湾站路街桥署局委区岛寺祠宫洞寨庙城湖河山谷滩](?![民长])|道(?![歉理德具贺别出破听喜])"
)
# Whoever bears these is no person, whatever else is told of it: 康洁曜环球服务有限公司.
_COMPANY_AFTER = re.compile(rf"[”」』]?{_IN_FIRMS_NAME}{{0,14}}?(?:有限责任公司|有限公司|股份公司|集团公司)")
# The last character of a seeming name and the one behind it are what firms are called by: 丰韵针|纺, 鲁栖木|业.
_SPLIT_HEAD = re.compile(
    r"[针毛棉]纺|纺织|[木矿纸渔牧林农船药化钢铝铜酒乳盐糖水电泵置物器实企]业|智装|智家|新材|速递|快递|物流|环球|光伏|重工|建工|能源|动力|公[司园寓]|巴士|冰室"
)
SAYS = re.compile(
    r"[，、。：:；（(）)\s”」—]|$|则|也|在|与|和|及|被|等|今年|的|曾|因|就|仅|发|对|不|已|是|有|自|于|向|从"
)
# Only people do these things.
_FIRM_AT_ONCE = re.compile(
    rf"[”」』]?(?:{_IN_FIRMS_NAME}{{0,4}}?(?:公司|集团|厂(?![方长]))|[\u4e00-\u9fff]?(?:股份|科技|信息|健康|服饰|电子|电器|家居|航空|物流|传媒|[针毛]?纺|泵业|大药房|幼儿园))"
)
_BODY_AFTER = re.compile(r"[\u4e00-\u9fff]{0,6}?(?:法院|仲裁|公安|政府|工会|劳动|信访|监察|派出所)")
HUMAN = re.compile(
    r"(?!来[说讲])(?:[一-鿿]{0,2}?(?:说(?!明)|告诉|表示|介绍|透露|回忆|指出|坦言|认为|觉得|解释|回应|提到|诉称|辩称|强调|坚持|承认|否认|证实|担任|任职|入职|居住|工作|打工|起诉|投诉|举报|申请|哭|"
    r"质问|鼓励|担心|抱怨|感叹|希望|决定|讲述|反映|讨薪|受雇|派|拖欠|承包|组织|带领|参与|参加|负责|加入|离开|前往|赶到|回到|来到|找到|发现|拿着|收到|签字|签订|签署|领到|捧|掏出|脱下|倒下|站[在起上]|坐[在着上]|躺|拄|抱[着起]|摇头|点头|苦笑|叹|笑|入行|教了|开了|做了|干了|卖了|跑了|怀孕|生病|住院|走[进出到]|回家|补充|拒绝|不肯|系(?![统列])|批评|控告|指责|质问|旁听|举着|缺席|进入(?!了?(?:市场|阶段|程序|破产|重整|高峰))|借给|垫付|失踪|提起|步出|去信|交出|开车|没有(?:回应|回答|等|想)|买|带|骑着|开着|跪|爬|摔|"
    r"摘下|戴着|出生|毕业|被|是(?:一?[名位]|一个)|在(?:工地|厂|公司|车间|一家|某)|于\d{4}年|于[^，。]{0,6}(?:入职|进入|到)|受伤|遭|称(?!为)|指[，：「“]|指(?:公司|老板|雇主|资方|厂方|自己|[他她]|[校院店馆]方|管理|上司|当局|平台))|称[，：]|今年?\d+岁|年仅|[（(，]?\d{2}岁|[（(][男女])"
)
# Characters that foreign names are written with; a seeming name of nothing else is one of those.
_FOREIGN = frozenset(
    "斯尔克卡德巴罗马维拉莱索纳普诺桑费米鲁盖蒂霍贝迪伦奥艾沃博利亚特多曼森桥西希坦塔尼贡努艾史宾姆瑟蒙里弗布加兰勒耶戈夫哈赫伊汤查乔朱恩凯梅雷达韦格莫施云德沙兹拜伏撒洛杰卢丁柏廷迦菲福汀赛塞捷哥廉姬扎萨琼泰皮冠欧美易丽林毕"
)
_STARTS = re.compile(r"[，。、；：:！？!?（(\s“「『《—…·*>/.与和及对由向被是为给让在据经叫以至把的]|(?<=找)到")
# Somebody is done something to: 推选张伟, 拖欠李娜工资.
_ACTED_ON = tuple(
    "推选 推举 选出 带走 殴打 打伤 拖欠 欠下 辞退 解雇 通知 采访 联系 询问 约谈 录用 招聘 看望 慰问 帮助 协助 陪同 送 救出 找来 代表".split()
)
# 支付王敏二倍工资: who is paid what only workers are paid.
_PAYING = ("支付", "给付", "付给", "欠付", "拖欠", "补发", "赔偿")
_PAID = re.compile(
    r"(?:等人)?(?:各?支?付?)?(?:二倍|双倍|经济补偿|工资|加班|违法|未休|赔偿|各?[\d一二两三四五六七八九十.]+万?元|劳动报酬|工钱|欠薪)"
)
_BYLINE = re.compile(
    r"(?:记者|通讯员|作者|编辑|摄影|撰文|责编|校对)[^，。；：:！？\n的了在对问见到从]{0,20}\Z|[电讯]\s?[（(][^，。；：:）)]{0,12}\Z"
)
# 协会副主席、护士…: who bears an office beside the trade speaks in it; so do the managers of public bodies (医管局…总监).
_IN_OFFICE_TOO = re.compile(
    r"(?:协会|学会|公会|总会|联会|商会|阵线|教协|大学)[^，。、；：\n]{0,4}(?:主席|会长|干事|发言人|理事长?|委员|议员|教授|院长)、[^，。、；：\n]{0,14}$|(?:[局署]|(?<![餐大舞前])厅|政府|法院|港铁)[^，。、；：的\n工人公约谈请]{0,12}(?:总监|经理|主任|主管)$"
)
_MANAGERS = ("总监", "经理", "主任", "主管")
# (王某) alone behind a story's end.
_SIGNED = re.compile(r"[）)]\s*(?:\n|$)")
_ENDS = frozenset("。！？”」\n")
_BRACKETS = frozenset("（(")
# Who is named right behind one of these speaks for it: 职工盟吴某, 港铁黄某.
_BODIES = tuple("职工盟 协会 学会 公会 商会 联会 总会 阵线 港铁 港府 医管局 民主派 建制派".split())
_BUSINESS = re.compile(
    r"(?:董事长?|总裁|总监|创始人|创办人|总经理|经理|老总|老板|主编|总编辑|社长|主播|主持人?|艺术家|笔名|博主|主笔)[ ：:（(「“—–]{0,3}$"
)


# Surname and two given characters: behind a role and before what people do no accident.
_FULL = 3


@dataclass(slots=True)
class Candidate:
    """A seeming name at `start`; `score` in hundredths of log-odds, `private` and `office` as its surroundings say."""

    start: int
    end: int
    name: str
    score: int
    sound: int  # what the score was before anything of the surroundings was added
    private: bool
    office: bool
    firm: bool
    role: bool
    human: bool
    business: bool  # the role is one that public figures have too: 董事长, 创始人, 主持人
    faint: bool  # nothing makes it private but 先生 or 女士, or harm told behind it
    listed: bool = False  # stands behind another name of a list
    among_names: bool = False  # behind or before another


def in_context(text: str, start: int, end: int, score: int, role: bool | None) -> Candidate:
    sound = score
    office = role is False or _OFFICE_AFTER.match(text, end) is not None
    if role is True and _may_be_in_office_too(text, start) and _IN_OFFICE_TOO.search(text, start - 30, start):
        role, office = False, True
    trainee = role is True and text[max(0, start - 5) : start].rstrip().endswith("实习生")
    if (role is not True or trainee) and not office and _BYLINE.search(text, start - 24, start):
        office, role = True, None if trainee else role
    if role is None and text.endswith(_BODIES, 0, start):
        office = True
    if role is None and text[start - 1 : start] in _BRACKETS and text[start - 2 : start - 1] in _ENDS:
        office |= _SIGNED.match(text, end) is not None
    public = text[start:end] in name_model().public
    if public and role is True and text[start - 1].isspace():
        role = None
    if role is False and not public and _FORMER.search(text, start - 24, start):
        role, office = True, False
    if role is True and (_names_firm(text, end) or (text[start] in GRAMMATICAL and _BODY_AFTER.match(text, end))):
        role = None  # 被告华翔达公司, 被告向山阳区法院
    behind = None if role else _PRIVATE_AFTER.match(text, end)
    private = role is True or behind is not None
    faint = behind is not None and behind.group() in ADDRESSED
    if role is not False and not private and _HARMED.match(text, end):
        private = faint = True
    if private and role is None and _names_firm(text, end):
        private = False
    if text.endswith(_DISMISSED_BEFORE, 0, start):
        private, faint = True, False
    if role is None and text.endswith(_PAYING, 0, start) and _PAID.match(text, end):
        private, faint = True, False
    firm = False
    opened = start == 0 or _STARTS.match(text, start - 1) is not None
    acted_on = text.endswith(_ACTED_ON, 0, start)
    human = acted_on or HUMAN.match(text, end) is not None
    if private or role is False:
        score += OWN_ROLE if role else ROLE
        if text[start] in GRAMMATICAL and text[start - 1 : start] != "叫":
            closed = human and (
                text[start] in "平权全劳相" or (role and end - start == _FULL and text[start] not in PREPOSITIONS)
            )
            score -= GRAMMAR_CLOSED if closed else GRAMMAR
    else:
        firm = (
            (start > 0 and behind_place(text, start))
            or _SPLIT_HEAD.match(text, end - 1) is not None
            or _FIRM_AFTER.match(text, end) is not None
            or text[end - 1] in "县市镇乡村区街路站州省岛寺祠宫洞寨庙湾桥塘馆坪矿委网阁部局厅署邨苑湖埭埗硖"
        )
        score -= ROLE if firm else 0
        score -= ROLE if text[start] in COMMON and not opened else 0
    if text[start - 1 : start] in OPENING and text[end : end + 1] in CLOSING:
        score -= ROLE  # what stands alone in quotation marks is a word spoken about, seldom a person
    if opened or acted_on:
        score += NEXT
    if human or SAYS.match(text, end):
        score += NEXT
    if role is None and behind is None and _FOREIGN.issuperset(text[start:end]):
        score = min(score, FLOOR)
    return Candidate(
        start,
        end,
        text[start:end],
        score,
        sound,
        private,
        office,
        firm,
        role is True,
        human,
        role is True and _BUSINESS.search(text, start - 8, start) is not None,
        faint,
    )


def _names_firm(text: str, end: int) -> bool:
    """What stands before END is the beginning of a firm's name."""
    return _FIRM_AT_ONCE.match(text, end) is not None or _COMPANY_AFTER.match(text, end) is not None


def _may_be_in_office_too(text: str, start: int) -> bool:
    """A first look: two offices in a list, or a manager."""
    return text.find("、", max(0, start - 30), start) >= 0 or text.endswith(_MANAGERS, 0, start)
