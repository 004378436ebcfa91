"""Scrapy as we run it: nothing on disk, nothing in logs, no telnet, no remote control, no cookies, no proxy from the environment."""

from __future__ import annotations

from typing import Any

from crawlers.messages import Hello


def scrapy_settings(hello: Hello) -> dict[str, Any]:
    """Settings for the one spider of a crawl process."""
    return {
        "USER_AGENT": hello.agent,
        "ALLOW_PRIVATE": list(hello.allow_private),
        # Delays, robots and leases are crawlers.polite's; see there why Scrapy's own are off.
        "ROBOTSTXT_OBEY": False,
        "AUTOTHROTTLE_ENABLED": False,
        "DOWNLOAD_DELAY": hello.delay_seconds,
        "DOWNLOAD_DELAY_JITTER": 0,
        "CONCURRENT_REQUESTS": 0,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
        "DOWNLOAD_TIMEOUT": hello.timeout_seconds,
        "DOWNLOAD_MAXSIZE": hello.max_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_FAIL_ON_DATALOSS": True,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DNS_TIMEOUT": min(20.0, hello.timeout_seconds),
        "TWISTED_DNS_RESOLVER": "crawlers.resolver.PublicResolver",
        "RETRY_ENABLED": False,
        "REDIRECT_MAX_TIMES": 6,
        "METAREFRESH_ENABLED": False,
        "REFERER_ENABLED": False,
        "COOKIES_ENABLED": False,
        "HTTPPROXY_ENABLED": False,
        "HTTPCACHE_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "MEMUSAGE_ENABLED": False,
        "DOWNLOADER_STATS": False,
        "STATS_CLASS": "scrapy.statscollectors.DummyStatsCollector",
        "LOG_ENABLED": False,
        "LOG_INSTALL_ROOT_HANDLER": False,
        "LOG_FORMATTER": "crawlers.quiet_logs.SilentLogFormatter",
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": "zh-CN,zh;q=0.9",
        },
        "DOWNLOAD_HANDLERS": {
            "http": "crawlers.polite.PoliteHandler",
            "https": "crawlers.polite.PoliteHandler",
            "file": None, "ftp": None, "s3": None, "data": None,
        },
        "DOWNLOADER_MIDDLEWARES": {"crawlers.polite.PoliteMiddleware": 90},
        "EXTENSIONS": dict.fromkeys(("scrapy.extensions.corestats.CoreStats", "scrapy.extensions.logcount.LogCount", "scrapy.extensions.telnet.TelnetConsole", "scrapy.extensions.logstats.LogStats", "scrapy.extensions.feedexport.FeedExporter", "scrapy.extensions.remote_control.RemoteControl")),
    }  # fmt: skip
