"""A postal address to the division it lies in."""

from __future__ import annotations

from judgment.places.gazetteer import locality
from judgment.places.readings import find_all_places, inside
from judgment.words import plain
from yanpan_domain.locality import Locality


def resolve_address(text: str) -> Locality | None:
    """The finest division that the address TEXT names from left to right; None when it names none.

    What does not lie in the division read so far is a street's or firm's name and is passed over: in
    浙江省宁波市江东区北京路 the capital is a road.
    """
    current = ""
    plain_text = plain(text)
    for mention in find_all_places(plain_text):
        restart = plain_text.endswith("中国", 0, mention.start)  # forms that print the sender's city before the address
        if mention.code and (not current or restart or inside(mention.code, current)):
            current = mention.code
    return locality(current) if current else None
