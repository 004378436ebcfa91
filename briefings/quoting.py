"""How the words of a report stand in a sentence of ours."""

from __future__ import annotations


def quoted(words: str) -> str:
    """WORDS in quotation marks, closed by a full stop; marks inside become single, as the rules of punctuation want."""
    inner = _single(words.strip().rstrip("。；;，,、"))
    end = "" if inner.endswith(("！", "？", "!", "?", "…", "！’", "？’")) else "。"
    return f"“{inner}{end}”"


def phrase(words: str) -> str:
    """A few of a report's words inside a sentence of ours."""
    return f"“{_single(words.strip('。；;，, '))}”"


def _single(words: str) -> str:
    """WORDS with single marks inside; one whose other half lies outside the words is left out."""
    opened: list[int] = []
    lone: set[int] = set()
    for at, character in enumerate(words):
        if character == "“":
            opened.append(at)
        elif character == "”":
            if opened:
                opened.pop()
            else:
                lone.add(at)
    lone.update(opened)
    kept = "".join(character for at, character in enumerate(words) if at not in lone)
    return kept.replace("“", "‘").replace("”", "’")
