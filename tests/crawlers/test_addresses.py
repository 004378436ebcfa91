"""Which addresses may be reached."""

from __future__ import annotations

import pytest

from crawlers.addresses import AddressRefused, check_url, host_key, is_public
from crawlers.options import CrawlOptions


@pytest.mark.parametrize(
    "address",
    ["10.0.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1", "192.168.1.1", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255",
     "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::", "ff02::1", "example", ""],
)  # fmt: skip
def test_not_of_the_open_internet(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2400:3200::1", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_of_the_open_internet(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://example.org/", "javascript:alert(1)", "http://", "http://u:p@example.org/", "http://localhost/",
     "http://a.localhost/", "http://127.0.0.1:81/", "http://[::1]/", "http://[fe80::1%25eth0]/", "http://example.org:99999/"],
)  # fmt: skip
def test_refused(url: str) -> None:
    with pytest.raises(AddressRefused):
        check_url(url, ("127.0.0.1:80", "[::1]:8080"))


@pytest.mark.parametrize(
    "url", ["https://example.org/", "http://127.0.0.1/x", "http://[::1]:8080/x", "http://Example.ORG:8080/"]
)
def test_not_refused(url: str) -> None:
    check_url(url, ("127.0.0.1:80", "[::1]:8080"))


def test_a_host_is_one_host_on_its_schemes_own_ports() -> None:
    assert (
        host_key("http://Example.org/")
        == host_key("https://example.org:443/x")
        == host_key("http://example.org.:80/")
        == "example.org"
    )
    assert host_key("http://example.org:8080/") == "example.org:8080"


def test_only_the_operators_own_hosts_may_be_asked_faster_than_once_a_second() -> None:
    options = CrawlOptions(delay_seconds=0.0, allow_private=("127.0.0.1:8000",))
    assert options.delay_for("http://127.0.0.1:8000/", 0.0) == 0.0
    assert options.delay_for("https://example.org/", 0.0) == 1.0
    assert options.delay_for("https://example.org/", None) == 1.0
    assert options.delay_for("https://example.org/", 7.0) == 7.0
