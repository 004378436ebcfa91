"""Which addresses a crawl may reach: public ones, and the private host:port pairs the operator named."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

PORTS = {"http": 80, "https": 443}
# RFC 6052: an IPv4 address inside an IPv6 one.
_NAT64 = ip_network("64:ff9b::/96")


class AddressRefused(Exception):
    """The address is private, or of a kind we never ask."""


def host_key(url: str) -> str:
    """The host that politeness counts: `host`, or `host:port` where the port is not the scheme's own."""
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".").lower()
    return host if parts.port in {None, PORTS.get(parts.scheme)} else f"{host}:{parts.port}"


def host_and_port(url: str) -> str:
    """`host:port` of URL, the port always written."""
    parts = urlsplit(url)
    return f"{(parts.hostname or '').rstrip('.').lower()}:{parts.port or PORTS.get(parts.scheme, 0)}"


def is_allowed(url: str, allow_private: tuple[str, ...]) -> bool:
    """Whether the operator named URL's host:port; an IPv6 address may stand in brackets there."""
    return host_and_port(url) in {_plain(pair) for pair in allow_private}


def _plain(pair: str) -> str:
    host, _, port = pair.rpartition(":")
    return f"{host.strip('[]').lower()}:{port}"


def is_public(address: str) -> bool:
    """True for an address of the open internet: not private, loopback, link-local, shared, multicast, reserved."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour or (parsed.teredo[1] if parsed.teredo else None)
        if inner is None and parsed in _NAT64:
            inner = IPv4Address(int(parsed) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return parsed.is_global and not parsed.is_multicast


def check_url(url: str, allow_private: tuple[str, ...]) -> None:
    """Raises AddressRefused for a scheme that is not http(s), for credentials, and for a literal address that is not public."""
    try:
        parts = urlsplit(url)
        pair = host_and_port(url)
    except ValueError as error:
        raise AddressRefused("网址不合法") from error
    if parts.scheme not in PORTS:
        raise AddressRefused(f"不访问 {parts.scheme or '无协议'}: 网址")
    if not parts.hostname:
        raise AddressRefused("网址没有主机名")
    if parts.username is not None or parts.password is not None:
        raise AddressRefused("网址含用户名或密码")
    if is_allowed(url, allow_private):
        return
    if any(pair.rpartition(":")[0] == _plain(allowed).rpartition(":")[0] for allowed in allow_private):
        raise AddressRefused(f"{pair} 的端口未列入 crawl.allow_private")
    literal = _literal(parts.hostname)
    if literal is not None and not is_public(literal):
        raise AddressRefused(f"{pair} 是内网或本机地址，未列入 crawl.allow_private")
    if parts.hostname.rstrip(".").lower() == "localhost" or parts.hostname.rstrip(".").lower().endswith(".localhost"):
        raise AddressRefused(f"{pair} 是本机地址，未列入 crawl.allow_private")


def check_address(url: str) -> None:
    """Raises ValueError unless URL is a plain http(s) address without user name or password."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ValueError(f"“{url}”不是合法的网址：{error}") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname or port == 0:
        raise ValueError(f"“{url}”应为 http:// 或 https:// 开头的网址")
    if parts.username is not None or parts.password is not None:
        raise ValueError(f"“{parts.scheme}://…@{parts.hostname}”含用户名或密码，只收公开网址")
    if any(ord(c) <= 32 for c in url):
        raise ValueError(f"“{url}”含空白字符")


def _literal(host: str) -> str | None:
    try:
        return str(ip_address(host.partition("%")[0]))
    except ValueError:
        return None
