"""Pages that need JavaScript, rendered by a browser that can reach nothing by itself."""

from __future__ import annotations

import importlib.util
import json
import shutil
from itertools import pairwise
from typing import Any

import pytest

from tests.crawlers.conftest import a_source
from tests.servers.news_site import Answer, NewsSite, article_page, paragraphs

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("playwright") is None
    or not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))),
    reason="needs the extra `browser` (pip install yanpan[browser]) and chromium (apt install chromium)",
)

SCRIPT = """
fetch('/data.json').then(r => r.json()).then(rows => {
  document.querySelector('ul').innerHTML = rows.map(r => `<li><a href="${r.url}">${r.title}</a></li>`).join('');
});
fetch('OTHER/secret').catch(() => 0); fetch('/private/x.json').catch(() => 0);
new Image().src = 'OTHER/pixel.png'; navigator.sendBeacon('/beacon', 'x');
"""


def test_a_list_made_by_script_is_read_and_the_browser_reaches_nothing_else(site: NewsSite, crawled: Any) -> None:
    with NewsSite({"/secret": "x", "/pixel.png": "x"}) as other:
        rows = [{"url": f"/a/{n}.html", "title": f"示例县第{n}号工地农民工工资被拖欠"} for n in range(3)]
        site.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /private/\n", content_type="text/plain")
        site.pages["/list"] = "<html><body><ul></ul><script src='/app.js'></script></body></html>"
        site.pages["/app.js"] = Answer(SCRIPT.replace("OTHER", other.url).encode(), content_type="text/javascript")
        site.pages["/data.json"] = Answer(json.dumps(rows).encode(), content_type="application/json")
        site.pages["/private/x.json"] = "{}"
        site.pages |= {f"/a/{n}.html": article_page(rows[n]["title"], paragraphs(n)) for n in range(3)}
        report, articles = crawled(
            a_source(site, "/list", kind="listing", javascript=True, delay_seconds=0.2), sites=(site,)
        )
        assert report.exit_status == 0, report
        assert sorted(a.url for a in articles) == [f"{site.url}/a/{n}.html" for n in range(3)]
        assert articles[0].text.split("\n") == paragraphs(int(articles[0].url[-6]))
        assert other.log == [], "another host, and a private one"
        asked = sorted(site.log, key=lambda a: a.at)
        assert min(later.at - earlier.at for earlier, later in pairwise(asked)) >= 0.2, (
            "scripts and data wait like pages"
        )
        assert {a.path for a in asked} == {
            "/robots.txt",
            "/list",
            "/app.js",
            "/data.json",
            *(f"/a/{n}.html" for n in range(3)),
        }
