"""The last good catalogue, kept in the state folder: a start without parsing, and a picture when the file is broken.

One JSON file a catalogue path. It is believed only when its own checksum fits and the program that wrote it had the same
model; for a start without parsing the program's version and the catalogue's SHA-256 must be the same as well. The time
of the file is not asked: a USB stick keeps it to two seconds, and a copied file is the same file.
Media files are not looked at again here. Plain JSON: nothing that is read back can run.
"""

from __future__ import annotations

import dataclasses
import gc
import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import tvapp
from tvapp.adapters.safe_file import sync_folder, write_atomically
from tvapp.core.catalogue.problem import Problem
from tvapp.core.model import (
    Article,
    Catalogue,
    Column,
    Item,
    Lesson,
    Notice,
    Section,
    Source,
    TodayLesson,
)

FOLDER = "catalogue"
"""Inside the state folder."""
KEPT = 4
"""Catalogue paths that are remembered at once; the one written longest ago goes first."""
MAX_CACHE_BYTES = 64 * 1024 * 1024


class StartCatalogue(NamedTuple):
    """What a start or a reload gets."""

    catalogue: Catalogue | None
    """What to show: the file's own, or the last good one; None when there never was one."""
    problems: tuple[Problem, ...]
    """All problems of the file as it is now; empty when it was not looked at because nothing changed."""
    fresh: bool
    """Whether `catalogue` is what the file says now."""


def load_for_start(path: Path, state_dir: Path) -> StartCatalogue:
    """The catalogue at `path`: unchanged since the last good reading -> from the cache; changed -> read and checked,
    and kept if good; broken -> the last good one, beside the problems. Raises nothing for a bad file or cache; a state
    folder that cannot be written costs only the cache."""
    from tvapp.adapters.catalogue_bytes import read_bytes

    read = read_bytes(path, str(path))
    kept = _kept_at(path, state_dir)
    if read.problem is not None:
        return StartCatalogue(_last_good(kept, None), (read.problem,), False)
    digest = sha256(read.data).hexdigest()
    if (same := _last_good(kept, digest)) is not None:
        return StartCatalogue(same, (), True)
    # The YAML library and the checker cost 0.1 s to import: only for a file that changed.
    from tvapp.adapters.catalogue_file import MEDIA, OnAirFacts, check_bytes
    from tvapp.adapters.media_folder import MediaFolder

    reading = check_bytes(read.data, str(path), OnAirFacts(MediaFolder(path.parent / MEDIA)))
    if reading.catalogue is None:
        return StartCatalogue(_last_good(kept, None), reading.problems, False)
    with suppress(OSError):
        _keep(kept, digest, reading.catalogue)
    return StartCatalogue(reading.catalogue, reading.problems, True)


def keeps_last_good(path: Path, state_dir: Path) -> bool:
    """Whether a good reading of the catalogue at `path` was kept once: it may be started on although the file is gone."""
    return _kept_at(path, state_dir).is_file()


def _kept_at(path: Path, state_dir: Path) -> Path:
    name = sha256(str(path.absolute()).encode("utf-8", "surrogateescape")).hexdigest()[:24]
    return state_dir / FOLDER / f"{name}.json"


def _keep(kept: Path, digest: str, catalogue: Catalogue) -> None:
    if not kept.parent.is_dir():
        kept.parent.mkdir(parents=True, exist_ok=True)
        sync_folder(kept.parent.parent)
    body = json.dumps(_packed(catalogue), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    write_atomically(kept, _head(digest, body) + body)
    others = sorted(kept.parent.glob("*.json"), key=lambda other: other.stat().st_mtime_ns, reverse=True)
    for old in others[KEPT:]:
        old.unlink(missing_ok=True)


def _head(digest: str, body: bytes) -> bytes:
    """The first line: whose cache this is, and the checksum of the rest."""
    return f"{_model()}-{tvapp.__version__} {digest} {sha256(body).hexdigest()}\n".encode()


def _model() -> str:
    """The fields of the model, as one word: a cache of another model is none."""
    names = [
        f"{shape.__name__}:{','.join(field.name for field in dataclasses.fields(shape))}"
        for shape in (Catalogue, Section, Column, Lesson, Source, Article, TodayLesson, Notice)
    ]
    return sha256("|".join(names).encode()).hexdigest()[:16]


def _last_good(kept: Path, digest: str | None) -> Catalogue | None:
    """The kept catalogue; with a digest only if it was made from exactly that file. None for whatever is wrong."""
    try:
        with open(kept, "rb") as file:
            data = file.read(MAX_CACHE_BYTES)
    except OSError:
        return None
    line, found, body = data.partition(b"\n")
    parts = line.split(b" ")
    if not found or len(parts) != 3:
        return None
    maker, of, checksum = (part.decode("ascii", "replace") for part in parts)
    model, _, version = maker.partition("-")
    if model != _model() or checksum != sha256(body).hexdigest():
        return None
    # Another version may judge the file otherwise, so it looks again; as a last good catalogue its cache still serves.
    if digest is not None and (of != digest or version != tvapp.__version__):
        return None
    running = gc.isenabled()
    gc.disable()  # 10,000 lessons are made and none thrown away: the collector would look through them in vain
    try:
        return _unpacked(json.loads(body))
    except (ValueError, TypeError, KeyError, IndexError, RecursionError, OverflowError):
        return None
    finally:
        if running:
            gc.enable()


# ------------------------------------------------------------------ model <-> plain lists
#
# Each value becomes a list of its fields in order; what equals the default at the end is left out. Dates are days
# since year 1, moments are (UTC seconds, offset in seconds).


def _trimmed(values: list[Any], defaults: tuple[Any, ...]) -> list[Any]:
    while values and len(values) > len(defaults[0]) and values[-1] == defaults[1][len(values) - 1]:
        values.pop()
    return values


def _plan(shape: Any) -> tuple[tuple[str, ...], tuple[Any, tuple[Any, ...]]]:
    """Field names, and (names without default, defaults by place)."""
    fields = dataclasses.fields(shape)
    bare = tuple(field.name for field in fields if field.default is dataclasses.MISSING)
    return tuple(field.name for field in fields), (
        bare,
        tuple(None if field.default is dataclasses.MISSING else field.default for field in fields),
    )


def _packer(shape: Any, **how: Callable[[Any], Any]) -> Callable[[Any], list[Any]]:
    names, defaults = _plan(shape)

    def pack(value: Any) -> list[Any]:
        listed = _trimmed([getattr(value, name) for name in names], defaults)
        for place, name in enumerate(names[: len(listed)]):
            if name in how and listed[place] is not None:
                listed[place] = how[name](listed[place])
        return listed

    return pack


def _day(value: date) -> int:
    return value.toordinal()


def _moment(value: datetime) -> list[float]:
    offset = value.utcoffset() or timedelta()
    return [value.timestamp(), offset.total_seconds()]


def _source(value: Source) -> list[str | None]:
    return [value.file, value.url]


_pack_lesson = _packer(Lesson, source=_source, date=_day, valid_until=_day)
_pack_article = _packer(Article, published=_moment, updated=_moment, effective=_day, expires=_day)


def _pack_item(item: Item) -> list[Any]:
    return [0, *_pack_lesson(item)] if isinstance(item, Lesson) else [1, *_pack_article(item)]


def _each(pack: Callable[[Any], Any]) -> Callable[[Any], list[Any]]:
    return lambda values: [pack(value) for value in values]


_pack_column = _packer(Column, items=_each(_pack_item))
_pack_section = _packer(Section, columns=_each(_pack_column))
_packed = _packer(
    Catalogue,
    sections=_each(_pack_section),
    today=_each(_packer(TodayLesson, date=_day)),
    notices=_each(_packer(Notice, starts=_day, until=_day)),
)


def _unpack_item(listed: list[Any]) -> Item:
    if listed[0] == 0:
        source = listed[3]
        listed[3] = Source(source[0], source[1])
        _days(listed, _LESSON_DAYS)
        return Lesson(*listed[1:])
    _days(listed, _ARTICLE_DAYS)
    for place in _ARTICLE_MOMENTS:
        if len(listed) > place and listed[place] is not None:
            seconds, offset = listed[place]
            listed[place] = datetime.fromtimestamp(seconds, timezone(timedelta(seconds=offset)))
    return Article(*listed[1:])


def _days(listed: list[Any], places: tuple[int, ...]) -> None:
    for place in places:
        if len(listed) > place and listed[place] is not None:
            listed[place] = date.fromordinal(listed[place])


def _places(shape: Any, *names: str, shift: int = 0) -> tuple[int, ...]:
    order = [field.name for field in dataclasses.fields(shape)]
    return tuple(order.index(name) + shift for name in names)


_LESSON_DAYS = _places(Lesson, "date", "valid_until", shift=1)
_ARTICLE_DAYS = _places(Article, "effective", "expires", shift=1)
_ARTICLE_MOMENTS = _places(Article, "published", "updated", shift=1)
_TODAY_DAYS = _places(TodayLesson, "date")
_NOTICE_DAYS = _places(Notice, "starts", "until")
_COLUMN_ITEMS = _places(Column, "items")[0]
_SECTION_COLUMNS = _places(Section, "columns")[0]
_CATALOGUE_LISTS = _places(Catalogue, "sections", "today", "notices")


def _unpack_column(listed: list[Any]) -> Column:
    if len(listed) > _COLUMN_ITEMS:
        listed[_COLUMN_ITEMS] = tuple(map(_unpack_item, listed[_COLUMN_ITEMS]))
    return Column(*listed)


def _unpack_section(listed: list[Any]) -> Section:
    if len(listed) > _SECTION_COLUMNS:
        listed[_SECTION_COLUMNS] = tuple(map(_unpack_column, listed[_SECTION_COLUMNS]))
    return Section(*listed)


def _unpack_today(listed: list[Any]) -> TodayLesson:
    _days(listed, _TODAY_DAYS)
    return TodayLesson(*listed)


def _unpack_notice(listed: list[Any]) -> Notice:
    _days(listed, _NOTICE_DAYS)
    return Notice(*listed)


def _unpacked(listed: list[Any]) -> Catalogue:
    for place, unpack in zip(_CATALOGUE_LISTS, (_unpack_section, _unpack_today, _unpack_notice), strict=True):
        if len(listed) > place:
            listed[place] = tuple(map(unpack, listed[place]))
    return Catalogue(*listed)
