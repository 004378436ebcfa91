"""How the words of a report stand in a sentence of ours."""

from __future__ import annotations


def quoted(words: str) -> str:
    """WORDS in quotation marks, closed by a full stop; marks inside become single, as the rules of punctuation want."""
    inner = words.strip().rstrip("。；;，,、").replace("“", "‘").replace("”", "’")
    end = "" if inner.endswith(("！", "？", "!", "?", "…", "！’", "？’")) else "。"
    return f"“{inner}{end}”"


def phrase(words: str) -> str:
    """A few of a report's words inside a sentence of ours."""
    inner = words.strip("。；;，, ").replace("“", "‘").replace("”", "’")
    return f"“{inner}”"
