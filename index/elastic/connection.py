"""One client for a server's URL, and its failures told in sentences."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from yanpan_domain.errors import BusyError, CallerError, OperatorError

DEFAULT_PREFIX = "yanpan"
# A search that takes longer than this is given up (seconds); a bulk may take four times as long.
TIMEOUT = 30
# A shard that is just being placed (an index made this moment, a node that died), or a cluster that has no master yet, answers
# 503: seconds until it is asked again.
PLACING = (0.1, 0.3, 0.6, 1.0, 2.0, 2.0)
ALLOWED_PREFIX = "abcdefghijklmnopqrstuvwxyz0123456789-_."


class ServerUnavailable(OperatorError):
    code = "index_unavailable"


@dataclass(frozen=True, slots=True)
class Connection:
    """A client, the prefix of our indices, and the address without secrets for messages."""

    client: Any
    prefix: str
    shown: str

    @contextmanager
    def translated(self) -> Iterator[None]:
        """The client's failures as sentences with the fix."""
        from elasticsearch import ApiError, TransportError

        try:
            yield
        except (ApiError, TransportError) as error:
            raise self._sentence(error) from error

    def patiently(self, ask: Callable[[], Any]) -> Any:
        """What ASK answers, asked again while shards are being placed or a master elected; its failures as sentences."""
        from elasticsearch import ApiError

        with self.translated():
            for pause in PLACING:
                try:
                    return ask()
                except ApiError as error:
                    if error.status_code != 503:
                        raise
                time.sleep(pause)
            return ask()

    def _sentence(self, error: Exception) -> OperatorError:
        from elasticsearch import ApiError, AuthenticationException, AuthorizationException, UnsupportedProductError

        from index.elastic.breaker import CircuitOpenError

        if isinstance(error, CircuitOpenError):
            return ServerUnavailable(
                f"Elasticsearch {self.shown} 连续多次没有应答，{ceil(error.seconds)} 秒内不再询问。请确认它已启动，稍后重试。"
            )
        if isinstance(error, UnsupportedProductError):
            return ServerUnavailable(f"{self.shown} 有应答，但不是 Elasticsearch。请检查索引地址。")
        if isinstance(error, AuthenticationException):
            return ServerUnavailable(f"{self.shown} 拒绝了凭据。请检查地址中的用户与密码，或 api_key。")
        if isinstance(error, AuthorizationException):
            said = str(error)
            if "index write (api)" in said:
                return BusyError(f"{self.shown} 上的索引正在升级，暂不能写入。请几分钟后重试。")
            if "blocked" in said or "read-only" in said:
                return ServerUnavailable(f"{self.shown} 的磁盘将满，索引已被设为只读。请腾出空间后重试。")
            return ServerUnavailable(f"{self.shown} 不允许此操作。请给该用户 {self.prefix}-* 上的读写与管理权限。")
        if isinstance(error, ApiError):
            return ServerUnavailable(
                f"{self.shown} 答复 {error.status_code}：{str(error.message)[:200]}。请查看该服务器的日志。"
            )
        return ServerUnavailable(
            f"连不上 Elasticsearch {self.shown}：{str(error)[:160]}。请确认它已启动、地址与证书正确，或清空 YANPAN_INDEX 改用内置索引。"
        )


def connect(url: str, clock: Callable[[], float] = time.monotonic) -> Connection:
    """A connection to URL, tried once. CLOCK tells the seconds for which a server that does not answer is left alone.

    `http(s)://[user:password@]host:port[,host:port…]/prefix?ca=FILE&fingerprint=HEX&api_key=KEY`; the key may stand in the environment
    variable ELASTIC_API_KEY instead. Raises ServerUnavailable when nothing of ours can work there.
    """
    from elasticsearch import Elasticsearch

    from index.elastic.breaker import Breaker, guarded
    from index.elastic.serializer import serializers

    parts = urlsplit(url)
    prefix = parts.path.strip("/") or DEFAULT_PREFIX
    options = _options(parts.query)
    if not set(prefix) <= set(ALLOWED_PREFIX) or not prefix[0].isalnum():
        raise CallerError(f"索引前缀“{prefix}”只能用小写字母、数字、- 和 _，并以字母或数字开头。")
    nodes = _nodes(parts)
    shown = f"{parts.scheme}://" + ",".join(f"{node['host']}:{node['port']}" for node in nodes)
    if parts.username:
        options["basic_auth"] = (unquote(parts.username), unquote(parts.password or ""))
    client = Elasticsearch(
        nodes,
        request_timeout=TIMEOUT,
        retry_on_timeout=False,
        max_retries=2,
        retry_on_status=(502, 503, 504),
        http_compress=False,
        serializers=serializers(),
        transport_class=guarded(Breaker(clock)),
        **options,
    )
    connection = Connection(client, prefix, shown)
    with connection.translated():
        client.info()
    return connection


def _nodes(parts: SplitResult) -> list[dict[str, Any]]:
    """The nodes of a cluster that the address names; any of them answers for all."""
    hosts = parts.netloc.rpartition("@")[2]
    nodes = []
    for host in hosts.split(","):
        one = urlsplit(f"{parts.scheme}://{host}")
        try:
            name, port = one.hostname, one.port or (9200 if parts.scheme == "http" else 443)
        except ValueError as error:
            raise CallerError(f"索引地址 {hosts} 的端口不对，例如 http://127.0.0.1:9200。") from error
        if not name:
            raise CallerError("索引地址缺少主机，例如 http://127.0.0.1:9200/yanpan。")
        nodes.append({"scheme": parts.scheme, "host": name, "port": port})
    return nodes


def _options(written: str) -> dict[str, Any]:
    asked = {name: values[-1] for name, values in parse_qs(written).items()}
    unknown = set(asked) - {"ca", "fingerprint", "api_key"}
    if unknown:
        raise CallerError(f"索引地址里没有 {'、'.join(sorted(unknown))} 这样的选项；可用 ca、fingerprint、api_key。")
    options: dict[str, Any] = {}
    if "ca" in asked:
        options["ca_certs"] = asked["ca"]
    if "fingerprint" in asked:
        options["ssl_assert_fingerprint"] = asked["fingerprint"]
    key = asked.get("api_key") or os.environ.get("ELASTIC_API_KEY")
    if key:
        options["api_key"] = key
    return options
