"""A lesson of the catalogue from what was read of its keys."""

from __future__ import annotations

from typing import cast

from tvapp.core.catalogue.fields import TITLE_COMFORT
from tvapp.core.catalogue.keys import Entry
from tvapp.core.catalogue.values import Notes
from tvapp.core.model import Lesson, Source


def lesson(notes: Notes, entry: Entry) -> Lesson:
    """What stands in `entry`, with a 提醒 for a title that is long for a card. Only good if no error was noted."""
    get = entry.values.get
    title = entry.text("title")
    if len(title) > TITLE_COMFORT:
        notes.warning(
            entry.places["title"][1],
            f"课程标题有 {len(title)} 个字，大字号时要折成几行",
            f"最好不超过 {TITLE_COMFORT} 个字，其余的写进 summary（简介）",
        )
    file = cast("str | None", get("file"))
    values = {_NAMES.get(key, key): value for key, value in entry.values.items() if key not in ("file", "url")}
    values["source"] = Source(file, None if file else cast("str | None", get("url")))
    values.setdefault("id", "")
    values.setdefault("title", "")
    return Lesson(**values)  # type: ignore[arg-type]  # each reader gives the type of its field; a test holds it


_NAMES = {"duration": "duration_s", "source": "origin"}
"""Keys that the model calls otherwise."""
