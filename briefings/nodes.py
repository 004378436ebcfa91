"""Calendar nodes ahead at which labour disputes are known to rise: holidays, school terms, heat, the building year's end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from briefings.numbers import day_words
from briefings.workdays import Calendar

# The first day of the year by the lunar calendar, from the published almanacs.
SPRING_FESTIVAL = {
    day.year: day
    for day in (
        date(2024, 2, 10), date(2025, 1, 29), date(2026, 2, 17), date(2027, 2, 6), date(2028, 1, 26), date(2029, 2, 13),
        date(2030, 2, 3), date(2031, 1, 23), date(2032, 2, 11), date(2033, 1, 31), date(2034, 2, 19), date(2035, 2, 8),
    )
}  # fmt: skip
# How long before the festival wages are settled; the yearly campaign 治欠保支 covers it.
SETTLEMENT_WEEKS = 12


@dataclass(frozen=True, slots=True)
class Node:
    """A day or span to prepare for, and what for."""

    start: date
    end: date
    name: str
    watch: str

    @property
    def text(self) -> str:
        span = day_words(self.start, year=False)
        if self.end != self.start:
            span += f"至{day_words(self.end, year=False)}"
        return f"{self.name}（{span}）：{self.watch}。"


def nodes_between(start: date, end: date, calendar: Calendar | None = None) -> tuple[Node, ...]:
    """Nodes that touch the days from START up to but not including END, by date."""
    last = end - timedelta(days=1)
    years = range(start.year - 1, end.year + 2)
    found = [node for year in years for node in _of_year(year) if node.start <= last and node.end >= start]
    found += _holidays(start, last, calendar or Calendar())
    return tuple(sorted(found, key=lambda node: (node.start, node.name)))


def _of_year(year: int) -> list[Node]:
    found = [
        Node(
            date(year, 2, 20), date(year, 3, 10), "春季开学、节后返岗", "关注民办学校和培训机构欠薪、返岗用工与社保衔接"
        ),
        Node(date(year, 5, 1), date(year, 5, 1), "国际劳动节", "关注节日加班工资和灵活就业人员权益"),
        Node(date(year, 6, 1), date(year, 9, 30), "高温天气作业期", "关注露天作业、高温津贴和中暑工伤认定"),
        Node(date(year, 6, 15), date(year, 7, 31), "毕业就业季", "关注实习、试用期用工和招聘纠纷"),
        Node(date(year, 8, 25), date(year, 9, 10), "秋季开学", "关注民办学校、培训机构停办欠薪和教职工社保"),
        Node(date(year, 12, 1), date(year, 12, 31), "年末结算与合同到期集中期", "关注合同终止、年终奖和裁员程序"),
    ]
    festival = SPRING_FESTIVAL.get(year)
    if festival is not None:
        opens = festival - timedelta(weeks=SETTLEMENT_WEEKS)
        watch = f"距春节（{day_words(festival)}）不足三个月，关注工程款结算、农民工工资清偿和保证金使用"
        found.append(Node(opens, festival - timedelta(days=1), "春节前工程结算期", watch))
    return found


def _holidays(start: date, last: date, calendar: Calendar) -> list[Node]:
    """Runs of days off by the official table, longer than a weekend."""
    import chinese_calendar

    days = [start + timedelta(days=step) for step in range((last - start).days + 1)]
    named: dict[str, list[date]] = {}
    for day in days:
        name = chinese_calendar.holidays.get(day)
        if name and not calendar.is_workday(day):
            named.setdefault(_HOLIDAYS.get(name, name), []).append(day)
    watch = "假期前后关注欠薪、加班工资和返岗安排，值班电话保持畅通"
    return [Node(group[0], group[-1], f"{name}假期", watch) for name, group in named.items()]


_HOLIDAYS = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
}
