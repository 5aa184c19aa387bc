"""HTML from anyone -> blocks: what a television shows of it, and that nothing makes it slow or fall over."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tvapp.adapters.html_blocks import html_to_blocks
from tvapp.core.blocks import Heading, Image, ListBlock, Paragraph, Quote, Table, plain_text
from tvapp.core.blocks_html import blocks_to_html

BASE = "https://a.cn/n/feed.xml"


def blocks(html: str):
    return html_to_blocks(html, BASE)


def test_a_messy_office_page_becomes_clean_blocks():
    found = blocks(
        """<!--[if gte mso 9]><xml>x</xml><![endif]--><style>p{}</style><h1>标题</h1>
        <p>　　第一段<b>粗</b><span style="color:red">红</span>字<o:p></o:p>
        <p>未闭合<br>换行　<a href="javascript:alert(1)">点我</a>
        <div style="display: none">藏起来</div><p hidden>也藏</p>
        <table width="100%"><tr><td><p>框里的一段</p></td></tr></table>
        <ul><li>甲<li>乙<ul><li>丙</ul><li>丁</ul>
        <blockquote><p>引一</p><p>引二</p></blockquote>
        <script>alert(1)</script><pre>a
        b</pre>尾 10<sup>3</sup> 个"""
    )
    assert found == (
        Heading("标题", 1),
        Paragraph("第一段粗红字"),
        Paragraph("未闭合"),
        Paragraph("换行 点我"),
        Paragraph("框里的一段"),
        ListBlock(("甲", "乙", "\u3000– 丙", "丁")),
        Quote("引一"),
        Quote("引二"),
        Paragraph("a"),
        Paragraph("b"),
        Paragraph("尾 10³ 个"),
    )


def test_spans_are_filled_so_that_every_row_of_a_table_is_whole():
    (table,) = blocks(
        "<table><thead><tr><th>月份<th>收入<th>支出</thead><tr><td rowspan=2>一月<td>1<td>2<tr><td colspan=2>无"
        "<tr><td>二月<td>3</table>"
    )
    assert table == Table(
        (("月份", "收入", "支出"), ("一月", "1", "2"), ("一月", "无", "无"), ("二月", "3", "")), head=True
    )


def test_a_table_without_heads_says_so_and_pictures_in_cells_follow_it():
    assert blocks("<table><tr><td>a<td>b<img src=p.png><tr><td>c<td>d</table>") == (
        Table((("a", "b"), ("c", "d")), head=False),
        Image("https://a.cn/n/p.png", ""),
    )


def test_tables_set_beside_each_other_by_a_table_are_read_one_by_one():
    found = blocks("<table><tr><td><table><tr><td>1<td>2<tr><td>3<td>4</table><td><p>旁边</p></table>")
    assert found == (Table((("1", "2"), ("3", "4")), head=False), Paragraph("旁边"))


def test_a_list_in_a_numbered_item_joins_its_words_so_that_the_numbers_stay_right():
    assert blocks("<ol><li>一<ul><li>甲<li>乙</ul><li>二</ol>") == (ListBlock(("一 甲 乙", "二"), True),)


def test_a_numbered_list_that_starts_elsewhere_keeps_its_numbers():
    assert blocks("<ol start=3><li>丙<li>丁</ol>") == (Paragraph("3. 丙"), Paragraph("4. 丁"))


@pytest.mark.parametrize(
    ("tag", "src"),
    [
        ('<img src="p.png" alt="图">', "https://a.cn/n/p.png"),
        ('<img data-src="/p.png" src="data:image/gif;base64,R0" alt="图">', "https://a.cn/p.png"),
        ('<img src="//b.cn/p q.png" alt="图">', "https://b.cn/p%20q.png"),
    ],
)
def test_a_picture_has_a_whole_address(tag, src):
    assert blocks(tag) == (Image(src, "图"),)


@pytest.mark.parametrize(
    "tag", ['<img src="javascript:x">', '<img src="file:///etc/passwd">', '<img src="data:x">', '<img src="c.gif" width=1 height=1>',
            "<img>", '<img src="http://[">']
)  # fmt: skip
def test_what_is_no_picture_on_the_web_is_left_out(tag):
    assert blocks(f"<p>字{tag}</p>") == (Paragraph("字"),)


def test_a_charset_inside_the_fragment_is_not_believed():
    assert blocks('<meta charset="gbk"><p>镕</p>') == (Paragraph("镕"),)


def test_plain_text_is_text_even_with_signs():
    assert blocks("1 < 2 & 3\n第二行") == (Paragraph("1 < 2 & 3"), Paragraph("第二行"))


def test_characters_no_font_has_stay_in_the_data():
    assert blocks("<p>𠮷😀</p>") == (Paragraph("𠮷😀"),)


HOSTILE = {
    "open tags": "<a " * 20_000,
    "comments": "<!--" * 20_000,
    "marked sections": "<![" * 20_000,
    "deep divs": "<div>" * 100_000 + "深",
    "deep inline": "<b>" * 100_000 + "深",
    "deep lists": "<ul><li>x" * 5_000,
    "deep tables": "<table><tr><td>x" * 3_000,
    "deep quotes": "<blockquote>" * 20_000 + "深",
    "wide spans": "<table>" + "<tr><td rowspan=9999 colspan=9999>x<td>y" * 3_000 + "</table>",
    "attributes": "<p " + " ".join(f'a{n}="1"' for n in range(60_000)) + ">字",
    "attributes with >": "<p " + " ".join(f'a{n}=">"' for n in range(60_000)) + ">字",
    "attributes with <": "<p " + " ".join(f'a{n}="<"' for n in range(60_000)) + ">字",
    "attributes without values": "<p " + " ".join(f"a{n}" for n in range(90_000)) + ">字",
    "attributes of <": "<p " + " ".join(f"a{n}<b" for n in range(60_000)) + ">字",
    "one long tag name": "<a" * 250_000,
    "long names": ("<a" * 9_000 + ">") * 50,
    "tags of many attributes": ("<p " + "a=b " * 290 + ">") * 800,
    "blanks in a tag": ("<a" + " " * 19_000 + "b>") * 50,
    "quotes": "<p '\"" * 100_000,
    "breaks": "<br>" * 200_000,
    "brackets": "<" * 1_000_000,
    "entities": "&lt;" * 250_000,
    "surrogates and zeros": "<p>\ud800\0x" * 10_000,
    "many paragraphs": "<p>字" * 300_000,
}


@pytest.mark.timeout(30)
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_html_neither_hangs_nor_raises(name):
    found = blocks(HOSTILE[name])
    assert len(found) <= 3000
    assert sum(len(block.text) for block in found if isinstance(block, Paragraph)) <= 2_000_000


_TAGS = (
    "p", "div", "b", "i", "a", "br", "table", "tr", "td", "th", "ul", "ol", "li", "h1", "h3", "blockquote", "img", "pre", "span",
    "style", "script", "sup", "caption", "thead", "dl", "dt", "dd", "o:p", "ruby",
)  # fmt: skip
_tags = st.sampled_from(_TAGS)
_piece = st.one_of(
    st.builds("<{}>".format, _tags),
    st.builds("</{}>".format, _tags),
    st.builds('<{} style="display:none">'.format, _tags),
    st.builds('<{} rowspan=3 colspan="2" src="x.png" start=4>'.format, _tags),
    st.sampled_from(("<", ">", "&", "&nbsp;", "&#0;", "<!--", "-->", "<![CDATA[", "]]>", '"', "'", "\0", "\r\n", "　")),
    st.text(max_size=8),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(_piece, max_size=30).map("".join))
def test_tag_soup_gives_plain_blocks_that_survive_being_written_and_read_again(soup):
    found = blocks(soup)
    words = plain_text(found)
    assert not any(ord(sign) < 32 and sign != "\n" for sign in words)
    for block in found:
        if isinstance(block, (Paragraph, Heading, Quote)):
            assert block.text and "\n" not in block.text and block.text == block.text.strip()
        elif isinstance(block, ListBlock):
            assert block.items and all(item.strip() and "\n" not in item for item in block.items)
        elif isinstance(block, Table):
            assert len({len(row) for row in block.rows}) == 1
        else:
            assert block.src.startswith(("http://", "https://"))
    once = blocks(blocks_to_html(found))
    assert blocks(blocks_to_html(once)) == once
