"""Foreign names: in Latin letters, or joined by dots."""

from __future__ import annotations

import re

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


def foreign_names(original: str, text: str, names: list[str], roles: dict[int, bool]) -> set[str]:
    """Latin and dotted names (买买提·艾力) of private persons, as they stand in ORIGINAL, whose plain form is TEXT."""
    latin = [] if text == original else list(_LATIN_NAME.finditer(original))  # a plain text has no capitals
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
