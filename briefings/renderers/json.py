"""JSON by the published schema (`briefing.schema.json`)."""

from __future__ import annotations

import msgspec

from briefings.renderers.base import Renderer
from yanpan_domain.briefing import Briefing


class JsonRenderer(Renderer):
    name = "json"
    suffix = ".json"
    media_type = "application/json"

    def render(self, briefing: Briefing) -> bytes:
        return msgspec.json.format(msgspec.json.encode(briefing), indent=1) + b"\n"
