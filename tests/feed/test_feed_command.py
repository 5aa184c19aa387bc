"""`feed URL… [--json]` over real HTTP, and the whole way: Markdown, publish, serve, feed."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from tvapp.adapters.feed_parse import parse_feed
from tvapp.adapters.feed_reader import Asker, read_pages
from tvapp.adapters.http import fetch
from tvapp.adapters.markdown_articles import read_article
from tvapp.admin import feed_show, publish
from tvapp.core.blocks import to_json
from tvapp.core.feed import merge

ITEM_KEYS = ["id", "title", "published", "issuer", "url", "kind", "blocks"]


def show(capsys, *urls: str, as_json: bool = True) -> tuple[int, list[dict[str, object]]]:
    capsys.readouterr()
    code = feed_show.run(argparse.Namespace(urls=list(urls), json=as_json))
    printed = capsys.readouterr()
    assert printed.err == ""
    return code, [json.loads(line) for line in printed.out.splitlines()]


def write(folder: Path, count: int) -> None:
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"{number:03}.md").write_text(
            f'---\nid: n{number}\ntitle: 第 {number} 篇 <b>\nkind: notice\nissuer: 示范街道\ndate: "2026-01-{number % 28 + 1:02}"\n'
            f"url: https://a.cn/{number}\n---\n## 小标题\n\n第 {number} 段 & <i>。\n\n- 甲\n  - 乙\n\n1. 一\n2. 二\n\n"
            "| 月份 | 收入 |\n|---|---|\n| 一月 | 3 |\n\n> 引\n",
            "utf-8",
        )


def test_publish_serve_and_feed_give_back_what_stands_in_the_markdown(served, tmp_path, capsys):
    folder, address = served
    source = tmp_path / "articles" / "gongkai" / "gonggao"
    write(source, 120)
    assert publish.run(argparse.Namespace(source=str(tmp_path / "articles"), out=str(folder))) == 0
    url = address + "gongkai/gonggao.json"
    code, (told,) = show(capsys, url)
    assert code == 0
    assert list(told) == ["url", "ok", "why", "title", "items"]
    assert (told["url"], told["ok"], told["why"], told["title"]) == (url, True, "", "gonggao")
    items = {item["id"]: item for item in told["items"]}
    assert len(items) == len(told["items"]) == 120
    for path in source.iterdir():
        article, body = read_article(path, None)
        assert items[article.id] == {
            "id": article.id,
            "title": article.title,
            "published": article.published.isoformat(),
            "issuer": "示范街道",
            "url": article.url,
            "kind": "notice",
            "blocks": [{key: value for key, value in to_json(block).items() if key != "head"} for block in body.blocks],
        }
    assert [list(item) for item in told["items"]] == [ITEM_KEYS] * 120


def test_withdrawing_and_changing_an_article_reaches_the_reader(served, tmp_path):
    folder, address = served
    source = tmp_path / "articles" / "a"
    write(source, 3)
    out = argparse.Namespace(source=str(tmp_path / "articles"), out=str(folder))
    assert publish.run(out) == 0
    first = read_pages(Asker(fetch), address + "a.json", parse_feed)
    shelf = merge((), tuple(first.pages), all_read=first.all_read).articles
    (source / "001.md").unlink()
    changed = source / "002.md"
    changed.write_text(changed.read_text("utf-8") + "\n补充。\n", "utf-8")
    assert publish.run(out) == 0
    again = read_pages(Asker(fetch), address + "a.json", parse_feed)
    delta = merge(shelf, tuple(again.pages), all_read=again.all_read)
    assert (delta.new, delta.changed, delta.gone) == ((), ("n2",), ("n1",))


def test_an_unchanged_feed_is_not_sent_again(served, tmp_path):
    folder, address = served
    write(tmp_path / "articles" / "a", 3)
    out = argparse.Namespace(source=str(tmp_path / "articles"), out=str(folder))
    assert publish.run(out) == 0
    answer = fetch(address + "a.json")
    assert publish.run(out) == 0
    again = fetch(address + "a.json", etag=answer.etag, last_modified=answer.last_modified)
    assert (again.status, again.body) == (304, b"")


def test_the_command_reads_a_long_feed_as_far_as_the_television_does(served, capsys):
    folder, address = served
    page = '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "%d", "title": "甲"}]%s}'
    for number in range(1, 46):
        following = f', "next_url": "p-{number + 1}.json"' if number < 45 else ""
        (folder / f"p-{number}.json").write_text(page % (number, following), "utf-8")
    code, (told,) = show(capsys, address + "p-1.json")
    assert (code, told["why"], len(told["items"])) == (0, "", 45)


def test_the_first_of_several_published_pages_covers_the_others(served, tmp_path):
    folder, address = served
    write(tmp_path / "articles" / "a", 120)
    assert publish.run(argparse.Namespace(source=str(tmp_path / "articles"), out=str(folder))) == 0
    read = read_pages(Asker(fetch), address + "a.json", parse_feed)
    assert len(read.pages) == 3 and read.covered
    first = (folder / "a.json").read_bytes()
    changed = tmp_path / "articles" / "a" / "000.md"  # the oldest: it stands on the last page
    changed.write_text(changed.read_text("utf-8") + "\n补充。\n", "utf-8")
    assert publish.run(argparse.Namespace(source=str(tmp_path / "articles"), out=str(folder))) == 0
    assert (folder / "a.json").read_bytes() != first
    (folder / "a.json").write_bytes(first)
    assert not read_pages(Asker(fetch), address + "a.json", parse_feed).covered


def test_feeds_of_others_are_shown_in_their_own_order(served, capsys):
    folder, address = served
    (folder / "r.xml").write_bytes(
        '<?xml version="1.0" encoding="gb2312"?><rss version="2.0"><channel><title>要闻</title>'
        "<item><title>旧</title><pubDate>2026年1月1日</pubDate><description>&lt;p&gt;朱镕基&lt;/p&gt;</description></item>"
        "<item><title>新 &amp;amp; 好</title></item></channel></rss>".encode("gbk")
    )
    code, (told,) = show(capsys, address + "r.xml")
    assert code == 0
    assert [(item["title"], item["published"], item["issuer"]) for item in told["items"]] == [
        ("旧", "2026-01-01T00:00:00+08:00", "要闻"),
        ("新 & 好", None, "要闻"),
    ]
    assert told["items"][0]["blocks"] == [{"type": "paragraph", "text": "朱镕基"}]


def test_entries_dated_by_the_day_have_that_day_in_every_dialect(served, capsys):
    folder, address = served
    days = ["2026年11月20日", "2026-11-20", "2026.11.20", "20 Nov 2026", "Fri, 20 Nov 2026", "二〇二六年十一月二十日"]
    rss = "".join(f"<item><title>{day}</title><pubDate>{day}</pubDate></item>" for day in days)
    (folder / "r.xml").write_text(f"<rss version='2.0'><channel><title>站</title>{rss}</channel></rss>", "utf-8")
    atom = "".join(f"<entry><id>{day}</id><title>{day}</title><published>{day}</published></entry>" for day in days)
    (folder / "a.xml").write_text(f"<feed xmlns='http://www.w3.org/2005/Atom'><title>站</title>{atom}</feed>", "utf-8")
    items = [{"id": day, "title": day, "date_published": day} for day in days]
    (folder / "j.json").write_text(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}), "utf-8")
    code, told = show(capsys, *(address + name for name in ("r.xml", "a.xml", "j.json")))
    assert code == 0
    for feed in told:
        dates = {item["title"]: item["published"] for item in feed["items"]}
        assert dates == dict.fromkeys(days, "2026-11-20T00:00:00+08:00")


def test_what_cannot_be_fetched_or_read_is_said_and_the_others_are_shown(served, capsys):
    folder, address = served
    (folder / "page.html").write_text("<!doctype html><p>登录", "utf-8")
    (folder / "empty.json").write_text(
        '{"version": "https://jsonfeed.org/version/1.1", "title": "空", "items": []}', "utf-8"
    )
    code, told = show(capsys, address + "no.json", address + "page.html", "ftp://x/", address + "empty.json")
    assert code == 1
    assert [one["ok"] for one in told] == [False, False, False, True]
    assert "404" in told[0]["why"] and "网页" in told[1]["why"] and "http" in told[2]["why"]
    assert told[3]["items"] == []


def test_a_feed_with_a_dtd_of_its_own_is_refused_in_words_that_say_what_to_take_out(served, capsys):
    folder, address = served
    for name, subset in (("inner.xml", "[ ]"), ("entity.xml", '[<!ENTITY a "b">]'), ("outer.xml", 'SYSTEM "x.dtd" [ ]')):
        (folder / name).write_text(f"<!DOCTYPE rss {subset}><rss version='2.0'><channel><title>站</title></channel></rss>", "utf-8")
        code, (told,) = show(capsys, address + name)
        assert code == 1 and not told["ok"] and told["items"] == []
        assert all(part in told["why"] for part in ("DTD", "<!DOCTYPE", "为安全起见不读", "去掉"))
    assert feed_show.run(argparse.Namespace(urls=[address + "inner.xml"], json=False)) == 1
    assert "读不了：文章源开头写了自己的文档类型（DTD" in capsys.readouterr().out


def test_pages_that_run_in_a_circle_or_break_off_end_and_are_said(served, capsys):
    folder, address = served
    page = '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "%s", "title": "甲"}], "next_url": "%s"}'
    (folder / "a.json").write_text(page % ("1", "b.json"), "utf-8")
    (folder / "b.json").write_text(page % ("2", "a.json"), "utf-8")
    (folder / "c.json").write_text(page % ("3", "gone.json"), "utf-8")
    code, (circle, broken) = show(capsys, address + "a.json", address + "c.json")
    assert code == 1
    assert [item["id"] for item in circle["items"]] == ["1", "2"] and "绕" in circle["why"]
    assert [item["id"] for item in broken["items"]] == ["3"] and "第 2 页" in broken["why"]


def test_the_text_form_shows_everything_and_nothing_a_terminal_would_obey(served, capsys):
    folder, address = served
    (folder / "t.json").write_text(
        json.dumps({
            "version": "https://jsonfeed.org/version/1.1", "title": "公开\u001b[31m", "items": [{
                "id": "1", "title": "办证\u001b]0;x\u0007", "date_published": "2026-01-02", "content_html":
                "<h2>一</h2><p>二\u009b</p><ol><li>三</ol><table><tr><th>四<th>五<tr><td>六<td>七</table><img src=p.png alt=八>",
                "_tvapp": {"kind": "guide", "issuer": "街道", "guide": {"place": "一楼", "bring": [{"name": "身份证", "note": "原件"}]}},
            }],
        }), "utf-8",
    )  # fmt: skip
    assert feed_show.run(argparse.Namespace(urls=[address + "t.json"], json=False)) == 0
    printed = capsys.readouterr().out
    for words in ("公开", "共 1 篇", "1. 办证", "2026-01-02", "街道", "办事指南", "一楼", "身份证 原件", "## 一", "二", "1. 三",
                  "四 | 五", "六 | 七", "[图片：八]"):  # fmt: skip
        assert words in printed
    assert not any((ord(sign) < 32 and sign != "\n") or 127 <= ord(sign) < 160 for sign in printed)
