"""The whole file: a tree of nodes -> the catalogue, or all its mistakes at once. Pure; the world comes in as facts."""

from __future__ import annotations

from datetime import date
from typing import cast

from tvapp.core.catalogue import addresses
from tvapp.core.catalogue.article import article
from tvapp.core.catalogue.facts import Facts
from tvapp.core.catalogue.fields import (
    ARTICLE,
    COLUMN,
    FEEDS,
    ITEM,
    ITEM_SOURCES,
    LESSON,
    NOTICE,
    SECTION,
    SECTION_COUNT,
    STATION,
    TODAY,
    TOP,
    Shape,
)
from tvapp.core.catalogue.keys import Entry, need_list, need_mapping, read_keys
from tvapp.core.catalogue.lesson import lesson
from tvapp.core.catalogue.nodes import Mapping, Node, Scalar, Sequence
from tvapp.core.catalogue.pictures import unspoken, unspoken_pictures
from tvapp.core.catalogue.problem import Problem
from tvapp.core.catalogue.values import Notes, quoted, value_of
from tvapp.core.model import DIGITS, Catalogue, Column, Item, Lesson, Notice, Section, TodayLesson
from tvapp.core.value import dataclass

DEFAULT_REFRESH_MINUTES = 15


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome: a catalogue when nothing is an error, and all problems in the order of the file."""

    catalogue: Catalogue | None
    problems: tuple[Problem, ...]


def check(
    root: Node | None,
    file: str,
    facts: Facts,
    characters: frozenset[str] = frozenset(),
    damaged: frozenset[int] = frozenset(),
    text: str = "",
    advise: bool = False,
) -> Checked:
    """Look at the whole tree. `file` is its name for the reader; `characters` are all that occur in it (those without
    a glyph are looked for once, not once a title); `damaged` are lines that a syntax error made unreadable; `text` is the
    file itself. `advise`: where nothing is wrong, also say what some viewers will miss."""
    notes = Notes(file, facts, frozenset(facts.missing_glyphs("".join(sorted(characters)))), text, damaged)
    catalogue = None
    if root is None or (isinstance(root, Scalar) and root.is_null):
        if not damaged:
            notes.add(1, 1, "error", "文件是空的", "从自带的 channels.yaml 抄一份来改")
    else:
        top = need_mapping(notes, TOP, root)
        if top is not None:
            walk = _Walk(notes)
            catalogue = walk.top(top)
            if advise and not any(problem.severity == "error" for problem in notes.problems):
                walk.advise()
    problems = in_order(notes.problems)
    if any(problem.severity == "error" for problem in problems):
        catalogue = None
    return Checked(catalogue, problems)


def in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """By place, each once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: (problem.line, problem.column)))


class _Walk:
    """One walk over one file: the ids met so far, and references to be looked up at the end."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.ids: dict[str, int] = {}
        """Every id -> the line where it first stands."""
        self.lessons: set[str] = set()
        self.unsure = bool(notes.damaged)
        """Some id could not be read, so a reference to it is not dangling for certain."""
        self.base = ""
        self.base_line = 0
        self.unbased: list[Node] = []
        """Feeds given as paths: they need feeds.base, which may stand below them."""
        self.unsubtitled: dict[str, list[Node]] = {}
        """Section -> the files or addresses of its lessons without subtitles."""
        self.unspoken: list[tuple[Node, int]] = []
        """Articles in place, and how many pictures without words they have."""
        self.section = ""

    def top(self, node: Mapping) -> Catalogue:
        notes = self.notes
        entry = read_keys(notes, TOP, node)
        station, community, phone = self._station(entry)
        refresh_minutes = self._feeds(entry)
        sections = self._sections(entry)
        today = self._today(entry)
        notices = self._notices(entry)
        if self.unbased and not self.base_line:
            notes.error(
                self.unbased[0],
                f"feed 只写了路径{quoted(_text(self.unbased[0]))}，可是没有 feeds.base",
                "在文件开头写上 feeds: 和下一行缩进的 base: http://…，或者这里写完整网址",
            )
        return Catalogue(
            station=station,
            sections=sections,
            community=community,
            phone=phone,
            feeds_base=self.base,
            refresh_s=refresh_minutes * 60.0,
            today=today,
            notices=notices,
        )

    def advise(self) -> None:
        """One 提醒 a section or article: forty lines about one thing would hide the rest."""
        for title, places in self.unsubtitled.items():
            count = len(places)
            what = "这一课没有字幕" if count == 1 else f"{quoted(title)}有 {count} 课没有字幕，这是第一课"
            self.notes.warning(
                places[0],
                f"{what}，耳朵不好的人听不全",
                "字幕文件（.srt 或 .vtt）放进 media，写 subtitle: 文件；画面里本来就有字的不用管",
            )
        for place, count in self.unspoken:
            self.notes.warning(place, *unspoken(count))

    def _station(self, entry: Entry) -> tuple[str, str, str]:
        place = entry.places.get("station")
        if place is None or (isinstance(place[1], Scalar) and place[1].is_null):
            return "", "", ""
        if isinstance(place[1], Scalar):
            name = value_of(self.notes, TOP.by_key["station"], place[1])
            return cast("str | None", name) or "", "", ""
        node = need_mapping(self.notes, STATION, place[1])
        if node is None:
            return "", "", ""
        inner = read_keys(self.notes, STATION, node)
        return inner.text("name"), inner.text("community"), inner.text("phone")

    def _feeds(self, entry: Entry) -> int:
        place = entry.places.get("feeds")
        if place is None or (isinstance(place[1], Scalar) and place[1].is_null):
            return DEFAULT_REFRESH_MINUTES
        node = need_mapping(self.notes, FEEDS, place[1])
        if node is None:
            self.base_line = place[0].line
            return DEFAULT_REFRESH_MINUTES
        inner = read_keys(self.notes, FEEDS, node)
        self.base = inner.text("base")
        if "base" in inner.places or self.notes.is_damaged(node.line, node.end_line):
            self.base_line = node.line
        return inner.whole("refresh_minutes") or DEFAULT_REFRESH_MINUTES

    def _sections(self, entry: Entry) -> tuple[Section, ...]:
        place = entry.places.get("sections")
        if place is None:
            return ()
        wanted = TOP.by_key["sections"]
        nodes = need_list(self.notes, wanted, place[1])
        self.unsure |= not nodes
        sections = tuple(self._section(node) for node in nodes)
        listed = isinstance(place[1], Sequence) or _is_null(place[1])
        if len(nodes) != SECTION_COUNT and listed and not self.notes.damaged:
            where = nodes[SECTION_COUNT] if len(nodes) > SECTION_COUNT else place[0]
            verb = "删去或合并" if len(nodes) > SECTION_COUNT else "补上"
            self.notes.error(
                where,
                f"版块要正好十个，现在有 {len(nodes)} 个",
                f"{verb} {abs(SECTION_COUNT - len(nodes))} 个，依次对应遥控器的 {'、'.join(DIGITS)}",
            )
        return sections

    def _section(self, node: Node) -> Section:
        mapping = need_mapping(self.notes, SECTION, node)
        if mapping is None:
            self.unsure = True
            return Section("", "")
        entry = read_keys(self.notes, SECTION, mapping)
        self._claim(entry)
        own_id = entry.text("id")
        self.section = entry.text("title")
        columns: list[Column] = []
        if "columns" in entry.places:
            members = need_list(self.notes, SECTION.by_key["columns"], entry.places["columns"][1])
            columns = [self._column(member, own_id, number) for number, member in enumerate(members, 1)]
        return Section(own_id, entry.text("title"), tuple(columns), entry.text("intro"), entry.text("empty"))

    def _column(self, node: Node, section_id: str, number: int) -> Column:
        mapping = need_mapping(self.notes, COLUMN, node)
        if mapping is None:
            self.unsure = True
            return Column("", "")
        notes = self.notes
        entry = read_keys(notes, COLUMN, mapping)
        self._claim(entry)
        items: tuple[Item, ...] = ()
        feed = None
        if "items" in entry.places and "feed" in entry.places:
            later = max((entry.places["items"][0], entry.places["feed"][0]), key=lambda key: (key.line, key.column))
            notes.error(later, "items 和 feed 只能写一个", "留下一个；又要自己写、又要取消息源，就分成两个栏目")
        elif not entry.places.keys() & {"items", "feed"} and self._lacks(mapping, COLUMN, ("items", "feed")):
            notes.error(mapping, "这个栏目没有内容", "写上 items:（一条一条写）或 feed: 路径；暂时没有就写 items: []")
        if "items" in entry.places:
            members = need_list(notes, COLUMN.by_key["items"], entry.places["items"][1])
            items = tuple(item for item in map(self._item, members) if item is not None)
        if "feed" in entry.places:
            path = entry.text("feed")
            if path and not addresses.is_whole(path):
                self.unbased.append(entry.places["feed"][1])
                feed = addresses.joined(self.base, path)
            elif path:
                feed = path
        unit = entry.text("unit") or ("课" if items and all(isinstance(item, Lesson) for item in items) else "条")
        # A written id cannot hold a blank, so a derived one never meets it.
        own_id = entry.text("id") or f"{section_id} {number}"
        return Column(own_id, entry.text("title"), items, feed, unit)

    def _item(self, node: Node) -> Item | None:
        mapping = need_mapping(self.notes, ITEM_WORDS, node)
        if mapping is None:
            self.unsure = True
            return None
        shape = self._shape_of(mapping)
        entry = read_keys(self.notes, shape, mapping)
        self._claim(entry)
        self.unsure |= not entry.text("id")
        if shape is LESSON:
            made = lesson(self.notes, entry)
            self.lessons.add(made.id)
            if made.subtitle is None:
                key = "file" if "file" in entry.places else "url"
                self.unsubtitled.setdefault(self.section, []).append(entry.places[key][1] if key in entry.places else mapping)
            return made
        if shape is BOTH:
            self.lessons.add(entry.text("id"))
        written = article(self.notes, entry)
        if written.text and (silent := len(unspoken_pictures(written.text))):
            self.unspoken.append((entry.places["text"][1], silent))
        return written

    def _shape_of(self, node: Mapping) -> Shape:
        """Lesson or article, by the one source it has; none or several is a mistake."""
        sources = [key for key, _ in node.pairs if isinstance(key, Scalar) and key.text in ITEM_SOURCES]
        if sources:
            shape = LESSON if sources[0].text in LESSON.by_key else ARTICLE
            others = [key for key in sources[1:] if key.text != sources[0].text]
            if others:
                self.notes.error(
                    others[0],
                    f"这一条既有 {sources[0].text} 又有 {others[0].text}",
                    "file、url、article、text 只能写一个，删去多余的",
                )
                # Keys of the other kind are no second mistake.
                return shape if all(key.text in shape.by_key for key in sources) else BOTH
            return shape
        if _meant(node, LESSON, ("file", "url")):
            return LESSON
        if _meant(node, ARTICLE, ("article", "text")):
            return ARTICLE
        if not self.notes.is_damaged(node.line, node.end_line):
            self.notes.error(
                node,
                "这一条没有内容",
                "课程写 file: 文件 或 url: 网址，文章写 article: 文件 或 text: 正文",
            )
        return BOTH

    def _claim(self, entry: Entry) -> None:
        """One set of ids for sections, columns and items."""
        own = entry.text("id")
        if not own:
            return
        place = entry.places["id"][1]
        if own in self.ids:
            first = self.ids[own]
            self.notes.error(place, f"编号{quoted(own)}用了两次，第一次在第 {first} 行", "换一个没有用过的编号")
        else:
            self.ids[own] = place.line

    def _lacks(self, node: Mapping, shape: Shape, wanted: tuple[str, ...]) -> bool:
        """None of `wanted` stands there, not even misspelt or on a damaged line."""
        return not _meant(node, shape, wanted) and not self.notes.is_damaged(node.line, node.end_line)

    def _today(self, entry: Entry) -> tuple[TodayLesson, ...]:
        if "today" not in entry.places:
            return ()
        found: list[TodayLesson] = []
        for node in need_list(self.notes, TOP.by_key["today"], entry.places["today"][1]):
            mapping = need_mapping(self.notes, TODAY, node)
            if mapping is None:
                continue
            inner = read_keys(self.notes, TODAY, mapping)
            if "date" in inner.places and "weekday" in inner.places:
                later = max(
                    inner.places["date"][0],
                    inner.places["weekday"][0],
                    key=lambda key: (key.line, key.column),
                )
                self.notes.error(
                    later, "date 和 weekday 只能写一个", "某一天放写 date，每星期放写 weekday，每天放都不写"
                )
            lesson_id = inner.text("lesson")
            if lesson_id and lesson_id not in self.lessons and not self.unsure:
                self._dangling(inner.places["lesson"][1], lesson_id)
                continue
            found.append(
                TodayLesson(
                    lesson=lesson_id,
                    date=cast("date | None", inner.values.get("date")),
                    weekday=inner.whole("weekday"),
                    time=inner.text("time"),
                    place=inner.text("place"),
                )
            )
        return tuple(found)

    def _dangling(self, node: Node, lesson_id: str) -> None:
        from tvapp.core.catalogue.nearest import nearest

        if lesson_id in self.ids:
            self.notes.warning(
                node,
                f"今日课程{quoted(lesson_id)}不是课程，电视会跳过它",
                f"第 {self.ids[lesson_id]} 行的是别的内容，换成课程的编号",
            )
            return
        near = nearest(lesson_id, self.lessons) if len(self.lessons) <= 2000 else ""
        hint = f"是不是想写 {near}？" if near else "改成文件里有的课程编号，或删去这一条"
        self.notes.warning(node, f"今日课程{quoted(lesson_id)}在文件里找不到，电视会跳过它", hint)

    def _notices(self, entry: Entry) -> tuple[Notice, ...]:
        if "notices" not in entry.places:
            return ()
        found: list[Notice] = []
        for node in need_list(self.notes, TOP.by_key["notices"], entry.places["notices"][1]):
            mapping = need_mapping(self.notes, NOTICE, node)
            if mapping is None:
                continue
            inner = read_keys(self.notes, NOTICE, mapping)
            starts = cast("date | None", inner.values.get("from"))
            until = cast("date | None", inner.values.get("until"))
            if starts and until and until < starts:
                self.notes.error(inner.places["until"][1], "until（到哪天）早于 from（从哪天）", "改正其中一个日期")
            found.append(Notice(inner.text("text"), inner.text("issuer"), starts, until))
        return tuple(found)


ITEM_WORDS = Shape(ITEM.key, ITEM.name, LESSON.fields)
BOTH = Shape(
    ITEM.key,
    ITEM.name,
    LESSON.fields + tuple(field for field in ARTICLE.fields if field.key not in LESSON.by_key),
)
"""For an item of which one cannot say what it is: keys of either kind are known."""


def _is_null(node: Node) -> bool:
    """Nothing was written after the colon."""
    return isinstance(node, Scalar) and node.is_null and not node.broken


def _text(node: Node) -> str:
    return node.text if isinstance(node, Scalar) else ""


def _meant(node: Mapping, shape: Shape, wanted: tuple[str, ...]) -> bool:
    """Whether a misspelt key of `node` was meant to be one of `wanted` (the misspelling itself is reported)."""
    from tvapp.core.catalogue.nearest import nearest_key

    return any(
        isinstance(key, Scalar) and key.text not in BOTH.by_key and nearest_key(key.text, shape) in wanted
        for key, _ in node.pairs
    )
