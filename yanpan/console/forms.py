"""Forms that change something: bounded, sent by a page of ours, by a post.

A page elsewhere can make a browser send a form here, but neither learn the token in ours nor hide where it comes from.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated
from urllib.parse import parse_qs, quote, unquote

from fastapi import Depends, Request
from fastapi.responses import RedirectResponse

from yanpan.api.bodies import bounded_body
from yanpan.api.same_site import refuse_other_sites
from yanpan.posts import LONGEST, acting_post
from yanpan_domain.errors import CallerError

COOKIE = "yanpan_post"
# A month, so that a post is asked for once.
KEPT_SECONDS = 30 * 24 * 3600
# The longest form is one of dates with two hundred rows: some sixty thousand bytes.
MOST_BYTES = 200_000
MOST_FIELDS = 2_000


class BadForm(CallerError):
    code = "bad_form"


class StaleForm(CallerError):
    code = "stale_form"


@dataclass(frozen=True, slots=True)
class Posted:
    """A form as it came in; `acting` is the post of the cookie, "" without one."""

    fields: Mapping[str, list[str]]
    acting: str
    is_current: bool

    def one(self, name: str) -> str:
        """The value of the field called NAME, without blanks around it; "" where it was not sent."""
        return self.fields.get(name, [""])[0].strip()

    def all(self, name: str) -> list[str]:
        return self.fields.get(name, [])

    def check(self) -> None:
        """Raises StaleForm for a form that another process drew, or that was drawn for another post."""
        if not self.is_current:
            raise StaleForm("页面已过期：服务重启过，或在别处换了岗位。所填内容仍在，请核对后再提交一次。")

    def actor(self) -> str:
        """The post that acts: the one on the page, else the one written into the form. Raises StaleForm and BadPost."""
        self.check()
        return acting_post(self.acting or self.one("post"))


async def read_posted(request: Request) -> Posted:
    """The form in REQUEST. Raises what refuses other sites, bodies that are too long and other types."""
    refuse_other_sites(request)
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        raise BadForm("表单的编码不对，请在控制台的页面上提交。")
    fields = _fields(await bounded_body(request, MOST_BYTES))
    post = acting(request)
    sent, ours = fields.get("token", [""])[0], token(request.app.state.secret, post)
    return Posted(fields, post, hmac.compare_digest(sent.encode(), ours.encode()))


# What a route that takes a form asks for.
Form = Annotated[Posted, Depends(read_posted)]


def acting(request: Request) -> str:
    """The post that the browser keeps, "" without one."""
    kept = unquote(request.cookies.get(COOKIE, ""))
    return kept if len(kept) <= LONGEST else ""


def token(secret: bytes, post: str) -> str:
    """What a form must hold that is sent by a page drawn for POST by the process that holds SECRET."""
    return hmac.new(secret, b"form " + post.encode(), sha256).hexdigest()


def done(location: str, post: str) -> RedirectResponse:
    """To LOCATION after success, and POST is kept."""
    answer = RedirectResponse(location, status_code=303)
    answer.set_cookie(COOKIE, quote(post), max_age=KEPT_SECONDS, httponly=True, samesite="strict")
    return answer


def own_address(written: str) -> str:
    """WRITTEN where it is an address of this server, else the first page: nobody is led elsewhere."""
    is_own = written.startswith("/") and not written.startswith(("//", "/\\"))
    return quote(written, safe="/?&=#%:;,+") if is_own and written.isprintable() else "/"


def _fields(body: bytes) -> dict[str, list[str]]:
    try:
        return parse_qs(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError as error:
        raise BadForm("表单读不出来：不是 UTF-8，或项目过多。请在控制台的页面上提交。") from error
