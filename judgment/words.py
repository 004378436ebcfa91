"""One segmenter for judgment and index, and the plain form of a text at unchanged length."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from importlib.resources import files
from itertools import chain
from typing import Any, Protocol

# Ideographs from extension A to the end of the unified block, the compatibility block, and extension B: where traditional forms lie.
_IDEOGRAPHS = (range(0x3400, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x2A6E0))


# jieba-rs keeps "000540.sz" and "9-10" together where jieba cuts at the sign (its finalseg.re_skip).
_GLUED = re.compile(r"[a-zA-Z0-9%][-._+#&%]|[-._+#&%][a-zA-Z0-9%]")
# jieba's own block of ideographs ends at U+9FD5 and knows no extensions: outside it every character is a word.
_OUTSIDE = re.compile("[\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]{2}")
_JIEBA_SKIP = re.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")


_SURROGATES = re.compile("[\ud800-\udfff]")


class Segmenter(Protocol):
    """Cuts a text into words that, joined, give it back."""

    name: str

    def cut(self, text: str) -> list[str]: ...


class RjiebaSegmenter:
    """jieba's dictionary and algorithm in Rust: the same words, about 30 times faster."""

    name = "rjieba"

    def __init__(self, words: tuple[str, ...]) -> None:
        from rjieba import Jieba

        self._engine = Jieba()
        # The engine's own methods: some hundred calls an article go to each.
        self.tag: Callable[[str], list[tuple[str, str]]] = self._engine.tag
        """Words with the dictionary's part of speech; "" for our own words."""
        self.has: Callable[[str], bool] = self._engine.has_word
        for word in words:
            if not self._engine.has_word(word):
                self._engine.add_word(word, self._engine.suggest_freq(word), None)

    def by_dictionary(self, text: str) -> list[str]:
        """Words of the dictionary alone: what it does not know falls into single characters, as names do."""
        words: list[str] = self._engine.cut(text, False)
        return words

    def coarse(self, text: str) -> list[str]:
        """The engine's own words, for whoever keeps a table of words anyway: `finer` of each of them gives those of `cut`."""
        words: list[str] = self._engine.cut(text)
        return words

    def cut(self, text: str) -> list[str]:
        words = self.coarse(text)
        if _GLUED.search(text) or _OUTSIDE.search(text):
            return list(chain.from_iterable(map(_LIKE_JIEBA.__getitem__, words)))
        return words


class Worked(dict[str, tuple[str, ...]]):
    """What each word comes to, worked out once; emptied when it has grown past what a language has."""

    FULL = 500_000

    def __init__(self, work_out: Callable[[str], Iterable[str]]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) > self.FULL:
            self.clear()
        found = tuple(self._work_out(word))
        self[word] = found
        return found


def finer(word: str) -> list[str]:
    """WORD as jieba would leave it: cut at signs when it is Latin and no dictionary word holds it together."""
    if len(word) == 1 or word.isalnum() or word.isspace():
        return list(word) if _OUTSIDE.search(word) else [word]
    if not word.isascii():
        return [word]
    return [part for part in _JIEBA_SKIP.split(word) if part]


_LIKE_JIEBA = Worked(finer)


class JiebaSegmenter:
    """jieba itself: the checked reference."""

    name = "jieba"

    def __init__(self, words: tuple[str, ...]) -> None:
        import jieba

        self._engine = jieba.Tokenizer()
        # What initialize() does, without its cache file and its log lines.
        self._engine.FREQ, self._engine.total = self._engine.gen_pfdict(self._engine.get_dict_file())
        self._engine.initialized = True
        for word in words:
            if not self._engine.FREQ.get(word):
                self._engine.add_word(word, self._engine.suggest_freq(word))

    def cut(self, text: str) -> list[str]:
        return list(self._engine.cut(text))


@lru_cache(maxsize=2)
def segmenter(name: str = "rjieba") -> Segmenter:
    """The engine called NAME ("rjieba" or "jieba"), knowing our user words."""
    return rjieba_segmenter() if name == "rjieba" else JiebaSegmenter(user_words())


def tagged(text: str) -> list[tuple[str, str]]:
    """Words of TEXT with their part of speech, from rjieba whichever engine cuts elsewhere."""
    return rjieba_segmenter().tag(text)


def known(word: str) -> bool:
    """Whether the dictionary or our own words hold WORD."""
    return rjieba_segmenter().has(word)


@lru_cache(maxsize=1)
def rjieba_segmenter() -> RjiebaSegmenter:
    """The one rjieba of this process; masking needs it whichever engine cuts the words of articles."""
    return RjiebaSegmenter(user_words())


@lru_cache(maxsize=1)
def user_words() -> tuple[str, ...]:
    """Labour terms that both engines learn, in the order of the file."""
    lines = files("judgment").joinpath("data/words_labour.txt").read_text("utf-8").splitlines()
    return tuple(dict.fromkeys(line for line in lines if line and not line.startswith("#")))


def plain(text: str) -> str:
    """TEXT simplified, half-width and lower-case, code point by code point, so that every offset stays."""
    tables = _tables()
    text = encodable(text)
    if not tables.any.search(text):
        return text
    if tables.unusual.search(text) and not tables.traditional.isdisjoint(text):
        text = _simplified(text, tables.characters)
    return tables.wide.sub(tables.narrow, text)


def encodable(text: str) -> str:
    """TEXT with lone surrogates, which no file and no engine takes, replaced by U+FFFD; nothing moves."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATES.sub("\ufffd", text)
    return text


def _simplified(text: str, characters: dict[int, str]) -> str:
    converted: str = _converter().convert(text)
    return converted if len(converted) == len(text) else text.translate(characters)


class _Tables:
    """What the converter does to single characters, and full-width forms to ASCII."""

    def __init__(self) -> None:
        everything = [chr(code) for block in _IDEOGRAPHS for code in block]
        converted: list[str] = _converter().convert("\n".join(everything)).split("\n")
        pairs = {a: b for a, b in zip(everything, converted, strict=True) if a != b and len(b) == 1}
        self.characters = {ord(a): b for a, b in pairs.items()}
        self.traditional = frozenset(pairs)
        # A first look, four times as quick: whole block B stands for its few traditional forms, which would slow it down.
        common = "".join(sign for sign in pairs if sign < "\U00010000")
        self.unusual = re.compile(f"[{common}\U00020000-\U0002a6df]")
        half_width = _half_width()
        wide = "".join(map(chr, half_width))
        self.wide = re.compile(f"[{wide}]+")
        self.any = re.compile(f"[{common}\U00020000-\U0002a6df{wide}]")
        self.narrow = lambda run: run.group().translate(half_width)


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    return _Tables()


@lru_cache(maxsize=1)
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


def _half_width() -> dict[int, int]:
    """Full-width letters and digits to ASCII, Latin to lower case; Chinese punctuation stays, it ends sentences."""
    table: dict[int, int] = {}
    for code in [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0x3000, 0xFF05, 0xFF0E]:
        table[code] = ord(unicodedata.normalize("NFKC", chr(code)).lower())
    return table | {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
