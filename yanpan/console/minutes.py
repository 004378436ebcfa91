"""The minutes of a meeting, looked at and downloaded: the very bytes that `yanpan meeting minutes` writes."""

from __future__ import annotations

from fastapi import APIRouter, Response

from briefings.meeting_store import meeting_called
from briefings.write import FORMS, renderer
from yanpan.console.desk import Desk
from yanpan.finding import NotFound
from yanpan.job import briefing_options
from yanpan.meetings import minutes_of, preset_called

# The file brings its own styles and charts; it runs no script and loads nothing.
POLICY = "sandbox allow-top-navigation-by-user-activation; default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def minutes_routes(desk: Desk) -> APIRouter:
    """Every form of the minutes."""
    routes, app = APIRouter(), desk.app

    @routes.get("/meetings/{meeting_id}/minutes/{form}")
    def minutes(meeting_id: str, form: str, preset: str | None = None, look: bool = False) -> Response:
        if form not in FORMS:
            raise NotFound(f"没有名为 {form[:40]} 的形式；可用 {'、'.join(FORMS)}。")
        with app.ledger.read() as connection:
            meeting = meeting_called(connection, meeting_id)
        made, options = minutes_of(app, meeting, preset_called(preset)), briefing_options(app)
        drawn = renderer(form, options.templates, options.fonts)
        how = "inline" if look else f'attachment; filename="{made.name}{drawn.suffix}"'
        headers = {"Content-Security-Policy": POLICY, "Content-Disposition": how}
        return Response(drawn.render(made), media_type=drawn.media_type, headers=headers)

    return routes
