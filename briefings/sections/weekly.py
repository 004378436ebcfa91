"""周报: what needs help first, where and of what kind, what changed, what was followed up, what comes next."""

from __future__ import annotations

from briefings.material import Material
from briefings.sections.changes import changes
from briefings.sections.distribution import distribution, industry
from briefings.sections.first import first
from briefings.sections.follow_up import follow_up
from briefings.sections.hotline import hotline
from briefings.sections.method import method
from briefings.sections.outlook import outlook
from briefings.sections.overview import overview
from briefings.sections.quality import quality
from briefings.sections.unusual import unusual
from yanpan_domain.briefing import Section


def weekly(material: Material) -> tuple[Section, ...]:
    """The sections of domain.md, the hotline's only when there are summaries of it."""
    order = (overview, first, distribution, industry, changes, unusual, follow_up, hotline, outlook, quality, method)
    return tuple(section for write in order if (section := write(material)) is not None)
