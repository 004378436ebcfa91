"""The crawling child: Scrapy in a process of its own, told and telling over two pipes; it ends when its parent does."""

from __future__ import annotations

import os
import signal
import warnings


def main() -> None:
    """Crawl what the parent asks for. Exit status 3 when the parent was lost, 4 on a fault of ours."""
    incoming = os.fdopen(os.dup(0), "rb")
    outgoing = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints goes where it cannot disturb the talk, and page text is in none of it (quiet_logs).
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle: it closes the pipe
    warnings.simplefilter("ignore")
    from crawlers.messages import Crashed, Hello, read_to_child, write_message

    hello = read_to_child(incoming)
    if not isinstance(hello, Hello):
        os._exit(3)
    from scrapy.crawler import AsyncCrawlerProcess

    from crawlers.desk import Desk
    from crawlers.quiet_logs import quieten
    from crawlers.scrapy_settings import scrapy_settings

    desk = Desk(incoming, outgoing, on_lost=lambda: os._exit(3))

    async def finished() -> None:
        outgoing.flush()
        os._exit(0)

    process = AsyncCrawlerProcess(scrapy_settings(hello), install_root_handler=False)
    quieten()
    from crawlers.spiders.news import NewsSpider

    process.crawl(NewsSpider, desk=desk, hello=hello, finished=finished)
    process.start(install_signal_handlers=False)
    write_message(outgoing, Crashed(what="Scrapy 引擎提前停止"))
    os._exit(4)


if __name__ == "__main__":
    main()
