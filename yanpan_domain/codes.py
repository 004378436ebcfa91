"""The field's closed vocabularies: stored as a key (English, but for the roles of employers), shown in Chinese.

Origin: the project's labelling guide; industries are the sections of GB/T 4754-2017.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Labelled(StrEnum):
    """A code with the Chinese word that people see: `NAME = "key", "中文"`."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Relevance(Labelled):
    DISPUTE = "dispute", "具体争议"
    LABOUR_GENERAL = "labour_general", "劳动综合"
    UNRELATED = "unrelated", "无关"


class Issue(Labelled):
    WAGE_ARREARS = "wage_arrears", "欠薪"
    PAY_TERMS = "pay_terms", "薪酬待遇"
    SOCIAL_INSURANCE = "social_insurance", "社保公积金"
    TERMINATION = "termination", "裁员与解除"
    CLOSURE_RESTRUCTURING = "closure_restructuring", "关停搬迁改制"
    WORKING_TIME = "working_time", "工时休假"
    WORK_INJURY = "work_injury", "工伤职业病"
    OCCUPATIONAL_SAFETY = "occupational_safety", "劳动保护"
    EMPLOYMENT_STATUS = "employment_status", "劳动关系与派遣"
    PLATFORM_WORK = "platform_work", "新就业形态"
    DIGNITY_EQUALITY = "dignity_equality", "平等与尊严"
    UNION_RIGHTS = "union_rights", "工会权利与集体协商"
    OTHER = "other", "其他"


class Form(Labelled):
    COMPLAINT = "complaint", "投诉求助"
    MEDIATION = "mediation", "调解"
    ARBITRATION_LITIGATION = "arbitration_litigation", "仲裁诉讼"
    PETITION = "petition", "信访"
    WORK_STOPPAGE = "work_stoppage", "停工"
    GATHERING = "gathering", "聚集"
    MEDIA_EXPOSURE = "media_exposure", "媒体曝光"
    INSPECTION = "inspection", "监察执法"
    NONE = "none", "无"


class Stage(Labelled):
    EMERGING = "emerging", "新发"
    ONGOING = "ongoing", "持续"
    OFFICIAL_RESPONSE = "official_response", "官方介入"
    SETTLED = "settled", "已解决"
    JUDGED = "judged", "已裁判"
    UNKNOWN = "unknown", "不详"


class ToneLabel(Labelled):
    NEGATIVE = "negative", "负面"
    NEUTRAL = "neutral", "中性"
    POSITIVE = "positive", "正面"


class Vulnerable(Labelled):
    MIGRANT_WORKERS = "migrant_workers", "农民工"
    WOMEN_WORKERS = "women_workers", "女职工"
    MINORS = "minors", "未成年"
    INTERNS = "interns", "实习生"
    PLATFORM_RIDERS = "platform_riders", "骑手"
    OVER_AGE = "over_age", "超龄"
    DISABLED = "disabled", "残疾"


class PartyRole(Labelled):
    """Who an employer is on a building site or in a labour-supply chain; decides who must pay first."""

    CLIENT = "建设单位", "建设单位"
    MAIN_CONTRACTOR = "总包", "总包"
    SUBCONTRACTOR = "分包", "分包"
    LABOUR_COMPANY = "劳务公司", "劳务公司"
    USER_UNIT = "用工单位", "用工单位"
    DISPATCH_UNIT = "派遣单位", "派遣单位"


class Tier(Labelled):
    OFFICIAL = "official", "官方"
    MEDIA = "media", "媒体"
    LOCAL = "local", "地方"


class DateSource(Labelled):
    PAGE = "page", "页面"
    URL = "url", "网址"
    FEED = "feed", "订阅源"
    HEADER = "header", "响应头"
    NONE = "none", "不详"


class Basis(Labelled):
    """How firmly a number is stated."""

    EXACT = "exact", "确数"
    ABOUT = "about", "约数"
    AT_LEAST = "at_least", "至少"
    WORD = "word", "概数词"


class MoneyKind(Labelled):
    OWED = "owed", "拖欠"
    PAID = "paid", "已付"
    CLAIMED = "claimed", "主张"
    OTHER = "other", "其他"


class Circumstance(Labelled):
    """A stated fact that raises or lowers the need of help; never that people gathered, petitioned or struck."""

    DEATH = "death", "有人死亡"
    INJURY = "injury", "有人受伤"
    LIFE_IN_DANGER = "life_in_danger", "生命健康受威胁"
    EMPLOYER_FLED = "employer_fled", "用人单位逃匿"
    HARDSHIP = "hardship", "生活困难"
    RETALIATION = "retaliation", "打击报复"
    CHILD_LABOUR = "child_labour", "使用童工"
    FORCED_LABOUR = "forced_labour", "强迫劳动"
    BANKRUPTCY = "bankruptcy", "破产清算"


class Trend(Labelled):
    RISING = "rising", "升温"
    STEADY = "steady", "平稳"
    FALLING = "falling", "降温"
    RESOLVED = "resolved", "已化解"
    UNCLEAR = "unclear", "不明"


class Level(Labelled):
    """Internal help level; the law grades no labour dispute, so this is ours (docs/vocabulary)."""

    ONE = "1", "一"
    TWO = "2", "二"
    THREE = "3", "三"
    FOUR = "4", "四"


class Industry(Labelled):
    """Sections of GB/T 4754-2017."""

    A = "A", "农、林、牧、渔业"
    B = "B", "采矿业"
    C = "C", "制造业"
    D = "D", "电力、热力、燃气及水生产和供应业"
    E = "E", "建筑业"
    F = "F", "批发和零售业"
    G = "G", "交通运输、仓储和邮政业"
    H = "H", "住宿和餐饮业"
    I = "I", "信息传输、软件和信息技术服务业"  # noqa: E741 - the section's own letter
    J = "J", "金融业"
    K = "K", "房地产业"
    L = "L", "租赁和商务服务业"
    M = "M", "科学研究和技术服务业"
    N = "N", "水利、环境和公共设施管理业"
    O = "O", "居民服务、修理和其他服务业"  # noqa: E741 - the section's own letter
    P = "P", "教育"
    Q = "Q", "卫生和社会工作"
    R = "R", "文化、体育和娱乐业"
    S = "S", "公共管理、社会保障和社会组织"
    T = "T", "国际组织"
