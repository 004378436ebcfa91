"""The demonstration's six news sites, served on loopback; `python -m yanpan.demo.site` serves them until Ctrl-C."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from yanpan.demo.corpus import SITE_TITLES, DemoArticle, read_corpus
from yanpan.demo.pages import Resource, build_site

HOST = "127.0.0.1"
# An article's id follows from its address, so the ports are the same in every run: above the well-known ones and
# not assigned to any service we know of.
PORTS = (8761, 8762, 8763, 8764, 8765, 8766)

# How each site is asked; `{base}` is its address. Delays are the operator's to lower, not a source page's.
SOURCES: dict[str, dict[str, Any]] = {
    "rss": {"kind": "feed", "urls": ["{base}/rss.xml"], "tier": "media", "places": ["440000"]},
    "atom": {"kind": "feed", "urls": ["{base}/feed/atom.xml"], "tier": "local"},
    "sitemap": {"kind": "sitemap", "urls": ["{base}/sitemap_index.xml"], "tier": "local"},
    "listing": {
        "kind": "listing",
        "urls": ["{base}/zwgk/tzgg/index.html"],
        "tier": "official",
        "places": ["440000"],
        "articles": r"/content/post_\d+\.html$",
        "max_pages": 10,
        "selectors": {"item": "ul.list li", "link": "a[href*='/content/post_']", "next": ".pages a.next"},
    },
    "gbk": {
        "kind": "listing",
        "urls": ["{base}/labour/index.html"],
        "tier": "media",
        "articles": r"/n1/\d{4}/\d{4}/c\d+\.html$",
    },
    "reprint": {"kind": "feed", "urls": ["{base}/rss.xml"], "tier": "media"},
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One request that a site was sent. `conditional`: it named what it already had."""

    site: str
    path: str
    at: datetime
    status: int
    conditional: bool


@dataclass(frozen=True, slots=True)
class DemoSites:
    """The running sites. `notes` are sentences for the operator, such as a port that had to move."""

    ports: dict[str, int]
    corpus: tuple[DemoArticle, ...]
    requests: list[Asked] = field(default_factory=list)
    notes: tuple[str, ...] = ()

    @property
    def hosts(self) -> tuple[str, ...]:
        """The host:port of each site, as `crawl.allow_private` takes them."""
        return tuple(f"{HOST}:{port}" for port in self.ports.values())

    def base(self, site: str) -> str:
        """The address of SITE without a trailing slash."""
        return f"http://{HOST}:{self.ports[site]}"

    def catalogue(self, folder: Path) -> Path:
        """FOLDER, now holding one source page for each site."""
        import yaml

        folder.mkdir(parents=True, exist_ok=True)
        for site, source in SOURCES.items():
            page = {"title": SITE_TITLES[site], "homepage": f"{self.base(site)}/", **source}
            page["urls"] = [url.format(base=self.base(site)) for url in source["urls"]]
            text = yaml.safe_dump(page, allow_unicode=True, sort_keys=False)
            (folder / f"demo_{site}.yaml").write_text(text, encoding="utf-8")
        return folder


@contextmanager
def serve_demo(*, later: bool = False, ports: Sequence[int] | None = None) -> Iterator[DemoSites]:
    """The six sites, answering until the block ends; with LATER their second edition, three articles more.

    PORTS default to the demonstration's own; one that is taken is replaced by a free one and a sentence says so.
    """
    corpus = read_corpus(later=later)
    with ExitStack() as stack:
        servers, notes = {}, []
        for site, port in zip(SOURCES, ports or PORTS, strict=True):
            server, note = _listening(port)
            stack.callback(server.server_close)
            servers[site] = server
            notes += [note] if note else []
        sites = DemoSites({site: server.server_port for site, server in servers.items()}, corpus, [], tuple(notes))
        for note in notes:
            sys.stderr.write(note + "\n")
        for site, server in servers.items():
            server.open(site, build_site(site, corpus, sites.base(site)), sites.requests)
            stack.callback(server.shutdown)
        yield sites


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    # Six spiders of eight connections each; the default backlog of 5 would drop some.
    request_queue_size = 64
    allow_reuse_address = True

    site: str
    resources: dict[str, Resource]
    requests: list[Asked]

    def open(self, site: str, resources: dict[str, Resource], requests: list[Asked]) -> None:
        """Answer with RESOURCES from now on."""
        self.site, self.resources, self.requests = site, resources, requests
        threading.Thread(
            target=self.serve_forever, kwargs={"poll_interval": 0.05}, name=f"demo-{site}", daemon=True
        ).start()


def _listening(port: int) -> tuple[_Server, str | None]:
    """A server on PORT or, where that is taken, on a free one with the sentence that says so."""
    if port and _taken(port):
        server = _Server((HOST, 0), _Handler)
        return server, (
            f"演示站点的端口 {port} 已被占用，改用 {server.server_port}；网址不同，文章编号也会不同。"
            f"要与之前的结果一致，请先关闭占用 {port} 的程序再运行。"
        )
    return _Server((HOST, port), _Handler), None


def _taken(port: int) -> bool:
    """Whether something listens on PORT; asked first, since address reuse would let two servers share it on some systems."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return True
    return False


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "yanpan-demo"
    sys_version = ""
    # Header and body go out as two writes; without this the second waits 40 ms for an acknowledgement.
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        path = self.path.partition("?")[0]
        resource = self.server.resources.get(path)
        conditional = "If-None-Match" in self.headers or "If-Modified-Since" in self.headers
        status = 404 if resource is None else 304 if self._already_has(resource) else 200
        self.server.requests.append(Asked(self.server.site, path, datetime.now(UTC), status, conditional))
        body = resource.body if resource and status == 200 else "没有这一页（示例）".encode() if status == 404 else b""
        self.send_response(status)
        if resource:
            self.send_header("ETag", resource.etag)
            self.send_header("Last-Modified", _http_date(resource.modified))
        if status != 304:
            self.send_header("Content-Type", resource.content_type if resource else "text/plain; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body and body:
            self.wfile.write(body)

    def _already_has(self, resource: Resource) -> bool:
        """RFC 9110, 13.2.2: an entity tag, where given, decides alone."""
        if (tags := self.headers.get("If-None-Match")) is not None:
            return resource.etag in tags or tags.strip() == "*"
        since = self.headers.get("If-Modified-Since")
        if since is None:
            return False
        try:
            return parsedate_to_datetime(since) >= resource.modified
        except (TypeError, ValueError):
            return False

    def log_message(self, format: str, *args: Any) -> None:
        """Requests are kept in memory; the terminal belongs to the person at it."""


def _http_date(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def main() -> None:
    """Serve until Ctrl-C; `--later` serves the second edition."""
    with serve_demo(later="--later" in sys.argv[1:]) as sites:
        for site in sites.ports:
            sys.stdout.write(f"{SITE_TITLES[site]}\t{sites.base(site)}/\n")
        sys.stdout.write("按 Ctrl-C 结束。\n")
        sys.stdout.flush()
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            sys.stdout.write("已关闭。\n")


if __name__ == "__main__":
    main()
