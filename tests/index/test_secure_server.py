"""A server with TLS, users and API keys: reached with the right papers, refused in one sentence without."""

from __future__ import annotations

import hashlib
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.open import open_index
from index.query import Query
from tests.factories import a_judged
from tests.servers import elasticsearch
from tests.servers.wanted import may_start
from yanpan_domain.errors import OperatorError

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def secured() -> Iterator[elasticsearch.Node]:
    if not may_start():
        pytest.skip("a secured Elasticsearch is always started afresh: set YANPAN_TEST_SERVERS=start")
    asked = elasticsearch.Asked(build="8", port=elasticsearch.free_port(), heap="512m", secure=True)
    with elasticsearch.node(asked) as running:
        yield running


def test_user_authority_fingerprint_and_key(secured: elasticsearch.Node) -> None:
    certificate = secured.certificate
    assert certificate is not None
    host = f"localhost:{secured.port}"
    with open_index(f"https://tester:tester-password@{host}/papers?ca={certificate}") as index:
        with index.writer() as writer:
            writer.put([a_judged()])
        made = index._connection.client.security.create_api_key(name="yanpan")  # type: ignore[attr-defined]
    print_ = _fingerprint(certificate)
    with open_index(f"https://tester:tester-password@{host}/papers?fingerprint={print_}") as index:
        assert index.find(Query()).total == 1
    with open_index(f"https://{host}/papers?ca={certificate}&api_key={made['encoded']}") as index:
        assert index.find(Query(text="工资")).total == 1


def test_wrong_papers_are_refused_in_a_sentence_without_secrets(secured: elasticsearch.Node) -> None:
    host = f"localhost:{secured.port}"
    for url, told in (
        (f"https://tester:guessed@{host}/papers?ca={secured.certificate}", "凭据"),
        (f"https://{host}/papers?ca={secured.certificate}&api_key=Z3Vlc3NlZDpndWVzc2Vk", "凭据"),
        (f"https://tester:tester-password@{host}/papers", "证书"),
        (f"http://{host}/papers", "连不上|答复|不是"),
    ):
        with pytest.raises(OperatorError, match=told) as error:
            open_index(url)
        assert "guessed" not in error.value.sentence
        assert "tester-password" not in error.value.sentence


def _fingerprint(certificate: Path) -> str:
    return hashlib.sha256(ssl.PEM_cert_to_DER_cert(certificate.read_text())).hexdigest()
