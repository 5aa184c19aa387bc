"""Any feed's bytes -> a FeedPage. Which dialect it is, is seen from the content; what the server calls it is a hint.

Must not: fetch, or decide what the shelf keeps.
"""

from __future__ import annotations

from tvapp.adapters.feed_bytes import A_PAGE, NotAFeed, decode, looks_like_page
from tvapp.adapters.feed_json import parse_json_feed
from tvapp.adapters.feed_xml import parse_xml_feed
from tvapp.core.feed import FeedPage

__all__ = ["NotAFeed", "parse_feed"]


def parse_feed(data: bytes, *, content_type: str, url: str) -> FeedPage:
    """Read one answer of a server. Raises NotAFeed (why, in Chinese) and nothing else."""
    text = decode(data, content_type).lstrip("\ufeff\0 \t\r\n")
    if not text:
        raise NotAFeed("服务器给的内容是空的")
    if text[0] in "{[":
        return parse_json_feed(text, url)
    if looks_like_page(text):
        raise NotAFeed(A_PAGE)
    if "<" not in text[:5000]:
        raise NotAFeed("服务器给的不是文章源")
    return parse_xml_feed(text[text.index("<") :], url)
