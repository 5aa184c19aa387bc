"""Dates as publishers write them."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvapp.core.feed_dates import CHINA, day, moment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-01-01", "2026-01-01T00:00:00+08:00"),
        ("2026-01-01 08:00:00", "2026-01-01T08:00:00+08:00"),
        ("2026-01-01T08:00:00", "2026-01-01T08:00:00+08:00"),
        ("2026-01-01T08:00:00Z", "2026-01-01T08:00:00+00:00"),
        ("2026-01-01T08:00:00.123456+08:00", "2026-01-01T08:00:00+08:00"),
        ("2026-01-01T08:00+0530", "2026-01-01T08:00:00+05:30"),
        ("2026-01-01 08:00:00 -05", "2026-01-01T08:00:00-05:00"),
        ("2026-01-01 08:00:00 CST", "2026-01-01T08:00:00+08:00"),
        ("20260101", "2026-01-01T00:00:00+08:00"),
        ("20260101T080910Z", "2026-01-01T08:09:10+00:00"),
        ("2026年1月1日", "2026-01-01T00:00:00+08:00"),
        ("2026年01月01日 08:00", "2026-01-01T08:00:00+08:00"),
        ("2026年1月1日 星期四 下午3时30分", "2026-01-01T15:30:00+08:00"),
        ("2026 年 1 月 1 日", "2026-01-01T00:00:00+08:00"),
        ("２０２６年１月１日", "2026-01-01T00:00:00+08:00"),
        ("2026/1/1 8:00", "2026-01-01T08:00:00+08:00"),
        ("2026.1.1", "2026-01-01T00:00:00+08:00"),
        ("2026-01-01 24:00", "2026-01-02T00:00:00+08:00"),
        ("Thu, 01 Jan 2026 08:00:00 GMT", "2026-01-01T08:00:00+00:00"),
        ("Thu, 01 Jan 2026 08:00:00 +0800", "2026-01-01T08:00:00+08:00"),
        ("Thu, 01 Jan 2026 08:00:00 EST", "2026-01-01T08:00:00-05:00"),
        ("Thu, 01 Jan 2026 08:00:00", "2026-01-01T08:00:00+08:00"),
        ("Thu, 01 Jan 2026 08:00:00 -0000", "2026-01-01T08:00:00+00:00"),
        ("Thu, 01 Jan 2026 08:00:00 CST", "2026-01-01T08:00:00+08:00"),
        ("1 Jan 26 08:00 +0800", "2026-01-01T08:00:00+08:00"),
        ("Thu Jan  1 08:00:00 2026", "2026-01-01T08:00:00+08:00"),
        ("Thu Jan 01 08:00:00 CST 2026", "2026-01-01T08:00:00+08:00"),
    ],
)
def test_a_date_is_read(text, expected):
    found = moment(text)
    assert found is not None and found.isoformat() == expected


@pytest.mark.parametrize(
    "text",
    ["", "2026", "2026-01", "2026年1月", "01/02/2026", "2026-13-01", "2026-02-30", "2026-01-01 25:00", "昨天", "1767225600",
     "0001-01-01", "9999-12-31", "2026-01-01 08:00 +99:00", "Thu, 32 Jan 2026 08:00:00 GMT", "1" * 10_000, None, 5, []],
)  # fmt: skip
def test_what_is_no_sure_date_is_none(text):
    assert moment(text) is None


@given(st.datetimes(datetime(1901, 1, 1), datetime(2099, 12, 30)))
def test_iso_dates_come_back_as_they_were(when):
    when = when.replace(microsecond=0, tzinfo=CHINA)
    assert moment(when.isoformat()) == when
    assert day(when.date().isoformat()) == when.date()


@given(st.text(max_size=60))
def test_no_text_raises(text):
    found = moment(text)
    assert found is None or found.tzinfo is not None
