"""Saved e-mail (.eml), as monitoring vendors send their daily reports: the attachments, or the letter itself.

Neither sender nor recipients are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from pathlib import Path
from tempfile import TemporaryDirectory

from crawlers.extraction.dates import parse_date
from crawlers.extraction.page import clean_line
from crawlers.imports.found import Found, Skipped
from crawlers.imports.loose_text import article_in
from crawlers.imports.pages import MOST_BYTES, Page, article_from
from crawlers.imports.tables import UNKNOWN_TIME, moment
from yanpan_domain.article import Article
from yanpan_domain.codes import DateSource

# A letter inside a letter inside a letter is read; deeper ones are not.
DEEPEST = 3


def read_mail(path: Path, read_file: Callable[[Path], Iterator[Found]], depth: int = 0) -> Iterator[Found]:
    """The articles in the letter at PATH: those of its attachments, read by READ_FILE, else the letter's own text."""
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    if not isinstance(message, EmailMessage) or not message.keys():
        yield Skipped(where=str(path), cause="不是可读的邮件")
        return
    if depth > DEEPEST:
        yield Skipped(where=str(path), cause="邮件嵌套过深")
        return
    articles = 0
    for found in _attached(message, path, read_file):
        articles += isinstance(found, Article)
        yield found
    if not articles:
        yield _letter(message, path)


def _attached(message: EmailMessage, path: Path, read_file: Callable[[Path], Iterator[Found]]) -> Iterator[Found]:
    with TemporaryDirectory(prefix="yanpan-mail-") as folder:
        for number, part in enumerate(message.iter_attachments(), 1):
            name = part.get_filename() or ""
            body = _bytes_of(part)
            if not name or body is None:
                continue
            # Only the ending is taken over: a name can climb out of the folder or hold a person's name.
            kept = Path(folder) / f"{number}{''.join(Path(name).suffixes[-2:]).lower()[-12:]}"
            kept.write_bytes(body)
            for found in read_file(kept):
                yield _where(found, str(kept), f"{path}!{number}")


def _where(found: Found, kept: str, shown: str) -> Found:
    return replace(found, where=found.where.replace(kept, shown)) if isinstance(found, Skipped) else found


def _bytes_of(part: MIMEPart) -> bytes | None:
    content = part.get_payload(decode=True)
    if isinstance(content, bytes):
        return content
    inner = part.get_payload()
    return bytes(inner[0]) if isinstance(inner, list) and inner and isinstance(inner[0], EmailMessage) else None


def _letter(message: EmailMessage, path: Path) -> Found:
    body = message.get_body(preferencelist=("html", "plain"))
    content = body.get_payload(decode=True) if body is not None else None
    if body is None or not isinstance(content, bytes) or len(content) > MOST_BYTES:
        return Skipped(where=str(path), cause="邮件没有正文，也没有可读的附件")
    subject = clean_line(str(message.get("Subject", ""))[:500])
    kind = f"{body.get_content_type()}; charset={body.get_content_charset() or ''}"
    if body.get_content_type() == "text/html":
        found = article_from(Page(where=str(path), body=content, content_type=kind), UNKNOWN_TIME)
    else:
        from crawlers.extraction.charset import decode

        found = article_in(decode(content, kind).text.splitlines(), str(path), title=subject)
    if isinstance(found, Skipped):
        return found
    found = replace(found, title=found.title or subject)
    if found.published is not None:
        return found
    sent = parse_date(str(message.get("Date", "")))
    if sent is None:
        return found
    published, precision = moment(sent[0].isoformat())
    return replace(
        found,
        published=published,
        published_source=DateSource.HEADER,
        published_precision=precision,
        published_confidence=0.5,
    )
