"""Several posts in one field of a form."""

from __future__ import annotations

import re

from yanpan.posts import acting_post
from yanpan_domain.errors import CallerError

# A room full of posts; more is a list of something else.
MOST_POSTS = 30


class TooManyPosts(CallerError):
    code = "too_many_posts"


def posts_in(written: str) -> list[str]:
    """The posts that WRITTEN lists, each once. Raises BadPost for one that reads as a person, TooManyPosts."""
    parts = [one for one in re.split(r"[、，,；;\n]+", written) if one.strip()]
    if len(parts) > MOST_POSTS:
        raise TooManyPosts(f"出席岗位最多 {MOST_POSTS} 个。")
    return list(dict.fromkeys(acting_post(one) for one in parts))
