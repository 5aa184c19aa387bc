"""Feeds of other publishers, in every dialect and namespace they were published in."""

from __future__ import annotations

import base64
import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tvapp.adapters.feed_bytes import NotAFeed
from tvapp.core.blocks import Heading, Image, ListBlock, Paragraph
from tvapp.core.feed import FeedPage

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def titles(page: FeedPage) -> list[str]:
    return [entry.article.title for entry in page.entries]


@pytest.mark.parametrize("version", ['version="0.91"', 'version="0.92"', 'version="2.0"', 'version="2.0.11"', ""])
@pytest.mark.parametrize(
    "namespace",
    [
        "",
        "http://backend.userland.com/rss2",
        "http://backend.userland.com/RSS2",
        "http://blogs.law.harvard.edu/tech/rss",
        "http://backend.userland.com/rss",
        "http://purl.org/rss/1.0/",
        "http://example.com/nobody-knows",
    ],
)
def test_rss_is_read_with_and_without_version_under_any_namespace(read, version, namespace):
    space = f'xmlns="{namespace}"' if namespace else ""
    page = read(
        f'<?xml version="1.0"?><rss {version} {space}><channel><title>街道要闻</title>'
        "<item><title>甲</title><link>https://a.cn/1</link></item><item><title>乙</title></item></channel></rss>"
    )
    assert page.title == "街道要闻"
    assert titles(page) == ["甲", "乙"]
    assert not page.complete and page.next_url is None


@pytest.mark.parametrize(
    "namespace",
    [
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://channel.netscape.com/rdf/simple/0.9/",
        "http://purl.org/rss/1.0/",
    ],
)
def test_rdf_feeds_have_their_items_beside_the_channel(read, namespace):
    page = read(
        f'<rdf:RDF xmlns:rdf="{RDF}" xmlns="{namespace}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        '<channel rdf:about="https://a.cn/"><title>社区</title><link>https://a.cn/</link></channel>'
        '<item rdf:about="https://a.cn/1"><title>甲</title><link>https://a.cn/1</link>'
        "<dc:date>2026-03-04T05:06:07Z</dc:date><dc:creator>居委会</dc:creator></item>"
        '<item rdf:about="https://a.cn/2"><title>乙</title></item></rdf:RDF>'
    )
    first, second = (entry.article for entry in page.entries)
    assert (first.title, first.issuer, first.url, first.id) == ("甲", "居委会", "https://a.cn/1", "https://a.cn/1")
    assert first.published is not None and first.published.isoformat() == "2026-03-04T05:06:07+00:00"
    assert (second.title, second.issuer, second.url) == ("乙", "社区", "https://a.cn/2")


def test_a_prefixed_rss_and_an_undeclared_prefix_are_read(read):
    page = read(
        '<r:rss xmlns:r="http://backend.userland.com/rss2"><r:channel><r:title>T</r:title>'
        "<r:item><r:title>甲</r:title><dc:creator>张三</dc:creator></r:item></r:channel></r:rss>"
    )
    assert titles(page) == ["甲"]
    assert page.entries[0].article.issuer == "张三"


def test_the_doctype_of_rss_091_is_no_obstacle(read):
    page = read(
        '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
        '"http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>T</title>'
        "<item><title>甲</title></item></channel></rss>"
    )
    assert titles(page) == ["甲"]


def test_the_title_of_a_picture_is_not_the_title_of_its_item(read):
    page = read(
        '<rss xmlns:media="http://search.yahoo.com/mrss/"><channel><item><media:content url="a.jpg">'
        "<media:title>图片</media:title></media:content><title>文章</title></item>"
        "<item><media:title>只有媒体标题</media:title></item></channel></rss>"
    )
    assert titles(page) == ["文章", "只有媒体标题"]


def test_dc_title_stands_in_for_a_missing_title(read):
    page = read(
        '<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><item><title/><dc:title>都柏林</dc:title></item></channel></rss>'
    )
    assert titles(page) == ["都柏林"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("关于&lt;b&gt;停水&lt;/b&gt;的通知", "关于停水的通知"),
        ("<![CDATA[关于<font color='red'>停水</font>的&amp;通知]]>", "关于停水的&通知"),
        ("党建&文化", "党建&文化"),
        ("第一批&nbsp;名单&hellip;", "第一批 名单…"),
        ("温度 &lt; 5 且 &gt; 0", "温度 < 5 且 > 0"),
        ("学习《&lt;党章&gt;》", "学习《<党章>》"),
        ("\n   关于开展\n   评议的通知  ", "关于开展评议的通知"),
        ("停&#x6C34;&#x1F;通&#27700;", "停水通水"),
    ],
)
def test_an_rss_title_becomes_plain_text(read, title, expected):
    assert titles(read(f"<rss><channel><item><title>{title}</title></item></channel></rss>")) == [expected]


def test_the_fullest_text_is_the_body_and_the_shorter_one_the_summary(read):
    page = read(
        '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item><title>甲</title>'
        "<link>https://a.cn/n/1.html</link><description>摘要</description><content:encoded><![CDATA["
        '<h2>一</h2><p>正文 & 尾</p><img src="pic.png" alt="图"><ul><li>x</li></ul>]]></content:encoded></item></channel></rss>'
    )
    entry = page.entries[0]
    assert entry.article.summary == "摘要"
    assert entry.body.blocks == (
        Heading("一", 2),
        Paragraph("正文 & 尾"),
        Image("https://a.cn/n/pic.png", "图"),
        ListBlock(("x",)),
    )


def test_html_that_stands_in_a_description_as_elements_is_read(read):
    page = read(
        "<rss><channel><item><title>甲</title><description>前<p>一</p><p>二</p>后</description></item>"
        '<item><title>乙</title><body xmlns="http://www.w3.org/1999/xhtml"><p>三</p></body></item></channel></rss>'
    )
    assert [block.text for block in page.entries[0].body.blocks] == ["前", "一", "二", "后"]
    assert page.entries[1].body.blocks == (Paragraph("三"),)


def test_plain_text_keeps_its_lines(read):
    page = read(
        "<rss><channel><item><title>甲</title><description>第一行\n第二行\n\n第三行</description></item></channel></rss>"
    )
    assert [block.text for block in page.entries[0].body.blocks] == ["第一行", "第二行", "第三行"]


def test_addresses_are_joined_to_xml_base_and_else_to_the_channels_link(read):
    page = read(
        '<rss><channel xml:base="https://base.cn/dir/"><title>T</title><item><title>甲</title><link>a/1.html</link></item>'
        "</channel></rss>"
    )
    assert page.entries[0].article.url == "https://base.cn/dir/a/1.html"
    page = read(
        "<rss><channel><title>T</title><link>https://www.office.cn/</link>"
        "<item><title>甲</title><link>/n/1.html</link></item></channel></rss>"
    )
    assert page.entries[0].article.url == "https://www.office.cn/n/1.html"


def test_a_guid_is_the_id_and_when_nothing_else_is_there_the_address(read):
    page = read(
        "<rss><channel><item><title>甲</title><guid>https://a.cn/7</guid></item>"
        '<item><title>乙</title><guid isPermaLink="false">https://a.cn/8</guid><link>https://a.cn/x</link></item>'
        "</channel></rss>"
    )
    first, second = (entry.article for entry in page.entries)
    assert (first.id, first.url) == ("https://a.cn/7", "https://a.cn/7")
    assert (second.id, second.url) == ("https://a.cn/8", "https://a.cn/x")


def test_an_entry_with_only_a_title_gets_a_lasting_id_from_its_content(read):
    feed = "<rss><channel><item><title>{}</title></item></channel></rss>"
    one, again, other = (read(feed.format(title)).entries[0].article for title in ("甲", "甲", "乙"))
    assert one.id == again.id != other.id
    assert one.id


def test_entries_that_all_carry_the_same_id_are_told_apart_and_repeated_ones_are_not_doubled(read):
    page = read(
        "<rss><channel><item><title>甲</title><guid>0</guid></item><item><title>乙</title><guid>0</guid></item>"
        "<item><title>甲</title><guid>0</guid></item></channel></rss>"
    )
    assert titles(page) == ["甲", "乙"]
    assert len({entry.article.id for entry in page.entries}) == 2


@pytest.mark.parametrize(
    ("author", "issuer"),
    [
        ("<author>zhang@a.cn (张三)</author>", "张三"),
        ("<author>李四 &lt;li@a.cn&gt;</author>", "李四"),
        ("<author>li@a.cn</author>", "街道"),
        ('<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">王五</dc:creator>', "王五"),
        ("", "街道"),
    ],
)
def test_the_issuer_is_the_authors_name_or_else_the_feeds_title(read, author, issuer):
    page = read(f"<rss><channel><title>街道</title><item><title>甲</title>{author}</item></channel></rss>")
    assert page.entries[0].article.issuer == issuer


# ---------------------------------------------------------------- Atom

ATOM = "http://www.w3.org/2005/Atom"
B64 = base64.b64encode("关于<b>防汛</b>".encode()).decode()


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("<title>&lt;b&gt; 标签怎么用</title>", "<b> 标签怎么用"),
        ('<title type="text">AT&amp;T</title>', "AT&T"),
        ('<title type="html">甲 &amp;amp; &lt;i&gt;乙&lt;/i&gt;</title>', "甲 & 乙"),
        ('<title type="html"><![CDATA[<em>甲</em>&nbsp;乙]]></title>', "甲 乙"),
        (
            '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">甲<b>乙</b> &lt;丙&gt;</div></title>',
            "甲乙 <丙>",
        ),
        ('<title type="xhtml" xmlns:h="http://www.w3.org/1999/xhtml"><h:div>甲<h:i>乙</h:i></h:div></title>', "甲乙"),
        ('<media:title xmlns:media="http://search.yahoo.com/mrss/">媒体</media:title>', "媒体"),
        ('<dc:title xmlns:dc="http://purl.org/dc/elements/1.1/">都柏林</dc:title>', "都柏林"),
    ],
)
def test_atom_10_titles_of_every_type(read, title, expected):
    assert titles(read(f'<feed xmlns="{ATOM}"><title>F</title><entry>{title}<id>1</id></entry></feed>')) == [expected]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ('<title mode="escaped" type="text/html">关于&lt;b&gt;防汛&lt;/b&gt;</title>', "关于防汛"),
        ('<title mode="escaped">关于防汛 &lt;二&gt;</title>', "关于防汛 <二>"),
        (
            '<title mode="xml" type="application/xhtml+xml">'
            '<div xmlns="http://www.w3.org/1999/xhtml">关于<b>防汛</b></div></title>',
            "关于防汛",
        ),
        (f'<title mode="base64" type="text/html">{B64}</title>', "关于防汛"),
        (f'<title mode="base64">{base64.b64encode("纯文字".encode()).decode()}</title>', "纯文字"),
    ],
)
def test_atom_03_titles_of_every_mode(read, title, expected):
    feed = (
        f'<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>F</title><entry>{title}<id>1</id></entry></feed>'
    )
    assert titles(read(feed)) == [expected]


def test_a_whole_atom_entry(read):
    page = read(
        f'<a:feed xmlns:a="{ATOM}" xml:base="https://b.cn/x/"><a:title>居委会</a:title><a:author><a:name>主任</a:name></a:author>'
        "<a:entry><a:id>tag:1</a:id><a:title>甲</a:title><a:updated>2026-05-02T00:00:00Z</a:updated>"
        "<a:published>2026-05-01T08:00:00+08:00</a:published>"
        '<a:link rel="self" href="s"/><a:link href="p/1"/><a:category term="通知"/><a:summary>短</a:summary>'
        '<a:content type="xhtml" xml:base="pics/"><div xmlns="http://www.w3.org/1999/xhtml"><p>长</p><img src="1.png"/></div>'
        "</a:content></a:entry></a:feed>"
    )
    article, body = page.entries[0].article, page.entries[0].body
    assert (article.id, article.url, article.issuer, article.topic, article.summary) == (
        "tag:1", "https://b.cn/x/p/1", "主任", "通知", "短",
    )  # fmt: skip
    assert article.published is not None and article.published.isoformat() == "2026-05-01T08:00:00+08:00"
    assert article.updated is not None and article.updated.isoformat() == "2026-05-02T00:00:00+00:00"
    assert body.blocks == (Paragraph("长"), Image("https://b.cn/x/pics/1.png", ""))


def test_atom_03_content_and_dates(read):
    page = read(
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>F</title><entry><title>甲</title><id>1</id>'
        "<issued>2026-01-02T03:04:05+08:00</issued><modified>2026-01-03T00:00:00Z</modified>"
        '<content mode="escaped" type="text/html">&lt;p&gt;一&lt;/p&gt;&lt;p&gt;二&lt;/p&gt;</content></entry></feed>'
    )
    entry = page.entries[0]
    assert entry.article.published is not None and entry.article.published.isoformat() == "2026-01-02T03:04:05+08:00"
    assert entry.body.blocks == (Paragraph("一"), Paragraph("二"))


def test_a_picture_as_base64_content_is_no_text(read):
    page = read(
        f'<feed xmlns="{ATOM}"><entry><title>甲</title><id>1</id><content type="image/png">iVBORw0KGgo=</content>'
        "<summary>摘要</summary></entry></feed>"
    )
    assert page.entries[0].body.blocks == (Paragraph("摘要"),)


# ---------------------------------------------------------------- characters

PLAIN = '<rss version="2.0"><channel><title>频道</title><item><title>朱镕基</title></item></channel></rss>'


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        (b'<?xml version="1.0" encoding="gb2312"?>' + PLAIN.encode("gbk"), "text/xml"),
        (b'<?xml version="1.0" encoding="GBK"?>' + PLAIN.encode("gbk"), ""),
        (b"<?xml version='1.0' encoding='gb18030'?>" + PLAIN.encode("gb18030"), ""),
        (PLAIN.encode("gbk"), "application/xml; charset=gb2312"),
        (PLAIN.encode("gbk"), 'application/xml; charset="GBK"'),
        (PLAIN.encode("gbk"), ""),
        (PLAIN.encode(), ""),
        (b"\xef\xbb\xbf" + PLAIN.encode(), "text/xml; charset=gbk"),
        (PLAIN.encode("utf-16"), ""),
        (('<?xml version="1.0" encoding="utf-16"?>' + PLAIN).encode("utf-16-be"), ""),
        (b'<?xml version="1.0" encoding="gbk"?>' + PLAIN.encode(), "text/xml; charset=utf-8"),
        (b'<?xml version="1.0" encoding="utf-8"?>' + PLAIN.encode("gbk"), "text/xml; charset=gb2312"),
        (b'<?xml version="1.0" encoding="utf-8"?>' + PLAIN.encode("gbk"), ""),
        (b'<?xml version="1.0" encoding="zip"?>' + PLAIN.encode(), "text/xml; charset=rot13"),
    ],
)
def test_every_encoding_and_the_http_charset_before_the_declared_one(read, data, content_type):
    page = read(data, content_type)
    assert page.title == "频道"
    assert titles(page) == ["朱镕基"]


def test_the_http_charset_wins_even_where_the_declared_one_would_fit(read):
    declared = '<?xml version="1.0" encoding="iso-8859-1"?><rss><channel><title>café</title></channel></rss>'
    assert read(declared.encode(), "text/xml; charset=utf-8").title == "café"


@pytest.mark.parametrize(
    "broken",
    [
        "\n\n  <?xml version='1.0'?><rss><channel><item><title>停水</title></item></channel></rss>",
        "<rss><channel><item><title>停\x0b水</title></item></channel></rss>",
        "<rss><channel><item><title>停水</title><description>没有关上",
        "<rss><channel><item><title>停水</title><p>多余</b></item></channel></rss>",
        "<rss><channel><item><title>停水</title><description>&foo; &amp &#0; & </description></item></channel></rss>",
        "<!-- 注释 <rss> --><rss><channel><item><title>停水<!-- x --></title></item></channel></rss>",
        "<?xml-stylesheet href='a.xsl'?><rss><channel><item><title>停水</title></item></channel></rss>",
    ],
)
def test_broken_xml_is_mended(read, broken):
    assert titles(read(broken)) == ["停水"]


# ---------------------------------------------------------------- what is not a feed


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("", "空的"),
        ("   \n", "空的"),
        ("<!DOCTYPE html><html><body>请先登录</body></html>", "网页"),
        ("<html><head><title>认证</title></head></html>", "网页"),
        ("<!-- <x> --><!doctype HTML><p>x", "网页"),
        ("<sitemap/>", "不是 RSS"),
        ("Not Found", "不是文章源"),
        ("{}", "不是 JSON Feed"),
        ("[]", "不是 JSON Feed"),
        ('{"version": "https://jsonfeed.org/version/1.1", "title": "T"}', "items"),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": [', "写坏"),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": [1, null, "x"]}', "没有一篇"),
        ("[" * 100_000, "写坏"),
        ('<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]><rss><channel/></rss>', "DTD"),
        (
            '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>',
            "DTD",
        ),
        ('<!DOCTYPE rss SYSTEM "http://x/y.dtd" [ ]><rss/>', "DTD"),
    ],
)
def test_what_is_not_a_feed_is_said_in_words(read, data, words):
    with pytest.raises(NotAFeed) as refused:
        read(data)
    assert words in refused.value.why


@pytest.mark.parametrize(
    "empty",
    [
        "<rss version='2.0'><channel><title>T</title></channel></rss>",
        f"<feed xmlns='{ATOM}'><title>T</title></feed>",
        f"<rdf:RDF xmlns:rdf='{RDF}' xmlns='http://purl.org/rss/1.0/'><channel><title>T</title></channel></rdf:RDF>",
        '{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": []}',
    ],
)
def test_an_empty_well_formed_feed_is_valid(read, empty):
    page = read(empty)
    assert page.title == "T"
    assert page.entries == ()


# ---------------------------------------------------------------- anything at all

_pieces = st.sampled_from((
    "<rss>", "<rss version='2.0' xmlns:m='http://search.yahoo.com/mrss/'>", "<channel>", "<item>", "</item>", "<title>", "</title>",
    "<title type='html' mode='base64'>", "<description>", "</description>", "<content:encoded>", "<![CDATA[", "]]>", "<!--", "-->",
    "<link href='a' rel='x'/>", "<guid>", "<author>", "<pubDate>2026-01-01", "<feed xmlns='http://www.w3.org/2005/Atom'>", "<entry>",
    "<content type='xhtml'>", "<div xmlns='http://www.w3.org/1999/xhtml'>", "<m:group>", "<m:title>", "&", "&lt;b&gt;", "&#0;",
    "&nbsp;", "<?x", "?>", "<!DOCTYPE rss>", "xml:base='http://['", "甲", "\0", "\x85", "<rdf:RDF>", "<x:y", ">", '"',
))  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.lists(_pieces | st.text(max_size=6), max_size=25).map("".join),
    st.sampled_from(("", "<rss><channel><item>", f"<feed xmlns='{ATOM}'><entry>")),
)
def test_whatever_comes_it_is_a_feed_or_it_is_refused(soup, start):
    from tvapp.adapters.feed_parse import parse_feed

    try:
        page = parse_feed((start + soup).encode("utf-8", "replace"), content_type="", url="https://a.cn/f")
    except NotAFeed as refused:
        assert refused.why
        return
    for entry in page.entries:
        assert entry.article.id and entry.article.title
        assert "\n" not in entry.article.title


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60), st.text(max_size=20))
def test_no_bytes_and_no_content_type_raise_anything_else(data, content_type):
    from tvapp.adapters.feed_parse import parse_feed

    with contextlib.suppress(NotAFeed):
        parse_feed(data, content_type=content_type, url="https://a.cn/f")


HOSTILE = {
    "attributes": "<rss><channel><item " + " ".join(f'a{n}="1"' for n in range(100_000)) + "/></channel></rss>",
    "attributes with <": "<rss><channel><item " + " ".join(f'a{n}="<"' for n in range(100_000)) + "/></channel></rss>",
    "namespaces": "<rss " + " ".join(f'xmlns:a{n}="x{n}"' for n in range(50_000)) + "><channel/></rss>",
    "deep": "<rss><channel><item><title>x</title><description>" + "<b>" * 200_000,
    "deep items": "<rss><channel>" + "<item>" * 100_000,
    "open": "<a " * 300_000,
    "brackets": "<" * 2_000_000,
    "ampersands": "<rss><channel><item><title>" + "&" * 2_000_000,
    "references": "<rss><channel><title>" + "&#38;" * 500_000,
    "cdata": "<rss>" + "<![CDATA[" * 200_000,
    "comments": "<rss>" + "<!--" * 300_000,
    "quotes": "<rss a='" + '<b c="' * 200_000,
    "blanks": "<?xml" + " " * 2_000_000,
    "many": "<rss><channel>" + "<item><title>x</title></item>" * 100_000,
    "text": "<" + "x" * 4_000_000,
}


@pytest.mark.timeout(40)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_feed_neither_hangs_nor_raises_anything_else(read, name):
    with contextlib.suppress(NotAFeed):
        assert len(read(HOSTILE[name]).entries) <= 2000


def test_more_than_five_megabytes_are_refused(read):
    with pytest.raises(NotAFeed, match="太大"):
        read(b"<rss>" + b" " * 5_000_001)
