"""A fast news site for measuring: one process, raw asyncio, any number of article pages behind sitemaps of a thousand each."""

from __future__ import annotations

import asyncio
import sys

PARAGRAPH = (
    "示例市示例县编号{n}的工程项目第{k}标段农民工反映工资被拖欠，当地人力资源和社会保障部门已介入调查，涉及工人{w}名，金额约{m}万元，"
    "施工单位表示将于近期支付，总承包单位已按照保障农民工工资支付条例的要求先行垫付部分款项，其余款项正在核算之中。"
)
PER_SITEMAP = 1000


def page(n: int) -> bytes:
    """An article of ten paragraphs in the frame a news site puts around it: about 12 KB."""
    body = "".join(f"<p>　　{PARAGRAPH.format(n=n, k=k, w=n % 90 + 10, m=n % 70 + 3)}</p>" for k in range(10))
    menu = "".join(f"<li><a href='/channel/{k}/'>栏目{k}</a></li>" for k in range(40))
    hot = "".join(f"<li><a href='/hot/{k}.html'>热门新闻示例标题第{k}条</a></li>" for k in range(30))
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>示例县第{n}号工地欠薪_示例网</title></head><body>"
        f"<div class='nav'><ul>{menu}</ul></div><div class='main'><h1>示例县第{n}号工地欠薪</h1>"
        f"<div class='info'>2026-11-20 09:30 来源：示例日报</div><div class='content'>{body}</div></div>"
        f"<div class='hot'><ul>{hot}</ul></div><div class='footer'>版权所有 示例网</div></body></html>"
    ).encode()


def answer(path: str, count: int, base: str) -> tuple[str, bytes]:
    if path == "/sitemap.xml":
        maps = "".join(
            f"<sitemap><loc>{base}/s/{k}.xml</loc></sitemap>" for k in range((count + PER_SITEMAP - 1) // PER_SITEMAP)
        )
        return "text/xml", f"<sitemapindex>{maps}</sitemapindex>".encode()
    if path.startswith("/s/"):
        first = int(path[3:-4]) * PER_SITEMAP
        urls = "".join(
            f"<url><loc>{base}/a/{n}.html</loc></url>" for n in range(first, min(count, first + PER_SITEMAP))
        )
        return "text/xml", f"<urlset>{urls}</urlset>".encode()
    if path.startswith("/a/"):
        return "text/html; charset=utf-8", page(int(path[3:-5]))
    return "text/plain", b""


class Protocol(asyncio.Protocol):
    count, base = 0, ""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport, self.waiting = transport, b""

    def data_received(self, data: bytes) -> None:
        self.waiting += data
        while b"\r\n\r\n" in self.waiting:
            head, _, self.waiting = self.waiting.partition(b"\r\n\r\n")
            kind, body = answer(head.split(b" ", 2)[1].decode(), self.count, self.base)
            self.transport.write(
                f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
            )  # type: ignore[attr-defined]


async def main(count: int) -> None:
    server = await asyncio.get_running_loop().create_server(Protocol, "127.0.0.1", 0)
    Protocol.count, Protocol.base = count, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    sys.stdout.write(Protocol.base + "\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
