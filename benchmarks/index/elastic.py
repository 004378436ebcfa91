"""What our layer costs on Elasticsearch: bulk and search beside the bare client, on the same node and documents.

    python -m benchmarks.index.elastic [--articles 20000] [--url http://127.0.0.1:9200] [--freeze]

Without a URL a node of version 8 is started (`tests/servers`). Bulk: the bare client's `parallel_bulk` is handed finished
bodies, the very ones that we send, for indices by year as ours are, so that its time is the server's alone; ours begins with judged articles. The indices of both
are there before the clock starts: making one takes a second, once a year. Search: the
bare client asks a plain index of six fields (words of title and text, two facets, the server's own highlights) for the
same words; ours answers with records, exact order and its own highlights. Times are of one process on a shared machine:
the ratios count.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

import msgspec

from benchmarks.index.corpus import articles
from benchmarks.index.results import freeze
from benchmarks.index.search import PLAIN as WORDS
from index.documents import flat_article
from index.elastic.mapping import mapping, settings
from index.elastic.writing import body_of
from index.interface import Index
from index.open import open_index
from index.query import Query
from tests.servers.elasticsearch import Asked, free_port, node, prefixed
from yanpan_domain.judgment import JudgedArticle

ROUNDS = 3
COMMIT = 5_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--url")
    parser.add_argument("--freeze", action="store_true")
    asked = parser.parse_args()
    corpus = list(articles(asked.articles))
    with _server(asked.url) as url:
        told = {"articles": asked.articles, "bulk": bulk(url, corpus), "search": search(url, corpus)}
    print(json.dumps(told, ensure_ascii=False, indent=1))
    if asked.freeze:
        freeze("elasticsearch", told)


@contextmanager
def _server(url: str | None) -> Iterator[str]:
    if url:
        yield url
        return
    with node(Asked(build="8", port=free_port(), heap="2g")) as running:
        yield running.url


def bulk(url: str, corpus: list[JudgedArticle]) -> dict[str, float]:
    """Articles a second, bare and ours by turns; the medians and their ratio."""
    bodies = [
        (f"bare-{one.article.dated.year}", one.article.id, msgspec.json.decode(body_of(flat_article(one), one)))
        for one in corpus
    ]
    bare, ours = [], []
    for _ in range(ROUNDS):
        bare.append(len(corpus) / _bare_bulk(url, bodies, {"mappings": mapping("article"), "settings": settings()}))
        with prefixed(url) as own, open_index(own) as index:
            _write(index, list({one.article.dated.year: one for one in corpus}.values()))
            ours.append(len(corpus) / _seconds(lambda index=index: _write(index, corpus)))  # type: ignore[misc]
    return {
        "bare_per_second": round(statistics.median(bare)),
        "ours_per_second": round(statistics.median(ours)),
        "ratio": round(statistics.median(ours) / statistics.median(bare), 3),
    }


def _bare_bulk(url: str, bodies: list[tuple[str, str, dict[str, Any]]], made_like: dict[str, Any]) -> float:
    """Seconds for BODIES (index, id, body), each into the index it names."""
    from elasticsearch import Elasticsearch, helpers

    client = Elasticsearch(url, request_timeout=120)
    for name in {index for index, _, _ in bodies}:
        client.options(ignore_status=404).indices.delete(index=name)
        client.indices.create(index=name, **made_like)
    actions = ({"_index": index, "_id": identifier, "_source": body} for index, identifier, body in bodies)

    def send() -> None:
        for done, told in helpers.parallel_bulk(client, actions, thread_count=4, chunk_size=500):
            assert done, told
        client.indices.refresh(index="bare*")

    spent = _seconds(send)
    client.close()
    return spent


def _write(index: Index, corpus: list[JudgedArticle]) -> None:
    rest = iter(corpus)
    with index.writer() as writer:
        while batch := list(islice(rest, COMMIT)):
            writer.put(batch)
            writer.commit()


def search(url: str, corpus: list[JudgedArticle]) -> dict[str, float]:
    """Milliseconds of a search with two facets and highlights, bare and ours by turns."""
    from elasticsearch import Elasticsearch

    _bare_bulk(url, [("bare", one.article.id, _plain(one)) for one in corpus], {"mappings": SIX_FIELDS})
    client = Elasticsearch(url, request_timeout=30)
    bare: list[float] = []
    ours: list[float] = []
    with prefixed(url) as own, open_index(own) as index:
        _write(index, corpus)
        for round_ in range(ROUNDS + 1):
            for text in WORDS:
                plain = _seconds(lambda text=text: _bare_search(client, text))  # type: ignore[misc]
                query = Query(text=text, facets=("place", "issue"), highlight=True, limit=20)
                full = _seconds(lambda query=query: index.find(query))  # type: ignore[misc]
                if round_:
                    bare.append(plain * 1000)
                    ours.append(full * 1000)
    client.indices.delete(index="bare")
    return {
        "bare_p50_ms": round(statistics.median(bare), 1),
        "ours_p50_ms": round(statistics.median(ours), 1),
        "bare_p95_ms": round(_p95(bare), 1),
        "ours_p95_ms": round(_p95(ours), 1),
        "ratio_p95": round(_p95(ours) / _p95(bare), 2),
    }


SIX_FIELDS: dict[str, Any] = {
    "properties": {
        "title": {"type": "text", "analyzer": "whitespace"},
        "text": {"type": "text", "analyzer": "whitespace"},
        "published": {"type": "date"},
        "source": {"type": "keyword"},
        "place": {"type": "keyword"},
        "issue": {"type": "keyword"},
    }
}


def _plain(judged: JudgedArticle) -> dict[str, Any]:
    flat = flat_article(judged)
    return {
        "title": flat.texts["title"],
        "text": flat.texts["text"],
        "published": flat.numbers["published"],
        **{name: list(flat.keywords.get(name, ())) for name in ("source", "place", "issue")},
    }


def _bare_search(client: Any, text: str) -> None:
    from index.tokens import tokens
    from judgment.words import segmenter

    words = " ".join(tokens(segmenter().cut(text)))
    fields = ["title^4", "text"]
    client.search(
        index="bare", size=20, track_total_hits=True,
        query={"multi_match": {"query": words, "fields": fields, "operator": "and", "type": "cross_fields"}},
        aggs={name: {"terms": {"field": name, "size": 20}} for name in ("place", "issue")},
        highlight={"fields": {"title": {}, "text": {}}},
    )  # fmt: skip


def _seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def _p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


if __name__ == "__main__":
    main()
