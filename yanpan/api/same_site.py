"""Refuses what another site makes a browser send."""

from __future__ import annotations

from fastapi import Request

from yanpan_domain.errors import CallerError


class OtherSite(CallerError):
    code = "other_site"


def refuse_other_sites(request: Request) -> None:
    """Raises OtherSite when a browser says that REQUEST was made by a page that is not ours.

    Browsers tell it in `Sec-Fetch-Site` (2020 and later) and in `Origin` with every POST; a program that is no browser
    sends neither.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    own = f"{request.url.scheme}://{request.headers.get('host', '')}"
    if site not in {None, "same-origin"} or origin not in {None, own}:
        raise OtherSite("这次提交来自别的网站，已拒绝。请在控制台的页面上操作。")


class NotJson(CallerError):
    code = "not_json"


def programs_only(request: Request) -> None:
    """What a call that changes something must be: JSON by its type, which no page elsewhere can send without being asked first.

    Raises NotJson and OtherSite.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise NotJson("请以 Content-Type: application/json 发送。")
    refuse_other_sites(request)
