"""The page that asks by which post somebody acts."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from yanpan.console.desk import Desk
from yanpan.console.forms import Form, done, own_address
from yanpan.posts import acting_post
from yanpan_domain.errors import CallerError


def post_routes(desk: Desk) -> APIRouter:
    """The page and its form."""
    routes = APIRouter()

    @routes.get("/post")
    def post_page(request: Request, back: str = "/") -> HTMLResponse:
        return desk.page(request, "post.html.j2", back=own_address(back), written="", problem="")

    @routes.post("/post")
    def take_post(request: Request, posted: Form) -> Response:
        back = own_address(posted.one("back"))
        try:
            posted.check()
            return done(back, acting_post(posted.one("post")))
        except CallerError as error:
            return desk.page(
                request, "post.html.j2", status=400, back=back, written=posted.one("post"), problem=error.sentence
            )

    return routes
