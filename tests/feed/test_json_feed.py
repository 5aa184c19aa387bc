"""JSON Feed 1.1 with `_tvapp`: what is read, what is borne, and that the publisher's form is the reader's."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tvapp.adapters.feed_bytes import NotAFeed
from tvapp.adapters.feed_json import parse_json_feed
from tvapp.core.blocks import Heading, Image, ListBlock, Paragraph, Quote, Table
from tvapp.core.feed_dates import CHINA
from tvapp.core.feed_wire import item_to, page_to, revision
from tvapp.core.guide_fields import guide_from, guide_to
from tvapp.core.model import ARTICLE_KINDS, Article, ArticleBody, Guide, Material

URL = "https://feeds.example.cn/office/gongkai.json"


def feed(*items: object, **more: object) -> str:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "公开", "items": items, **more})


def only(*items: object, **more: object):
    (entry,) = parse_json_feed(feed(*items, **more), URL).entries
    return entry


def test_an_item_with_everything_is_read():
    entry = only(
        {
            "id": "a1",
            "title": "供热补贴",
            "url": "https://a.cn/1",
            "summary": "短",
            "content_html": "<p>一</p>",
            "date_published": "2026-11-12T08:00:00+08:00",
            "date_modified": "2026-11-13T00:00:00Z",
            "authors": [{"name": "作者"}],
            "tags": ["民生"],
            "_tvapp": {
                "kind": "policy",
                "issuer": "街道办事处",
                "doc_no": "和政发〔2026〕3 号",
                "index_no": "JS-1/2026-00003",
                "effective": "2026-12-01",
                "expires": "2029-11-30",
                "later": {"unknown": 1},
            },
            "unknown": [],
        }
    )
    assert entry.article == Article(
        id="a1",
        title="供热补贴",
        kind="policy",
        issuer="街道办事处",
        published=datetime(2026, 11, 12, 8, tzinfo=CHINA),
        updated=datetime.fromisoformat("2026-11-13T00:00:00+00:00"),
        doc_no="和政发〔2026〕3 号",
        index_no="JS-1/2026-00003",
        effective=date(2026, 12, 1),
        expires=date(2029, 11, 30),
        topic="民生",
        summary="短",
        url="https://a.cn/1",
        revision=entry.article.revision,
    )
    assert entry.body == ArticleBody((Paragraph("一"),), None)


@pytest.mark.parametrize(
    ("item", "more", "issuer"),
    [
        ({"_tvapp": {"issuer": "甲"}, "authors": [{"name": "乙"}]}, {}, "甲"),
        ({"authors": [{}, {"name": "乙"}]}, {"authors": [{"name": "丙"}]}, "乙"),
        ({"author": {"name": "丁"}}, {}, "丁"),
        ({}, {"authors": [{"name": "丙"}]}, "丙"),
        ({"_tvapp": {"issuer": 5, "kind": []}, "authors": "x"}, {}, "5"),
        ({"_tvapp": [], "authors": {}}, {}, "公开"),
    ],
)
def test_the_issuer_comes_from_tvapp_then_the_author_then_the_feed(item, more, issuer):
    assert only({"id": "1", "title": "甲", **item}, **more).article.issuer == issuer


def test_a_title_is_plain_text_already():
    assert only({"id": "1", "title": "<b>甲</b> &amp; 乙"}).article.title == "<b>甲</b> &amp; 乙"


def test_an_entry_without_a_title_is_called_by_its_first_words():
    entry = only({"id": 7, "content_text": "今天下午停水。\n请储水。"})
    assert (entry.article.id, entry.article.title) == ("7", "今天下午停水。")
    assert entry.body.blocks == (Paragraph("今天下午停水。"), Paragraph("请储水。"))


def test_bad_items_are_left_out_and_those_with_an_id_are_remembered_as_damaged():
    page = parse_json_feed(feed(3, None, [], {"id": "x"}, {"title": 5}, {"id": "ok", "title": "好"}), URL)
    assert [entry.article.id for entry in page.entries] == ["ok"]
    assert page.damaged == ("x",)


def test_a_pictures_address_and_the_next_page_are_joined_to_the_feeds():
    page = parse_json_feed(
        feed({"id": "1", "title": "甲", "content_html": "<img src='p/1.png'>"}, next_url="gongkai-2.json"), URL
    )
    assert page.entries[0].body.blocks == (Image("https://feeds.example.cn/office/p/1.png", ""),)
    assert page.next_url == "https://feeds.example.cn/office/gongkai-2.json"


@pytest.mark.parametrize(
    "following",
    ["https://other.example.cn/2.json", "http://feeds.example.cn/2.json", "file:///etc/passwd", 5, "//[", "ftp://x/"],
)
def test_a_next_page_elsewhere_is_not_asked_for_and_nothing_is_taken_for_gone(following):
    page = parse_json_feed(feed({"id": "1", "title": "甲"}, next_url=following), URL)
    assert page.next_url is None
    assert page.cut


@pytest.mark.parametrize("following", [None, ""])
def test_no_next_page_is_the_end(following):
    page = parse_json_feed(feed({"id": "1", "title": "甲"}, next_url=following), URL)
    assert page.next_url is None and page.complete and not page.cut


def test_the_revision_changes_with_the_words_and_not_with_the_date():
    one = only({"id": "1", "title": "甲", "content_text": "正文", "date_published": "2026-01-01"})
    dated = only({"id": "1", "title": "甲", "content_text": "正文", "date_published": "2026-01-02"})
    other = only({"id": "1", "title": "甲", "content_text": "正文。", "date_published": "2026-01-01"})
    assert one.article.revision == dated.article.revision != other.article.revision


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=10,
)
_names = (
    "id", "title", "url", "content_html", "content_text", "summary", "authors", "author", "date_published", "tags", "_tvapp",
)  # fmt: skip
_beyond = st.dictionaries(
    st.sampled_from(("kind", "issuer", "doc_no", "effective", "expires", "guide", "topic")), _json, max_size=5
)
_item = st.dictionaries(st.sampled_from(_names), _json, max_size=8) | st.fixed_dictionaries(
    {"title": _json, "_tvapp": _beyond}
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_item | _json, max_size=5), _json, _json)
def test_whatever_stands_in_the_fields_a_good_item_is_read(items, title, following):
    page = parse_json_feed(feed(*items, {"id": "good-one", "title": "好"}, title=title, next_url=following), URL)
    ids = [entry.article.id for entry in page.entries]
    assert "good-one" in ids
    assert len(ids) == len(set(ids))
    for entry in page.entries:
        assert entry.article.id and entry.article.title and entry.article.kind in ARTICLE_KINDS
        entry.article.title.encode()  # no lone surrogates: the store could not keep them


@given(st.text(max_size=40).map(lambda text: "{" + text))
def test_rubbish_is_refused_and_never_raises_anything_else(text):
    with pytest.raises(NotAFeed):
        parse_json_feed(text, URL)


# ---------------------------------------------------------------- the publisher's form

_line = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.sampled_from("<>&\"'党建，。"),
    min_size=1,
    max_size=12,
)
_block = st.one_of(
    st.builds(Heading, _line, st.integers(1, 6)),
    st.builds(Paragraph, _line),
    st.builds(Quote, _line),
    st.builds(Image, st.just("https://a.cn/p.png"), _line | st.just("")),
    st.builds(
        lambda items, ordered: ListBlock(tuple(items), ordered), st.lists(_line, min_size=1, max_size=4), st.booleans()
    ),
    st.builds(
        lambda rows, head: Table(tuple(rows), head),
        st.lists(st.tuples(_line, _line), min_size=2, max_size=4),
        st.booleans(),
    ),
)
_guide = st.builds(
    Guide,
    place=_line,
    hours=st.lists(_line, max_size=3).map(tuple),
    bring=st.lists(st.builds(Material, _line, _line | st.just("")), max_size=3).map(tuple),
    visits=st.none() | st.integers(0, 99),
    official=st.dictionaries(_line, _line, max_size=3).map(lambda pairs: tuple(pairs.items())),
    faq=st.lists(st.tuples(_line, _line), max_size=2).map(tuple),
    verified=st.none() | st.dates(date(2000, 1, 1), date(2090, 1, 1)),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_block, min_size=1, max_size=6), st.none() | _guide, st.sampled_from(ARTICLE_KINDS), _line)
def test_what_is_published_is_what_is_read(blocks, guide, kind, title):
    article = Article(
        id="x/1", title=title, kind=kind, issuer="街道", published=datetime(2026, 1, 2, 3, 4, 5, tzinfo=CHINA),
        doc_no="号", effective=date(2026, 1, 1), topic="题", summary="要", url="https://a.cn/1",
    )  # fmt: skip
    body = ArticleBody(tuple(blocks), guide)
    text = json.dumps(page_to("公开", [item_to(article, body)], None))
    (entry,) = parse_json_feed(text, URL).entries
    assert entry.body == body
    assert entry.article.revision == revision(article, body.blocks, guide)
    assert entry.article == Article(
        **{name: getattr(article, name) for name in article.__slots__} | {"revision": entry.article.revision}
    )


@given(_guide)
def test_a_guide_survives_its_plain_form(guide):
    assert guide_from(guide_to(guide)) == guide


def test_an_inner_list_survives_the_wire():
    body = ArticleBody((ListBlock(("甲", "\u3000– 乙", "\u3000\u3000– 丙", "丁", "\u3000– 戊")),))
    text = json.dumps(page_to("T", [item_to(Article("1", "题"), body)], None))
    assert parse_json_feed(text, URL).entries[0].body == body
