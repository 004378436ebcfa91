"""Errors say who must act, carry a code for programs and a sentence for people."""

from __future__ import annotations

from typing import ClassVar


class YanpanError(Exception):
    """Any failure we understand; `str(error)` is one Chinese sentence that contains the fix."""

    code: ClassVar[str] = "error"
    exit_status: ClassVar[int] = 1

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class CallerError(YanpanError):
    """Whoever called must change the call: a wrong argument, query or input line."""

    code = "bad_call"
    exit_status = 2


class OperatorError(YanpanError):
    """The operator must act: settings, catalogue, disk, another process, a server that is down."""

    code = "operator"


class PublisherError(YanpanError):
    """The source's side failed: dead site, refusal, broken page. Counted, listed, tried again later."""

    code = "publisher"


class BusyError(OperatorError):
    """Another process holds what this one needs; try again when it has ended."""

    code = "busy"
