"""What a good file becomes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone

import pytest
import yaml

from tvapp.adapters.catalogue_file import CatalogueReading
from tvapp.core.catalogue import addresses
from tvapp.core.catalogue.problem import count_text
from tvapp.core.model import Article, Column, Lesson, Notice, Section, Source, TodayLesson

Look = Callable[..., CatalogueReading]


def test_the_good_file_becomes_the_catalogue_it_says(lines: list[str], look: Look) -> None:
    catalogue = look(lines).catalogue
    assert catalogue is not None
    assert (catalogue.station, catalogue.feeds_base) == ("幸福里社区党群服务中心", "http://127.0.0.1:8765")
    assert catalogue.refresh_s == 900.0
    assert catalogue.today == (TodayLesson("shici", time="15:00"),)
    assert catalogue.notices == (Notice("本周三下午停水。", until=date(2026, 7, 31)),)
    assert len(catalogue.sections) == 10
    assert catalogue.sections[0] == Section(
        "jiceng",
        "基层党建",
        (
            Column(
                "jiceng 1",
                "新党员第一课",
                (
                    Lesson("shici", "入党誓词", Source(file="lessons/shici.mp4"), duration_s=750.0),
                    Lesson("dangzhang", "党章", Source(url="https://example.gov.cn/2.mp4")),
                    Article("guanxi", "组织关系怎么转", file="articles/guanxi.md"),
                ),
                unit="条",
            ),
            Column("jiceng 2", "重要会议", feed="http://127.0.0.1:8765/huiyi/feed.json", unit="条"),
        ),
    )


def test_a_column_of_lessons_alone_counts_them_as_such(lines: list[str], look: Look) -> None:
    del lines[23:26]
    catalogue = look(lines).catalogue
    assert catalogue is not None
    assert [column.unit for column in catalogue.sections[0].columns] == ["课", "条"]


def test_every_field_of_a_lesson_arrives(lines: list[str], look: Look) -> None:
    lines[19:20] = [
        "            speaker: 王书记", "            unit: 街道", "            duration: 90", '            date: "2026-07-01"',
        "            topic: 党史", "            series: 第一课", "            order: 3", "            subtitle: subtitles/a.srt",
        "            cover: covers/a.jpg", "            hours: 0.5", "            required: false", "            source: 网",
        "            reviewer: 李", '            valid_until: "2027-12-31"', "            summary: 简介",
    ]  # fmt: skip
    reading = look(lines)
    assert reading.catalogue is not None, reading.problems
    assert reading.catalogue.sections[0].columns[0].items[0] == Lesson(
        id="shici", title="入党誓词", source=Source(file="lessons/shici.mp4"), speaker="王书记", unit="街道", duration_s=90.0,
        date=date(2026, 7, 1), topic="党史", series="第一课", order=3, subtitle="subtitles/a.srt", cover="covers/a.jpg",
        hours=0.5, required=False, origin="网", reviewer="李", valid_until=date(2027, 12, 31), summary="简介",
    )  # fmt: skip


def test_every_field_of_an_article_arrives(lines: list[str], look: Look) -> None:
    lines[25:26] = [
        "            text: |", "              # 标题", "              正文：第一段", "            issuer: 居委会",
        '            date: "2026-07-01"', "            kind: policy", "            doc_no: 和街发〔2026〕3号",
        '            index_no: "0001"', '            effective: "2026-08-01"', '            expires: "2028-07-31"',
        "            summary: 简介", "            cover: covers/a.jpg",
    ]  # fmt: skip
    reading = look(lines)
    assert reading.catalogue is not None, reading.problems
    article = reading.catalogue.sections[0].columns[0].items[2]
    assert isinstance(article, Article)
    assert article == Article(
        id="guanxi", title="组织关系怎么转", kind="policy", issuer="居委会",
        published=datetime(2026, 7, 1, tzinfo=timezone(timedelta(hours=8))), doc_no="和街发〔2026〕3号", index_no="0001",
        effective=date(2026, 8, 1), expires=date(2028, 7, 31), summary="简介", cover="covers/a.jpg",
        text="# 标题\n正文：第一段\n", revision=article.revision,
    )  # fmt: skip
    lines[27] = "              正文：第二段"
    other = look(lines).catalogue
    assert other is not None
    assert other.sections[0].columns[0].items[2].revision != article.revision  # type: ignore[union-attr]


def test_the_station_may_be_a_mapping_and_optional_keys_may_stand_empty(lines: list[str], look: Look) -> None:
    lines[1:2] = ["station:", "  name: 幸福里", "  community: 和平街道", '  phone: "0109"']
    lines[20] += "\n            speaker:\n            date:"
    catalogue = look(lines).catalogue
    assert catalogue is not None
    assert (catalogue.station, catalogue.community, catalogue.phone) == ("幸福里", "和平街道", "0109")


def test_items_all_commented_out_are_an_empty_column(lines: list[str], look: Look) -> None:
    lines[15:26] = ["        items:", "          # - id: shici"]
    del lines[4:7]
    reading = look(lines)
    assert reading.problems == () and reading.catalogue is not None
    assert reading.catalogue.sections[0].columns[0].items == ()


def test_a_derived_column_id_never_meets_a_written_one(lines: list[str], look: Look) -> None:
    catalogue = look(lines).catalogue
    assert catalogue is not None
    derived = [column.id for column in catalogue.sections[0].columns]
    assert len(set(derived)) == 2
    for taken in derived:
        lines[20] = f'          - id: "{taken}"'
        assert look(lines).catalogue is None


@pytest.mark.parametrize(
    ("base", "path", "whole"),
    [
        ("http://a.cn", "b/feed.json", "http://a.cn/b/feed.json"),
        ("http://a.cn/", "b/feed.json", "http://a.cn/b/feed.json"),
        ("http://a.cn/", "/b/feed.json", "http://a.cn/b/feed.json"),
        ("http://a.cn//", "//b", "http://a.cn/b"),
        ("http://a.cn/dir", "b", "http://a.cn/dir/b"),
    ],
)
def test_a_path_meets_its_base_with_exactly_one_slash(base: str, path: str, whole: str) -> None:
    assert addresses.joined(base, path) == whole


@pytest.mark.parametrize(
    "address",
    [
        "http://a.cn",
        "HTTPS://a.cn:8443/x?y=1#z",
        "http://[::1]:80/",
        "http://用户.cn/课.mp4",
        "http://u:p@a.cn/",
        "http://a.cn?x",
    ],
)
def test_ordinary_addresses_are_taken(address: str) -> None:
    assert addresses.fault_of(address) == ("", "")


@pytest.mark.parametrize(
    "address", ["http://", "http://?x", "http://a.cn:0/", "http://a\\b/", "javascript:alert(1)", "http:a.cn", "http://a b", "http://a\x00"]
)  # fmt: skip
def test_odd_addresses_are_refused_in_words(address: str) -> None:
    message, hint = addresses.fault_of(address)
    assert message and hint


def test_the_good_file_means_the_same_to_safe_load(lines: list[str], look: Look) -> None:
    found = yaml.safe_load("\n".join(lines))
    catalogue = look(lines).catalogue
    assert catalogue is not None
    item = found["sections"][0]["columns"][0]["items"][0]
    assert item == {"id": "shici", "title": "入党誓词", "file": "lessons/shici.mp4", "duration": "12:30"}
    assert found["today"][0]["time"] == catalogue.today[0].time


def test_what_is_only_a_reminder_is_understood_as_written(lines: list[str], look: Look) -> None:
    lines[6] = "    time: 9:05"
    lines[19] = "            duration: 12:30"
    lines[20] = "          - id: 0123"
    catalogue = look(lines).catalogue
    assert catalogue is not None
    first, second, _ = catalogue.sections[0].columns[0].items
    assert catalogue.today[0].time == "09:05"
    assert isinstance(first, Lesson) and first.duration_s == 750.0 and second.id == "0123"


def test_a_dangling_reference_is_skipped(lines: list[str], look: Look) -> None:
    lines[5] = "  - lesson: nowhere"
    catalogue = look(lines).catalogue
    assert catalogue is not None and catalogue.today == ()


def test_the_count_is_said_in_chinese(lines: list[str], look: Look) -> None:
    assert count_text(look(lines).problems) == "没有错误，也没有提醒。"
    lines[19] = "            duration: 12:30"
    assert count_text(look(lines).problems) == "没有错误，1 条提醒。"
    lines[17] = "            titel: 甲"
    assert count_text(look(lines).problems) == "1 处错误，1 条提醒。"


def test_the_shipped_catalogue_means_the_same_to_safe_load_and_is_in_block_style() -> None:
    from tvapp.adapters.yaml_nodes import quick_tree
    from tvapp.admin.check import default_catalogue
    from tvapp.core.catalogue.nodes import Mapping, Node, Scalar, Sequence

    text = default_catalogue().read_text(encoding="utf-8")
    tree = quick_tree(text, "f")
    assert tree is not None

    def same(node: Node | None, found: object) -> None:
        if isinstance(node, Mapping):
            assert isinstance(found, dict) and len(found) == len(node.pairs)
            for key, value in node.pairs:
                assert isinstance(key, Scalar)
                same(value, found[key.text])
        elif isinstance(node, Sequence):
            assert isinstance(found, list) and len(found) == len(node.items)
            for item, value in zip(node.items, found, strict=True):
                same(item, value)
        elif isinstance(node, Scalar) and not node.is_null:
            if isinstance(found, str):
                assert found == node.text
            else:
                assert isinstance(found, int | float), (node.line, node.text, found)
                assert str(found).lower() == node.text, (node.line, node.text, found)

    same(tree.root, yaml.safe_load(text))
    rows = [line.strip() for line in text.splitlines()]
    assert not [row for row in rows if row.startswith(("{", "- {", "- [")) or ": {" in row.split("#")[0]]
