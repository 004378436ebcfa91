"""Certificates are checked unless the source page says otherwise."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.crawlers.conftest import a_source
from tests.servers.news_site import NewsSite, article_page, paragraphs, rss


def self_signed(folder: Path) -> ssl.SSLContext:
    """A server's context with a certificate that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(issuer_name=name, subject_name=name, public_key=key.public_key(), serial_number=1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "server.pem"
    plain = serialization.NoEncryption()
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def test_a_certificate_nobody_vouches_for_is_refused_unless_the_source_says_otherwise(
    crawled: Any, tmp_path: Path
) -> None:
    with NewsSite(tls=self_signed(tmp_path)) as strict, NewsSite(tls=self_signed(tmp_path)) as lax:
        for site in (strict, lax):
            site.pages["/a/1.html"] = article_page("示例县一处工地农民工工资被拖欠", paragraphs(1))
            site.pages["/rss.xml"] = rss(site.url, [("/a/1.html", "示例", "Fri, 20 Nov 2026 09:30:00 +0800")])
        report, articles = crawled(
            a_source(strict, "/rss.xml", key="strict"),
            a_source(lax, "/rss.xml", key="lax", tls="lax"),
            sites=(strict, lax),
        )
    found = {outcome.source: outcome for outcome in report.outcomes}
    assert [article.source for article in articles] == ["lax"]
    assert not found["strict"].answered and "tls: lax" in (found["strict"].cause or "")
