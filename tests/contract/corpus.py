"""One corpus for every backend: small, varied, with ties of every sort, and the same in every run."""

from __future__ import annotations

import random
from functools import lru_cache

from tests.factories import a_dispute, a_judged
from yanpan_domain.dispute import Dispute
from yanpan_domain.judgment import JudgedArticle

WORDS = (
    "深圳", "广州", "电子厂", "建筑工地", "拖欠", "工资", "拖欠工资", "欠薪", "讨薪", "工人", "农民工", "骑手", "外卖员", "裁员", "解雇",
    "工伤", "仲裁", "法院", "判决", "公司", "劳动合同", "社保", "加班", "罢工", "停工", "足球", "教练", "工会", "员工会议", "調解", "賠償",
    "ＡＢＣ公司", "abc", "3000元", "2026年", "劳动监察大队", "介入", "经济补偿", "高温津贴",
)  # fmt: skip
PLACES = (
    ("440306", "深圳市宝安区"),
    ("440300", "深圳市"),
    ("440106", "广州市天河区"),
    ("110105", "北京市朝阳区"),
    None,
)
SIZE = 240


@lru_cache(maxsize=1)
def articles() -> tuple[JudgedArticle, ...]:
    """Articles of all years and lengths; every seventh has no date, many share one."""
    random_ = random.Random(7)
    return tuple(_article(number, random_) for number in range(SIZE))


def _article(number: int, random_: random.Random) -> JudgedArticle:
    words = random_.choices(WORDS, k=random_.choice((5, 30, 200)))
    published = f"{random_.choice((2024, 2025, 2026))}-0{random_.randint(1, 9)}-{random_.choice(('01', '15', '28'))}T0{random_.randint(0, 1)}:00"
    place = random_.choice(PLACES)
    return a_judged(
        number=number,
        title="".join(random_.choices(WORDS, k=random_.randint(1, 6))),
        text="，".join("".join(words[start : start + 4]) for start in range(0, len(words), 4)) + "。",
        published=None if number % 7 == 0 else published,
        source=random_.choice(("one", "two", "three")),
        places=(place,) if place is not None else (),
        employers=random_.choice((("示例电子厂",), ("甲示例公司", "乙示例公司"), ())),
        issues=random_.choice((("wage_arrears",), ("termination", "social_insurance"), ())),
        workers=random_.choice((None, 3, 30, 30, 300)),
        money=random_.choice(((), (450000,), (1234.56,))),
        urgency=random_.choice((0.0, 12.5, 50.0)),
        family=f"f{number % 50}" if number % 3 else None,
        disputes=(f"d{number % 20:020}",) if number % 2 else (),
    )


@lru_cache(maxsize=1)
def disputes() -> tuple[Dispute, ...]:
    return tuple(
        a_dispute(
            number=number,
            title=f"示例{number % 4}厂拖欠工资" if number % 2 else "示例公司裁员",
            employer=f"示例{number % 4}厂",
            first_seen=f"2026-03-{1 + number % 10:02}",
            last_seen=f"2026-03-{11 + number % 10:02}",
            superseded_by=f"d{1:020}" if number in (18, 19) else None,
        )
        for number in range(20)
    )
