"""What an answer, or the lack of one, means: how it counts, whose fault it is, whether trying again helps."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from gzip import BadGzipFile

from crawlers.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Trouble:
    """`fault`: the address itself is to blame, so it counts towards quarantine. `no_host`: nothing of that host can be had."""

    outcome: str
    cause: str
    again: bool = False
    fault: bool = True
    no_host: bool = False


def trouble_with(error: BaseException) -> Trouble:
    """The trouble that ERROR of a download is."""
    chain = _chain(error)
    # Ours first; then what Twisted wraps, which says more than its wrapping.
    for known in (_refusal, _inner, _outer):
        for link in chain:
            if (trouble := known(link)) is not None:
                return trouble
    return Trouble(Outcome.FAILED, f"采集出错（{type(error).__name__}）")


def _refusal(link: BaseException) -> Trouble | None:
    from crawlers.addresses import AddressRefused
    from crawlers.hosts import Refused

    if isinstance(link, Refused):
        return Trouble(link.outcome, link.cause, fault=link.fault)
    return Trouble(Outcome.REFUSED, str(link)) if isinstance(link, AddressRefused) else None


def _inner(link: BaseException) -> Trouble | None:
    from OpenSSL import SSL
    from twisted.web._newclient import ParseError

    if isinstance(link, SSL.Error) or type(link).__module__.startswith("service_identity"):
        return Trouble(Outcome.FAILED, "TLS 证书或握手有问题（确认网站无误后，可在来源页写 tls: lax）", no_host=True)
    if isinstance(link, ParseError):
        return Trouble(Outcome.FAILED, "服务器的回答不是合法的 HTTP")
    if isinstance(link, (BadGzipFile, zlib.error, EOFError)) or type(link).__name__ in {"ZstdError", "BrotliError"}:
        return Trouble(Outcome.FAILED, "内容没有按所说的方式压缩（Content-Encoding 不符）")
    return None


def _outer(link: BaseException) -> Trouble | None:
    from scrapy import exceptions as raised
    from twisted.internet.error import ConnectError, ConnectionDone, ConnectionLost

    known: tuple[tuple[tuple[type[BaseException], ...], Trouble], ...] = (
        ((raised.CannotResolveHostError,), Trouble(Outcome.FAILED, "域名无法解析", again=True, fault=False, no_host=True)),
        ((raised.DownloadConnectionRefusedError,),
         Trouble(Outcome.FAILED, "连接被拒绝（服务器未开或端口不对）", again=True, fault=False, no_host=True)),
        ((raised.DownloadTimeoutError,), Trouble(Outcome.FAILED, "超时没有答完", again=True)),
        ((raised.DownloadCancelledError,), Trouble(Outcome.TOO_LARGE, "页面超过 crawl.max_bytes")),
        ((raised.ResponseDataLossError,), Trouble(Outcome.FAILED, "内容没有传完（Content-Length 不符或连接中断）", again=True)),
        ((ConnectionDone, ConnectionLost, raised.DownloadFailedError), Trouble(Outcome.FAILED, "连接中断", again=True)),
        ((ConnectError,), Trouble(Outcome.FAILED, "连不上服务器", again=True, fault=False, no_host=True)),
    )  # fmt: skip
    for kinds, trouble in known:
        if isinstance(link, kinds):
            return trouble
    return _ignored(str(link)) if isinstance(link, raised.IgnoreRequest) else None


def _ignored(text: str) -> Trouble:
    """What Scrapy gave up by itself, told by its words alone."""
    if "redirect" in text:
        return Trouble(Outcome.FAILED, "重定向过多或成环")
    if "size" in text or "exceed" in text:
        return Trouble(Outcome.TOO_LARGE, "页面超过 crawl.max_bytes")
    return Trouble(Outcome.FAILED, "请求被 Scrapy 放弃")


def _chain(error: BaseException) -> list[BaseException]:
    """ERROR, what it was raised from, and what Twisted wrapped inside, outermost first."""
    found: list[BaseException] = []
    queue: list[BaseException | None] = [error]
    while queue and len(found) < 20:
        link = queue.pop(0)
        if link is None or any(link is other for other in found):
            continue
        found.append(link)
        queue += [link.__cause__, link.__context__]
        for reason in getattr(link, "reasons", None) or ():
            queue.append(getattr(reason, "value", None))
        queue += [inner for inner in link.args if isinstance(inner, BaseException)]
    return found


def trouble_in_status(status: int) -> Trouble | None:
    """The trouble that an HTTP status is; None for a page (200, 203) and for one that did not change (304)."""
    if status in {200, 203, 304}:
        return None
    if status in {404, 410}:
        return Trouble(Outcome.GONE, f"页面不存在（HTTP {status}）")
    if status in {401, 402, 403, 405, 406, 412, 418, 451, 521}:
        return Trouble(Outcome.BLOCKED, f"服务器拒绝访问（HTTP {status}）")
    if status == 429:
        return Trouble(Outcome.BLOCKED, "服务器说访问过多（HTTP 429）", again=True, fault=False)
    if status >= 500:
        return Trouble(Outcome.FAILED, f"服务器出错（HTTP {status}）", again=True)
    return Trouble(Outcome.FAILED, f"不认识的回答（HTTP {status}）")
