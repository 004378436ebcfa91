"""Names of private persons: found by how names are made, by their surroundings, and by who bears an office."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from judgment.masking.clauses import Clauses
from judgment.masking.lexicon import Lexicon, lexicon, lines, surnames
from judgment.places.resolve import place_names
from judgment.slices import find_matches
from judgment.words import known

# Hundredths of log-odds. Chosen on one half of the excerpts and checked on the other; see benchmarks/masking.
ACCEPT = 440
ACCEPT_ROLE = 280
ACCEPT_BARE = 430  # where nothing but its sound speaks for a name
# In a text that is not about work or courts names without a role are those of artists, athletes and writers, or of clubs, games
# and far places that sound like names: there what only people do must follow, and the sound must be sure.
ACCEPT_ELSEWHERE = 800
TWO_CHARACTERS = 170  # a name of two characters needs this much more
ROLE = 260
OWN_ROLE = 330  # directly behind a private role
NEXT = 90
AGAIN = 70
GRAMMAR = 300
GRAMMAR_CLOSED = 120  # the same where what follows is what people do, and the surname is no preposition
FLOOR_AFTER_ROLE = -160
FLOOR = 60  # below this no surroundings make a name
_PARTICLES = frozenset(
    "的了在是和与及或等被把将向从对于为以而且但不没也都还就又再才只各每某此这那哪其之者们我你他她它您咱谁什么怎吗呢吧啊呀哦嘛说称指问让给到去会能要想做着过得地所个位名姓"
)
_PARTICLE_CODES = frozenset(map(ord, _PARTICLES))
# What follows a surname alone: 邝续指, 邱某, 馮亦. No given name of one character.
_NOT_ALONE = frozenset(
    "否提续道答笑哭喊补曾亦则仍未已后前某氏家父母妻夫女男总工老小大二三四五六七八九十两几年时分人另即遂获需须任系伯婶叔姨嫂姐哥妹弟爷奶公婆"
)
# Everyday words that parents choose all the same.
_GIVEN_WORDS = frozenset(
    "和平 建国 国庆 建军 建华 富贵 爱国 建设 胜利 光明 学文 文明 新华 卫国 志国 保国 解放 跃进 红旗 东升 春生 如意 吉祥 平安 来福 满仓 向阳 朝阳 海洋 长江 长城 天才 金花 金凤 明珠 "
    "玉兰 梅花 春风 春雨 春光 秋生 冬梅 小妹 小弟 大海 大山 大成 大方 青山 青松 高峰 海峰 海波 海涛 永久 永远 长久 长生 长青 学习 学军 学工 学农 卫东 卫兵 拥军 爱民 为民 利民 振兴 振华 中华 国强 国栋 家宝 家福 德胜 得胜 开心 开明 安全 安康 安宁".split()
)
# Surnames that are above all other words: a name that begins with one needs a role before it or a sentence's start;
# the first kind is doubted even behind a role (员工向坪山总工会).
_GRAMMAR = frozenset("仲原平和向于代都应相有能经后当与时及在对把让达多查付单双区商关管别保满那来强索水任权劳全连苑公")
_COMMON = _GRAMMAR | frozenset("曾安明高成平方常万钟封金向左右")
_PRIVATE_AFTER = re.compile(
    r"先生|女士|小姐|阿姨|大叔|大哥|大姐|师傅|老师|律师(?!事务所)|等人|等[一二两三四五六七八九十百\d]+[名人位]|诉称|辩称|[（(](?:化名|\d+岁|男|女)|，[男女][，，\d]|夫妇|"
    r"的(?:妻子|丈夫|父亲|母亲|儿子|女儿|家属|家人|亲属|弟弟|哥哥|工资)|系.{0,12}(?:职工|员工)|(?:父亲|母亲|妻子|丈夫|女儿|儿子|家属)|"
    r"，?[^，。；\n]{0,6}?(?:[被遭][^，。；\n]{0,9}?(?:解雇|裁|炒|辞退|开除|免去|停职|免职|取消|处分)|不获续约)|[^。；\n]{0,16}?(?:被捕|被拘|被控)"
)
_HARMED = re.compile(r"[^，。；\n]{0,10}?(?:身亡|堕楼|坠楼|猝死|自杀|遇难|受伤|离职|离世|去世|入院)")
_DISMISSED_BEFORE = tuple(
    verb + more for verb in "解雇 解聘 开除 辞退 裁掉 炒掉 起诉 状告".split() for more in ("", "了", "的")
)
# 前…主席: who left the office is a private person again.
# So is who heads the union of one firm, and the owners' committee of one house.
_FORMER = re.compile(
    r"(?:公司|厂|集团|医院|酒店|学校|超市|企业|分会)工会(?:委员会)?副?(?:主席|委员)$|(?:^|[，。、；：:\s（(「“])(?:前|原)[^，。、；：:\s（(]{1,18}$"
)
_OFFICE_AFTER = re.compile(
    r"(?:之)?(?:[曾时出就接现担获]|担任)?任[^，。；\n]{0,8}?(?:校长|主席|部长|局长|院长|总统|特首|市长|书记|会长)|政府|内阁|当局|副校|主持(?!人)|"
    r"副?(?:校长|市长|县长|区长|镇长|省长|局长|处长|厅长|部长|书记|主席|会长|总统|总理|首相|法官|检察官|裁判官|教授|院士|议员|委员|特首|导演|教练|司长)|上将|将军|同志|摄(?![影像])|案(?![件例])"
)
# What follows is the rest of a firm's, school's or road's name, so that what stands here is no person.
_FIRM_AFTER = re.compile(
    r"[”」』]?[^的，。、在与和对称说表任向到被于\s\W]{0,6}?(?:公司|集团|股份|商行|科技|传媒|银行|医院|学校|小学|中学|大学|酒店|大厦|小区|派出所|工业园|项目部|电子|教育|置业|地产|建设|劳务|物业|餐饮|律师事务所|"
    r"环卫|罢工|法院|检察院|世纪|大道|风光|社区|理财|财富|金融|财行|基金|平台|网(?![友络民吧红])|系(?=下|统)|app|控股|资本|保险|信托|租赁|投资|国际|定律|定理|模型|模式|效应|奖|杯|队(?!友|员|长)|俱乐部|服饰|服装|家居|智家|客车|介绍所|航空|针纺|毛纺|纺织|信息|健康|服务会|幼儿园|大药房|药房|西点|云雾|茶厂|新材|精密|模具|机械|电器|汽车|玩具|制衣|食品|医药|物流|快递|速运|外卖|出行|直播|影业|[一-龥]业(?![主务绩余内])|厂(?![长方])|店(?![主长])|水库|高速|开发|炼|山庄|花园|广场|街道|大街|号线|人仲|劳人)|[司家]?[县市镇乡村邨苑湾站路街桥署局委区岛寺祠宫洞寨庙城湖河山谷滩](?![民长])|道(?![歉理德具贺别出破听喜])"
)
_SAYS = re.compile(
    r"[，、。：:；（(）)\s”」—]|$|则|也|在|与|和|及|被|等|今年|的|曾|因|就|仅|发|对|不|已|是|有|自|于|向|从"
)
# Only people do these things.
_FIRM_AT_ONCE = re.compile(
    r"[”」』]?(?:[\u4e00-\u9fff]{0,4}?(?:公司|集团|厂(?![方长]))|[\u4e00-\u9fff]?(?:股份|科技|信息|健康|服饰|电子|电器|家居|航空|物流|传媒|[针毛]?纺|泵业|大药房|幼儿园))"
)
_BODY_AFTER = re.compile(r"[\u4e00-\u9fff]{0,6}?(?:法院|仲裁|公安|政府|工会|劳动|信访|监察|派出所)")
_HUMAN = re.compile(
    r"(?!来[说讲])(?:[一-鿿]{0,2}?(?:说(?!明)|告诉|表示|介绍|透露|回忆|指出|坦言|认为|觉得|解释|回应|提到|诉称|辩称|强调|坚持|承认|否认|证实|担任|任职|入职|居住|工作|打工|起诉|投诉|举报|申请|哭|"
    r"质问|鼓励|担心|抱怨|感叹|希望|决定|讲述|反映|讨薪|受雇|派|拖欠|承包|组织|带领|参与|参加|负责|加入|离开|前往|赶到|回到|来到|找到|发现|拿着|收到|签字|签订|买|带|骑着|开着|跪|爬|摔|"
    r"摘下|戴着|出生|毕业|被|是(?:一?[名位]|一个)|在(?:工地|厂|公司|车间|一家|某)|于\d{4}年|于[^，。]{0,6}(?:入职|进入|到)|受伤|遭|称(?!为)|指[，：「“])|称[，：]|今年?\d+岁|年仅|[（(，]?\d{2}岁|[（(][男女])"
)
_WORK = re.compile(
    r"工资|员工|工人|职工|劳动|劳工|工地|工友|工钱|工头|打工|上班|车间|厂[里门方区]|老板|务工|宿舍|骑手|护士|教师|保安|司机|停产|遣散|代通知金|清盘|结业|停业|项目部|仓库|讨薪|欠薪|薪|解雇|裁员|仲裁|原告|被告|工伤|辞退|罢工|加班|离职|社保|雇主|村民|农民工|受害|警方|法院|投诉|举报|维权"
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
_BYLINE = re.compile(
    r"(?:记者|通讯员|作者|编辑|摄影|撰文|责编|校对)[^，。；：:！？\n]{0,20}$|[电讯]\s?[（(][^，。；：:）)]{0,12}$"
)
# 协会副主席、护士…: who bears an office beside the trade speaks in it; so do the managers of public bodies (医管局…总监).
_IN_OFFICE_TOO = re.compile(
    r"(?:协会|学会|公会|总会|联会|商会|阵线|教协|大学)[^，。、；：\n]{0,4}(?:主席|会长|干事|发言人|理事长?|委员|议员|教授|院长)、[^，。、；：\n]{0,14}$|(?:[局署厅]|政府|法院|港铁)[^，。、；：的\n工人]{0,12}(?:总监|经理|主任|主管)$"
)
_MANAGERS = ("总监", "经理", "主任", "主管")
# Between two names of a list: 徐某（分管研发）、张某.
_AND = re.compile(r"(?:[（(][^（）()，。；\n]{1,12}[）)])?[、，和及与]\s?")
_LONGEST_AND = 16
# A list that ends in a number of things is one of places or bodies: 南塘、金溪两个学校.
_COUNTED_LIST = re.compile(
    r"(?:[、和及][\u4e00-\u9fff]{1,4}){0,5}等?[二两三四五六七八九十\d]{1,3}(?:个(?![人月孩儿女弟])|所|座|处|条|镇|乡|村|县|市|区|省)"
)
# (王某) alone behind a story's end.
_SIGNED = re.compile(r"[）)]\s*(?:\n|$)")
_ENDS = frozenset("。！？”」\n")
_OPENING, _CLOSING = frozenset('“「『《‘"'), frozenset('”」』》’"')
# Between a title and the name: marks, a police officer's number, Commonwealth honours.
_AFTER_ROLE = re.compile(r"\d{4,6}|(?:丹斯里|拿督|爵士|太平绅士){1,2}|[ ：:（(「“—–\-是为叫、）)]{0,3}")
# What such signs begin with.
_SIGNS_AFTER_ROLE = frozenset("0123456789丹拿爵太 ：:（(「“—–-是为叫、）)")
_TITLES = frozenset(
    "女士 先生 小姐 师傅 老师 老板 主任 经理 书记 局长 医生 律师 同学 阿姨 大爷 大妈 大哥 大姐 太太 某某 队长 总监 教授 法官 警官 伯伯 姑娘 家人 家属 主席 总裁 老伯 婆婆 老翁 "
    "奶奶 爷爷 大婶 大嫂 大伯 大娘 阿婆 阿公 副官 同志 会长 校长 院长 护士 司机 工人 太公 官员 记者 姊妹 兄弟 夫人 老太 大夫 教练 厂长 村长 师父 班长 老汉 本人 工友 姓男 姓女".split()
)
_ADDRESSED = frozenset(("先生", "女士", "小姐"))
_BRACKETS = frozenset("（(")
# Who is named right behind one of these speaks for it: 职工盟吴某, 港铁黄某.
_BODIES = tuple("职工盟 协会 学会 公会 商会 联会 总会 阵线 港铁 港府 医管局 民主派 建制派".split())
_JOINS = frozenset("、和及与")
_AND_OTHERS = re.compile(r"等(?:人|[一二两三四五六七八九十百\d]+[名人位])")
# 51岁的林水生, 来自安徽的张强, 针车工韦桂英: age, origin and trade introduce a person.
_INTRODUCED = re.compile(
    r"(?:\d岁的?|[一二三四五六七八九十几]岁的?|来自[^，。；\n]{2,8}的|[\u4e00-\u9fff](?<![施罢复打开停动加竣化手总职民分误怠军返招用临务员女技])工|[检护理派货务乘导飞售报营销调练收配验票助]员|[点容发甲辑理术型面织]师|[水鼓枪舵]手|[线机站领]长|领队|副驾驶|助教|助理)$"
)
# 原告江宁诉称 is a person, 原告宁波锋行公司 is not.
_CLOSES = re.compile(r"诉称|辩称|[说称，、。（(系]|表示")
_BUSINESS = re.compile(
    r"(?:董事长?|总裁|总监|创始人|创办人|总经理|经理|老总|老板|主编|总编辑|社长|主播|主持人?|艺术家|笔名|博主|主笔)[ ：:（(「“—–]{0,3}$"
)
_INTRODUCING = frozenset("的岁工员师手长队驶教理")
# 小邓拖着箱子: only the surname is the name.
_NO_SURNAME = -30  # 却, 都, 原, 闯
_FAMILIAR = frozenset("小老阿")
_KIN = frozenset("太婶叔姐嫂姨")
_MEASURED = frozenset("这那哪一两几每某数半多各0123456789")
_NO_TRADE = frozenset("段序艺具件况匠程资会伤作友人地厂业龄时期商费")
_COUNTED = re.compile(r"[一二两三四五六七八九十\d]+[人名位个]")


# The letter before is looked at last: a pattern that begins with a letter is found ten times as quickly.
_LATIN_NAME = re.compile(r"[A-Z](?<![A-Za-z].)[A-Za-z]{1,19}(?:[ ·-][A-Z][A-Za-z]{1,19}){0,3}(?![A-Za-z])")
# A single Latin word is a person only where it does what persons do; firms and programs stand behind roles too.
_OFFICES_OF_FOREIGNERS = ("董事", "主任", "总监", "创始人", "创办人", "董事长")
_PERSON_ACTS = re.compile(
    r"\s?(?:[（(]\d|[，、。]|说|称|表示|指|被|遭|今|昨|上月|上周|日前|早前|人|一方|在|向|的(?:家|父|母|丈|妻))"
)
_PLACE_OR_FIRM = re.compile(r"公司|小区|广场|大厦|花园|学院|大学|街|路|区$")
_DOT = re.compile(r"(?<=[\u4e00-\u9fff])[·•‧・](?=[\u4e00-\u9fff])")
_DOTTED_NAME = re.compile(
    r"[\u4e00-\u9fff]{1,8}(?:[·•‧・](?:(?![说称表告介在和与是的等被向])[\u4e00-\u9fff]){1,5}){1,3}"
)
_TURKIC = re.compile(
    r"买买提|阿卜|阿布都|吐尔|古丽|艾力|艾山|热合|努尔|托合|依明|玉素|卡德尔|扎西|次仁|卓玛|才让|尼玛|多吉|旺堆|巴特尔|其其格|格日|图雅|麦麦提|沙吾提|艾合"
)


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
    role: bool
    human: bool
    business: bool  # the role is one that public figures have too: 董事长, 创始人, 主持人
    faint: bool  # nothing makes it private but 先生 or 女士, or harm told behind it
    listed: bool = False  # stands behind another name of a list


class _Model:
    """The lexicon, the dictionary and the roles bent into what one pass over a text needs."""

    def __init__(self, words: Lexicon) -> None:
        from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

        single, self.compound = surnames()
        self.compound_firsts = frozenset(ord(name[0]) for name in self.compound)
        self.surname = single
        self.lexicon = words
        self.words = words.words
        self.not_names = frozenset(" ".join(lines("masking_not_names.txt")).split())
        self.given = frozenset(
            char
            for char in words.first
            if char not in _PARTICLES and max(words.first[char], words.last[char], words.only[char]) > -300
        )
        self.family = _by_code(words.family, 0)
        self.first, self.last, self.only = (_by_code(odds, 150) for odds in (words.first, words.last, words.only))
        fits = {char: words.last[char] for char in self.given}
        self.last_given = _by_code(fits, _NO_GIVEN)
        everyday = set().union(*words.words) | words.first.keys()
        for code in range(0x4E00, 0xA000):  # a character that stands in no everyday word is one of a name: 周鸿祎
            if chr(code) not in everyday:
                self.last_given[code] = 150
        self.rare = {ord(word[1]) for word in _GIVEN_WORDS if word[1] not in self.given}
        self.seed = self._seed(single)
        self.whole = re.compile(f"{_one_of(single)}(?={self._given_behind()})")
        (known,) = lines("masking_famous.txt")
        self.public = frozenset(" ".join(lines("masking_public.txt")).split())
        self.public |= {known[at : at + 3] for at in range(0, len(known), 3)}
        private, office = "\n".join(lines("masking_roles.txt")).split("\n==\n")
        self.roles = list(dict.fromkeys([*office.split(), *private.split()]))
        self.offices = len(set(office.split()))
        self.kinds = frozenset(role for role in self.roles if len(role) == 2)
        # Between other work the small tables of this kind are still in the processor's cache; a full table is not.
        self.role_engine: Any = AhoCorasick(
            self.roles, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA
        )

    def _seed(self, single: frozenset[str]) -> re.Pattern[str]:
        """A surname of one character (SINGLE) with what may be a given name behind it, but for most of those that sound like none.

        What is asked in `readings` of every surname is asked here of groups of surnames and of characters that sound alike, in
        favour of the name: it leaves half as many, for the price of finding them.
        """
        given = self.given | {word[0] for word in _GIVEN_WORDS}
        lasts = [(chr(code), odds) for code, odds in enumerate(self.last_given) if odds > _NO_GIVEN]
        heard = []
        for surnames_ in _alike(single, self.family):
            room = FLOOR - max(self.family[ord(char)] for char in surnames_)
            alone = [char for char in given if self.only[ord(char)] >= room]
            ways = [_one_of(alone)] if alone else []
            for chars in _alike(given.difference(alone), self.first):
                least = room - max(self.first[ord(char)] for char in chars)
                if behind := [char for char, odds in lasts if odds >= least]:
                    ways.append(_one_of(chars) + _one_of(behind))
            if ways:
                heard.append(f"(?<={_one_of(surnames_)})(?:{'|'.join(ways)})")
        # Whatever it sounds like, a name may stand behind these, and begin with a compound.
        introduced = f"(?<={_one_of(_INTRODUCING | _JOINS)}.)"
        firsts, seconds = (_one_of(name[at] for name in self.compound) for at in (0, 1))
        heard += [f"(?<={firsts}){seconds}", f".{_one_of(map(chr, self.rare))}"]
        return re.compile(f"{_one_of(single)}(?={self._given_behind()})(?:{introduced}|(?={'|'.join(heard)}))")

    def _given_behind(self) -> str:
        return "|".join((_one_of(self.given), *sorted(_GIVEN_WORDS)))

    def role_ends(self, text: str) -> dict[int, bool]:
        """Where a role ends and a name may begin; True for a private role, False for an office."""
        ends: dict[int, bool] = {}
        for which, _, end in find_matches(self.role_engine, text):
            private = which >= self.offices
            ends[end] = private
            if text[end : end + 1] in _SIGNS_AFTER_ROLE:
                signs = _AFTER_ROLE.match(text, end)
                if signs and signs.end() > end:
                    ends.setdefault(signs.end(), private)
        return ends

    def readings(self, text: str, roles: dict[int, bool]) -> Iterator[tuple[int, int, int]]:
        """(start, length, score) wherever a surname stands at a word's start and what follows can be a given name."""
        clauses = Clauses(text)
        codes = memoryview(text.encode("utf-32-le") + bytes(8)).cast("I")
        named = _named_by_words(text)
        starts = {match.start() for match in self.seed.finditer(text)}
        starts.update([at for at in roles if text[at : at + 1] in self.surname])
        starts.update([at for at in named if self.whole.match(text, at)])
        # Local names: most starts are passed over, and what is asked of each of them is most of the work.
        family, first, only, last_given = self.family, self.first, self.only, self.last_given
        compound_firsts, rare, introducing = self.compound_firsts, self.rare, _INTRODUCING
        for at in sorted(starts):
            known = at in roles
            if not known and (at in named or (text[at - 1 : at] in introducing and _introduced(text, at))):
                roles[at] = known = True
            surname = codes[at]
            if surname in compound_firsts and text[at : at + 2] in self.compound:
                if not known and text.startswith("东方", at):
                    continue  # 东方人, 东方银星
                if self._begins(text, at, clauses, known):
                    yield (at, *self._compound(text, at, clauses, known))
                continue
            if not known and (one := codes[at + 1]) < _CODES and (two := codes[at + 2]) < _CODES:
                # Most starts sound like no name at all; what `_sound` would say of those is said here.
                room = FLOOR - family[surname]
                if first[one] + last_given[two] < room and only[one] < room and two not in rare:
                    continue
            # Most of the others are words: only round what is left is the text cut.
            heard = self._sound(text, codes, at, known)
            seeming = heard and self._no_word(text, at, *heard, known)
            if seeming and self._begins(text, at, clauses, known):
                reading = self._reading(text, at, *seeming, clauses, known)
                if reading:
                    yield (at, *reading)

    def _begins(self, text: str, at: int, clauses: Clauses, known: bool) -> bool:
        """Whether the dictionary lets a name begin at AT; behind a role one always may."""
        if known:
            return True
        token = clauses.word_at(at)
        if token is None:
            return clauses.word_at(at + 1) is not None and self.words.get(text[at - 1 : at + 1], 0) <= 1
        return len(token) == 1 or self.words.get(token, 0) <= 1 or token in self.compound

    def _sound(self, text: str, codes: memoryview, at: int, known: bool) -> tuple[int, int] | None:
        """Scores of three characters and of two by their sound alone, None when neither can be a name."""
        one, two = codes[at + 1], codes[at + 2]
        if one >= _CODES or two >= _CODES:
            one, two = min(one, _CODES - 1), min(two, _CODES - 1)
        surname = self.family[codes[at]]
        last = self.last_given[two]
        if known:
            if two == _MOU or not (_may_be_given(one) or text[at + 1 : at + 3] in _GIVEN_WORDS):
                return None
            if surname <= 0:
                surname = 0 if surname > _NO_SURNAME else 2 * surname
            if _may_be_given(two):
                last = self.last[two]
        if last == _NO_GIVEN and text[at + 1 : at + 3] in _GIVEN_WORDS:
            last = self.last[two]
        three = surname + self.first[one] + last
        pair = surname + self.only[one]
        floor = FLOOR_AFTER_ROLE if known else FLOOR
        return None if (three < floor and pair < floor) or two == _MOU else (three if three > -999 else -999, pair)

    def _no_word(self, text: str, at: int, three: int, pair: int, known: bool) -> tuple[int, int] | None:
        """The scores THREE and PAIR less what the dictionary has against the characters themselves; None when neither is left."""
        words, floor = self.words, FLOOR_AFTER_ROLE if known else FLOOR
        long, full, short = text[at : at + 4], text[at : at + 3], text[at : at + 2]
        common = words.get(short, 0)
        triple, double = three >= floor, pair >= floor
        if triple:
            given = full[1:]
            three -= (85 if known else 140) * common
            three -= 0 if given in _GIVEN_WORDS else (_GIVEN_AFTER_ROLE if known else _GIVEN_WORD)[words.get(given, 0)]
            three -= 9999 if long.endswith("某", 3) else 0  # the surname of somebody already masked
        if double:
            pair -= 9999 if short[1:] in _NOT_ALONE else _PAIR_WORD[common]
        if three < floor and pair < floor:
            return None
        if text[at + 1 : at + 3] in _TITLES or text[at + 2 : at + 4] in _ADDRESSED or _COUNTED.match(text, at + 1):
            return None
        if text[at] == "万" and text[at - 1 : at].isdigit():
            return None
        if long in words or not self.not_names.isdisjoint((short, full, long)):
            return None
        before = 100 * words.get(text[at - 1 : at + 1], 0) if at else 0
        if triple:
            three -= before + 400 * words.get(full, 0)
        if double:
            pair -= before
        return None if three < floor and pair < floor else (three, pair)

    def _reading(
        self, text: str, at: int, three: int, pair: int, clauses: Clauses, known: bool
    ) -> tuple[int, int] | None:
        """(length, score) of the likelier of three characters and two, which score THREE and PAIR by themselves."""
        floor = FLOOR_AFTER_ROLE if known else FLOOR
        three -= self._across(text, at + 3, 200, clauses) if three >= floor else 0
        if three >= floor and three >= pair - 60:
            return 3, three  # nothing that speaks against the two makes them likelier
        pair -= self._across(text, at + 2, 80, clauses) if pair >= floor else 0
        if max(three, pair) < floor:
            return None
        return (3, three) if three >= pair - 60 else (2, pair)

    def _compound(self, text: str, start: int, clauses: Clauses, known: bool) -> tuple[int, int]:
        given = text[start + 2 : start + 4]
        if (not known and self.words.get(given, 0) > 1) or any(
            text[start : start + size] in self.words for size in (3, 4)
        ):
            return 2, -9999
        if len(given) == 2 and self.given.issuperset(given) and (clauses.word_at(start + 4) or start + 4 == len(text)):
            return 4, ACCEPT
        if given and given[0] in self.given and clauses.word_at(start + 3):
            return 3, ACCEPT - NEXT
        return 2, -999

    def _across(self, text: str, end: int, each: int, clauses: Clauses) -> int:
        """What speaks against a name that ends at END: a word that reaches over its end, EACH for every class of frequency."""
        if end == len(text) or clauses.word_at(end) or _AND_OTHERS.match(text, end):
            return 0
        across = max(self.words.get(text[end - 1 : end + 1], 0), self.words.get(text[end - 1 : end + 2], 0))
        return 9999 if each == 200 and across > 2 else 80 + each * across


def _is_word(text: str, start: int, length: int, role: bool) -> bool:
    """Whether jieba's dictionary, its rarest entries too, holds a word that begins at START and covers the name.

    Directly behind a ROLE a name may be a word all the same (司机高峰) or that of a famous man, but not one of four characters, one
    behind a number (那张假钞), one of a kind of people (孟村民), or a word that no name ends like (老人敬老院).
    """
    model = _model()
    given, last = text[start + 1 : start + length], model.last_given[min(ord(text[start + length - 1]), _CODES - 1)]
    if given in _GIVEN_WORDS or text[start : start + 2] in model.compound:
        return False
    if not role and start and text[start - 1] in _FAMILIAR and not known(text[start - 2 : start]):
        return True
    if given[0] in _KIN and (length == 2 or (given[0] != "太" and not role) or last < _SELDOM_LAST / -2):
        return True
    if text[start] in _CLASSIFIERS and start and text[start - 1] in _MEASURED:
        return True
    if any(text[start : start + size] in model.public for size in range(length + 1, 6)):
        return True
    if text[start] in _ADVERBS and start + 3 <= len(text) and _spoken(text, start):
        return True
    if start and text[start - 1] in _OPENING and _CLOSES_LATER.match(text, start + length):
        return True  # 会员「齐上齐落」
    if length == 3 and (given in model.kinds or (text[start] in _GRAMMAR and model.words.get(given, 0) > 1)):
        return True
    if length == 3 and not role and last < _SELDOM_LAST:
        return True
    sizes = (4,) if role and length == 3 and last >= _SELDOM_LAST else (4, 3) if role or length == 3 else (4, 3, 2)
    return any(known(word) for size in sizes if len(word := text[start : start + size]) == size)


def _spoken(text: str, start: int) -> bool:
    """曾|拒绝, 向|公司, 左|大腿: a surname that is a word, and an everyday word behind it."""
    word = text[start + 1 : start + 3]
    return word not in _GIVEN_WORDS and _model().words.get(word, 0) >= _EVERYDAY


_CLOSES_LATER = re.compile("[\u4e00-\u9fff]{1,4}[”」』》’]")
_EVERYDAY = 2
_ADVERBS = _GRAMMAR | frozenset("曾左右")
_CLASSIFIERS = frozenset("张宗单段支章项包车房台双束堵班")
# Less than this in hundredths of log-odds: hardly a name ends with such a character (院, 塔, 度).
_SELDOM_LAST = -120


def _named_by_words(text: str) -> set[int]:
    """Where a name must begin because 等人 stands behind two or three characters, or 推选 before them."""
    found = set()
    for word, steps in _NAMING:
        at = text.find(word)
        while at >= 0:
            found.update([at + step for step in steps])
            at = text.find(word, at + 1)
    return found


# The word, and how far from its start the name may begin.
_NAMING = (("等人", (-2, -3)), *((verb, (len(verb),)) for verb in ("推选", "推举", "殴打", "打伤", "带走")))


def _only_attributed(text: str, start: int) -> bool:
    """来自某国的…: what follows may as well be a thing; 44岁的… is a person."""
    return text.endswith("的", 0, start) and not text.endswith("岁的", 0, start)


def _introduced(text: str, start: int) -> bool:
    """Age, origin or trade stand before START, and the text does not go on as 工程 or 工资."""
    if text[start - 1] == "工" and text[start] in _NO_TRADE:
        return False
    if text[start - 1] == "的" and text[start - 2] != "岁" and text.find("来自", max(0, start - 14), start) < 0:
        return False
    return _INTRODUCED.search(text, start - 14, start) is not None


def _in_place_name(text: str, start: int, end: int) -> bool:
    """The name of a division or country begins at or before START and covers it, or runs past END."""
    names, beginnings = _place_names()
    for begin in range(max(0, start - 3), end):
        if text[begin : begin + 2] not in beginnings:
            continue
        for over in range(begin + 2, begin + 6):
            if text[begin:over] in names and (begin <= start < over or (begin < end < over)):
                return True
    return False


@lru_cache(maxsize=1)
def _place_names() -> tuple[frozenset[str], frozenset[str]]:
    """Names that can only be places, and their first two characters."""
    names = place_names()
    return names, frozenset(name[:2] for name in names)


def _may_be_given(code: int) -> bool:
    """After a role almost any ideograph may be part of a name, but no particle."""
    return 0x4E00 <= code <= 0x9FFF and code not in _PARTICLE_CODES


# So many groups of surnames, and of characters behind them: with more the pattern is slower and leaves hardly less.
_GROUPS = 4


def _alike(chars: Iterable[str], odds: array[int]) -> Iterator[list[str]]:
    """CHARS in groups of like ODDS."""
    ranked = sorted(chars, key=lambda char: (odds[ord(char)], char))
    size = max(1, -(-len(ranked) // _GROUPS))
    return (ranked[at : at + size] for at in range(0, len(ranked), size))


def _one_of(chars: Iterable[str]) -> str:
    return f"[{re.escape(''.join(sorted(chars)))}]"


# 建国 and 如意 are words and given names; 口罩 and 哥哥, far more frequent, are only words.
_GIVEN_WORD = (0, 40, 110, 280, 500, 700, 900)
_GIVEN_AFTER_ROLE = (0, 60, 200, 400, 600, 800, 900)
_PAIR_WORD = (0, 300, 9999, 9999, 9999, 9999, 9999)
# What is added for a character that ends no given name: no sum with it is a name's.
_NO_GIVEN = -9999
_MOU = ord("某")
_CODES = 0x10000


def _by_code(odds: dict[str, int], other: int) -> array[int]:
    """ODDS by code point; OTHER for characters that it does not hold. A table has no objects that the processor must fetch."""
    table = array("h", [other]) * _CODES
    for char, value in odds.items():
        table[ord(char)] = value
    return table


@lru_cache(maxsize=1)
def _model() -> _Model:
    return _Model(lexicon())


def candidates(text: str, roles: dict[int, bool]) -> list[Candidate]:
    """Seeming names of TEXT (plain) in order, overlapping ones resolved to the likelier; ROLES as the model found them."""
    model = _model()
    found: list[Candidate] = []
    for start, length, score in model.readings(text, roles):
        if _is_word(text, start, length, start in roles and not _only_attributed(text, start)):
            continue
        if _in_place_name(text, start, start + length) and not (start in roles and _CLOSES.match(text, start + length)):
            continue
        candidate = _in_context(text, start, start + length, score, roles.get(start))
        if found and start < found[-1].end:
            if candidate.score <= found[-1].score + (0 if text[found[-1].start] in _COMMON else 60):
                continue
            found.pop()
        if start not in roles and _COUNTED_LIST.match(text, candidate.end):
            continue
        if found and start - found[-1].end <= _LONGEST_AND and _AND.fullmatch(text, found[-1].end, start):
            candidate.private |= found[-1].private
            candidate.office |= found[-1].office or found[-1].name in model.public
            candidate.score += NEXT
            candidate.listed = True
        if candidate.private and candidate.score >= ACCEPT_ROLE and text[candidate.end : candidate.end + 1] in _JOINS:
            roles.setdefault(candidate.end + 1, True)  # who is listed beside a private person is one
        found.append(candidate)
    _share_office(found)
    return found


def _share_office(found: list[Candidate]) -> None:
    """李某、朴某政府, 由梁某、李某主持: what the last of a list is, the others are."""
    for before, after in zip(found[-2::-1], found[:0:-1], strict=True):
        before.office |= after.listed and (after.office or after.name in _model().public)
    _read_boards(found)


def _read_boards(found: list[Candidate]) -> None:
    """A list of four and more that begins with a manager is the board of a firm that publishes it."""
    at = 0
    while at < len(found):
        end = at + 1
        while end < len(found) and found[end].listed:
            end += 1
        if end - at >= _BOARD and (found[at].business or found[at].office):
            for member in found[at:end]:
                member.private, member.office, member.role = False, True, False
        at = end


_BOARD = 4


def _in_context(text: str, start: int, end: int, score: int, role: bool | None) -> Candidate:
    office = role is False or _OFFICE_AFTER.match(text, end) is not None
    if role is True and _may_be_in_office_too(text, start) and _IN_OFFICE_TOO.search(text, start - 30, start):
        role, office = False, True
    trainee = role is True and text.endswith("实习生", 0, start)
    if (role is not True or trainee) and not office and _BYLINE.search(text, start - 24, start):
        office, role = True, None if trainee else role
    if role is None and text.endswith(_BODIES, 0, start):
        office = True
    if role is None and text[start - 1 : start] in _BRACKETS and text[start - 2 : start - 1] in _ENDS:
        office |= _SIGNED.match(text, end) is not None
    public = text[start:end] in _model().public
    if public and role is True and text[start - 1].isspace():
        role = None
    if role is False and not public and _FORMER.search(text, start - 24, start):
        role, office = True, False
    if role is True and (_FIRM_AT_ONCE.match(text, end) or (text[start] in _GRAMMAR and _BODY_AFTER.match(text, end))):
        role = None  # 被告华翔达公司, 被告向山阳区法院
    behind = None if role else _PRIVATE_AFTER.match(text, end)
    private = role is True or behind is not None
    faint = behind is not None and behind.group() in _ADDRESSED
    if role is not False and not private and _HARMED.match(text, end):
        private = faint = True
    if role is None and _FIRM_AT_ONCE.match(text, end):
        private = False
    if text.endswith(_DISMISSED_BEFORE, 0, start):
        private, faint = True, False
    firm = False
    opened = start == 0 or _STARTS.match(text, start - 1) is not None
    acted_on = text.endswith(_ACTED_ON, 0, start)
    human = acted_on or _HUMAN.match(text, end) is not None
    if private or role is False:
        score += OWN_ROLE if role else ROLE
        if text[start] in _GRAMMAR:
            score -= GRAMMAR_CLOSED if human and text[start] in "平权全劳相" else GRAMMAR
    else:
        firm = (
            _FIRM_AFTER.match(text, end) is not None
            or text[end - 1] in "县市镇乡村区街路站州省岛寺祠宫洞寨庙湾桥塘馆坪矿委网阁"
        )
        score -= ROLE if firm else 0
        score -= ROLE if text[start] in _COMMON and not opened else 0
    if text[start - 1 : start] in _OPENING and text[end : end + 1] in _CLOSING:
        score -= ROLE  # what stands alone in quotation marks is a word spoken about, seldom a person
    if opened or acted_on:
        score += NEXT
    if human or _SAYS.match(text, end):
        score += NEXT
    if role is None and behind is None and _FOREIGN.issuperset(text[start:end]):
        score = min(score, FLOOR)
    return Candidate(
        start,
        end,
        text[start:end],
        score,
        private,
        office,
        firm,
        role is True,
        human,
        role is True and _BUSINESS.search(text, start - 8, start) is not None,
        faint,
    )


def _may_be_in_office_too(text: str, start: int) -> bool:
    """A first look: two offices in a list, or a manager."""
    return text.find("、", max(0, start - 30), start) >= 0 or text.endswith(_MANAGERS, 0, start)


def private_names(original: str, text: str) -> tuple[list[str], list[str]]:
    """Chinese names as they stand in TEXT (plain), and foreign ones as they stand in ORIGINAL, both longest first.

    They must be masked wherever they stand in the article.
    """
    model = _model()
    roles = model.role_ends(text)
    mentions_of: dict[str, list[Candidate]] = {}
    for candidate in candidates(text, roles):
        mentions_of.setdefault(candidate.name, []).append(candidate)
    of_work = _WORK.search(text) is not None
    kept = [name for name, mentions in mentions_of.items() if _is_private(name, mentions, model.public, of_work)]
    kept.sort(key=lambda name: (-len(name), name))
    foreign = foreign_names(original, text, kept, roles)
    return kept, sorted(foreign, key=lambda name: (-len(name), name))


def _is_private(name: str, mentions: list[Candidate], public: frozenset[str], of_work: bool) -> bool:
    in_office = any(mention.office for mention in mentions)
    private = sum(mention.private and not (in_office and mention.faint) for mention in mentions)
    if name in public and not any(mention.role and not mention.business for mention in mentions):
        return False
    if not private and in_office:
        return False
    if not private and sum(mention.firm for mention in mentions) * 2 >= len(mentions):
        return False
    if name[:2] in public and len(name) == 3 and not private:
        return False
    score = max(mention.score for mention in mentions) + AGAIN * min(3, len(mentions) - 1)
    if any(mention.role for mention in mentions):
        return score >= ACCEPT_ROLE
    if private:
        return score >= ACCEPT
    human = any(mention.human for mention in mentions)
    if not of_work:
        return human and score >= ACCEPT_ELSEWHERE + (TWO_CHARACTERS if len(name) == 2 else 0)
    return score >= (ACCEPT if human else ACCEPT_BARE) + (TWO_CHARACTERS if len(name) == 2 else 0)


def foreign_names(original: str, text: str, names: list[str], roles: dict[int, bool]) -> set[str]:
    """Latin and dotted names (买买提·艾力) of private persons, as they stand in ORIGINAL, whose plain form is TEXT."""
    latin = list(_LATIN_NAME.finditer(original))
    dots = [match.start() for match in _DOT.finditer(text)] if any(dot in text for dot in "·•‧・") else []
    found: set[str] = set()
    for match in latin:
        start, end = match.span()
        bracketed = text[start - 1 : start] in ("（", "(") and any(text.endswith(name, 0, start - 1) for name in names)
        private = roles.get(start) is True and not text.endswith(_OFFICES_OF_FOREIGNERS, 0, start)
        if bracketed or (private and (" " in match.group() or _PERSON_ACTS.match(text, end))):
            found.add(match.group())
    for dot in dots:
        start = next((at for at in range(max(0, dot - 8), dot) if roles.get(at) is True), -1)
        whole = _DOTTED_NAME.match(text, start if start >= 0 else max(0, dot - 6))
        if whole and _PLACE_OR_FIRM.search(whole.group()):
            continue
        if whole and whole.end() > dot and (start >= 0 or _TURKIC.search(whole.group())):
            found.add(original[whole.start() : whole.end()])
    return found


def mentions(text: str, names: list[str]) -> Iterator[tuple[int, int, str]]:
    """Every place where one of NAMES stands in TEXT; where one name begins another, both are given."""
    for name in names:
        at = text.find(name)
        while at >= 0:
            yield at, at + len(name), name
            at = text.find(name, at + len(name))
