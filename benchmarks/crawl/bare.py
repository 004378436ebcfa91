"""The bare Scrapy spider that ours is compared with: same site, same concurrency, no delay, robots.txt obeyed; it only counts pages."""

from __future__ import annotations

import re
import sys
import time

import scrapy
from scrapy.crawler import CrawlerProcess


class Bare(scrapy.Spider):
    name = "bare"
    pages = 0
    first = last = 0.0

    async def start(self):
        yield scrapy.Request(sys.argv[1] + "/sitemap.xml", self.index)

    def index(self, response):
        for url in re.findall(r"<loc>([^<]+)</loc>", response.text):
            yield scrapy.Request(url, self.index if "/s/" in url else self.article)

    def article(self, response):
        self.pages += 1
        self.first = self.first or time.perf_counter()
        self.last = time.perf_counter()
        yield {"url": response.url}

    def closed(self, reason: str) -> None:
        sys.stdout.write(f"{self.pages} {self.last - self.first}\n")


if __name__ == "__main__":
    process = CrawlerProcess(
        {"ROBOTSTXT_OBEY": True, "CONCURRENT_REQUESTS": 8, "CONCURRENT_REQUESTS_PER_DOMAIN": 8, "LOG_LEVEL": "ERROR",
         "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False, "COOKIES_ENABLED": False}
    )  # fmt: skip
    process.crawl(Bare)
    process.start()
