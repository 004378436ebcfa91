"""The sections of each product, in order."""

from __future__ import annotations

from collections.abc import Callable

from briefings.material import Material
from briefings.sections.calendar import calendar
from briefings.sections.daily import daily
from briefings.sections.weekly import weekly
from yanpan_domain.briefing import Product, Section

PRODUCTS: dict[Product, Callable[[Material], tuple[Section, ...]]] = {
    Product.DAILY: daily,
    Product.WEEKLY: weekly,
    Product.MONTHLY: calendar,
    Product.QUARTERLY: calendar,
    Product.YEARLY: calendar,
}
