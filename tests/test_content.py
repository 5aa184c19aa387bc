"""The sample office is whole: enough of everything, every file there, every lesson of the length it says."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.core.programme import NAMES
from tvapp.admin.publish import prepare
from tvapp.core.glyphs import missing

ROOT = Path(__file__).resolve().parent.parent
MEDIA = ROOT / "media"
ARTICLES = MEDIA / "articles"
TITLES = [title for _, title in NAMES]
KINDS = {"article", "guide", "notice", "job", "activity", "accounts", "policy", "group", "offer"}
GUIDE_ANSWERS = [
    "place",
    "address",
    "window",
    "hours",
    "days",
    "phone",
    "bring",
    "steps",
    "visits",
    "time_promised",
    "time_legal",
    "fee",
    "basis",
]
OFFICIAL = [
    "事项名称",
    "实施主体",
    "事项类型",
    "办件类型",
    "服务对象",
    "受理条件",
    "申请材料",
    "办理流程",
    "法定办结时限",
    "承诺办结时限",
    "到办事现场次数",
    "收费标准",
    "办理地点",
    "办理时间",
    "咨询方式",
    "监督投诉方式",
    "设定依据",
]
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
CUE = re.compile(r"(?:(\d+):)?(\d{2}):(\d{2})[,.](\d{3}) --> (?:(\d+):)?(\d{2}):(\d{2})[,.](\d{3})")
LARGEST_MEDIA_BYTES = 30 * 1024 * 1024


def catalogue() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((ROOT / "channels.yaml").read_text(encoding="utf-8"))
    return data


def columns() -> Iterator[dict[str, Any]]:
    for section in catalogue()["sections"]:
        yield from section["columns"]


def items() -> list[dict[str, Any]]:
    return [item for column in columns() for item in column.get("items", [])]


def lessons() -> list[dict[str, Any]]:
    return [item for item in items() if "file" in item]


def front_matter(path: Path) -> tuple[dict[str, Any], str]:
    opening, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    assert opening == "", path
    return yaml.safe_load(head), body


def articles() -> dict[Path, tuple[dict[str, Any], str]]:
    return {path: front_matter(path) for path in sorted(ARTICLES.rglob("*.md"))}


def seconds(clock: str) -> int:
    minutes, rest = clock.split(":")
    return int(minutes) * 60 + int(rest)


def probe(path: Path) -> tuple[float, set[str]]:
    """Length in seconds and the kinds of stream, as ffmpeg's own reader finds them."""
    ffprobe = shutil.which("ffprobe")
    assert ffprobe, "these tests need ffprobe (Debian: apt-get install ffmpeg)"
    asked = [ffprobe, "-v", "error", "-show_entries", "format=duration:stream=codec_type", "-of", "json", str(path)]
    told = json.loads(subprocess.run(asked, capture_output=True, check=True, timeout=30).stdout)
    return float(told["format"]["duration"]), {stream["codec_type"] for stream in told["streams"]}


def subtitle(path: Path) -> str:
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gbk")


def cue_times(text: str) -> list[tuple[float, float]]:
    def at(hours: str | None, minutes: str, secs: str, thousandths: str) -> float:
        return int(hours or 0) * 3600 + int(minutes) * 60 + int(secs) + int(thousandths) / 1000

    return [(at(*match.groups()[:4]), at(*match.groups()[4:])) for match in CUE.finditer(text)]


def test_the_ten_sections_stand_in_the_order_of_the_digits() -> None:
    assert [section["title"] for section in catalogue()["sections"]] == TITLES


def test_no_section_is_without_an_item_or_a_feed() -> None:
    for section in catalogue()["sections"]:
        assert any(column.get("items") or column.get("feed") for column in section["columns"]), section["title"]
        assert 3 <= len(section["columns"]) <= 6, section["title"]


def test_a_column_has_either_items_or_a_feed() -> None:
    for column in columns():
        assert ("items" in column) != ("feed" in column), column["title"]


def test_the_columns_the_office_asked_for_are_there() -> None:
    titles = {column["title"] for column in columns()}
    assert titles >= {"部门职责", "重要会议", "政策法规", "劳动就业", "医疗保险", "戏曲", "必修课", "选修课", "微党课"}


def test_an_empty_column_has_a_kind_sentence_to_say() -> None:
    for section in catalogue()["sections"]:
        if any(column.get("items") == [] or "feed" in column for column in section["columns"]):
            assert section["empty"], section["title"]


def test_every_id_is_used_once() -> None:
    ids = [one["id"] for section in catalogue()["sections"] for one in (section, *section["columns"]) if "id" in one]
    ids += [item["id"] for item in items()]
    assert len(ids) == len(set(ids))
    assert len({head["id"] for head, _ in articles().values()}) == len(articles())


def test_there_is_enough_of_everything() -> None:
    heads = [head for head, _ in articles().values()]
    assert len(items()) >= 60
    assert len(lessons()) >= 12
    assert len(heads) >= 40
    assert sum(head.get("kind") == "guide" for head in heads) >= 10
    assert {head["kind"] for head in heads} == KINDS


def test_every_file_that_is_named_is_there_and_nothing_lies_about_unnamed() -> None:
    named = {item[key] for item in items() for key in ("file", "article", "subtitle", "cover") if key in item}
    for name in named:
        assert (MEDIA / name).is_file(), name
        assert (MEDIA / name).resolve().is_relative_to(MEDIA.resolve())
    made = {
        path.relative_to(MEDIA).as_posix()
        for folder in (MEDIA / "lessons", MEDIA / "subtitles", ARTICLES / "zaidi")
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert made <= named


def test_every_feed_column_has_its_folder_of_articles_and_every_folder_its_column() -> None:
    feeds = {column["feed"].removesuffix(".json") for column in columns() if "feed" in column}
    folders = {path.parent.relative_to(ARTICLES).as_posix() for path in articles()}
    assert feeds == {folder for folder in folders if not folder.startswith("zaidi/")}


def test_pictures_in_articles_are_there() -> None:
    pictures = [
        (path.parent / name, MEDIA / name)
        for path, (_, body) in articles().items()
        for name in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", body)
    ]
    assert pictures
    for beside, in_media in pictures:
        assert beside.is_file() or in_media.is_file(), beside


def test_pyyaml_reads_what_the_clerk_meant() -> None:
    """What YAML would misread stands in quotes: dates, times and telephone numbers are text."""
    data = catalogue()
    assert data["station"] == {"name": "示范街道", "community": "和乐社区", "phone": "0512-0000 1234"}
    assert data["feeds"]["base"] == "http://127.0.0.1:8765/"
    assert len(data["notices"]) == 4
    for lesson in lessons():
        assert isinstance(lesson["duration"], str) and re.fullmatch(r"\d\d:\d\d", lesson["duration"]), lesson["id"]
        assert isinstance(lesson.get("required", False), bool)
    dated = [*items(), *data["notices"], *data["today"], *(head for head, _ in articles().values())]
    for one in dated:
        for key in ("date", "from", "until", "valid_until", "updated", "effective", "expires"):
            if key in one:
                assert isinstance(one[key], str) and ISO_DATE.fullmatch(one[key]), (one, key)
    for one in data["today"]:
        assert isinstance(one["time"], str)
        assert one["lesson"] in {lesson["id"] for lesson in lessons()}


def test_the_catalogue_is_in_block_style_with_one_key_a_line() -> None:
    lines = (ROOT / "channels.yaml").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# yaml-language-server: $schema=channels.schema.json"
    assert "\t" not in "".join(lines)
    assert not [line for line in lines if re.search(r": [\[{&*]", line.split("#")[0]) and line.strip() != "items: []"]


def test_every_guide_answers_every_question() -> None:
    guides = {path: head["guide"] for path, (head, _) in articles().items() if head["kind"] == "guide"}
    for path, guide in guides.items():
        for key in GUIDE_ANSWERS:
            assert guide[key], (path, key)
        assert list(guide["official"]) == OFFICIAL, path
        assert guide["faq"] and all(one["q"] and one["a"] for one in guide["faq"]), path
        assert ISO_DATE.fullmatch(guide["verified"]) and guide["complaint_phone"], path
        assert all(one["name"] for one in guide["bring"]), path


def test_accounts_add_up() -> None:
    for path, (head, body) in articles().items():
        if head["kind"] != "accounts":
            continue
        for table in re.findall(r"(?:^\|.*\n)+", body, re.M):
            rows = [[cell.strip() for cell in line.strip("|\n").split("|")] for line in table.splitlines()]
            if not any("合计" in row[0] for row in rows) or any(row.count("合计") > 1 for row in rows):
                continue
            body_rows = [row for row in rows[2:] if row[0] != "合计"]
            total = next(row for row in rows if row[0] == "合计")
            for place, cell in enumerate(total):
                if re.fullmatch(r"[\d,]+", cell):
                    summed = sum(int(row[place].replace(",", "")) for row in body_rows)
                    assert summed == int(cell.replace(",", "")), (path, rows[0][place])


def test_articles_are_of_every_length() -> None:
    lengths = sorted(len(body) for _, body in articles().values())
    assert lengths[0] < 150
    assert lengths[-2] >= 1500
    assert max(len(head["title"]) for head, _ in articles().values()) == 40


def test_every_character_can_be_drawn() -> None:
    texts = [ROOT / "channels.yaml", *articles()]
    for path in texts:
        assert missing(path.read_text(encoding="utf-8").replace("\n", "")) == "", path
    for path in (MEDIA / "subtitles").iterdir():
        assert missing(re.sub(r"\s", "", subtitle(path))) == "", path


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: str(lesson["id"]))
def test_a_lesson_is_as_long_as_it_says_and_its_subtitles_fit(lesson: dict[str, Any]) -> None:
    length, streams = probe(MEDIA / lesson["file"])
    assert 20 <= length <= 60
    assert abs(length - seconds(lesson["duration"])) <= 1
    assert "audio" in streams
    times = cue_times(subtitle(MEDIA / lesson["subtitle"]))
    assert len(times) >= 6
    assert times == sorted(times)
    assert all(start < end for start, end in times)
    assert all(end <= after for (_, end), (after, _) in pairwise(times))
    assert times[-1][1] <= length
    assert len(lesson["title"]) <= 16


def test_some_lessons_are_only_heard_and_some_subtitles_come_from_old_computers() -> None:
    assert sum("video" not in probe(MEDIA / lesson["file"])[1] for lesson in lessons()) >= 2
    raw = [(MEDIA / lesson["subtitle"]).read_bytes() for lesson in lessons()]
    gbk = [one for one in raw if not _is_utf8(one)]
    assert gbk and all(b"\r\n" in one for one in gbk)
    assert any(one.startswith(b"WEBVTT") for one in raw)


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def test_the_media_folder_stays_small_enough_for_a_clone() -> None:
    assert sum(path.stat().st_size for path in MEDIA.rglob("*") if path.is_file()) < LARGEST_MEDIA_BYTES


def test_the_catalogue_check_finds_nothing_to_say() -> None:
    told = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "check", str(ROOT / "channels.yaml"), "--json"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (told.returncode, told.stdout) == (0, ""), told.stdout + told.stderr


def test_the_articles_publish_without_a_problem_and_give_every_feed_of_the_catalogue() -> None:
    plan = prepare(ARTICLES)
    assert plan.problems == []
    assert {column["feed"] for column in columns() if "feed" in column} <= set(plan.files)
    assert plan.articles == len(articles())
