"""Dates as publishers write them."""

from __future__ import annotations

from datetime import date, datetime

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
        ("2026-01-01 08:00 GMT+8", "2026-01-01T08:00:00+08:00"),
    ],
)
def test_a_date_is_read(text, expected):
    found = moment(text)
    assert found is not None and found.isoformat() == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026年11月20日", "2026-11-20T00:00:00+08:00"),
        ("2026-11-20", "2026-11-20T00:00:00+08:00"),
        ("2026.11.20", "2026-11-20T00:00:00+08:00"),
        ("2026/11/20", "2026-11-20T00:00:00+08:00"),
        ("2026年11月20日（星期五）", "2026-11-20T00:00:00+08:00"),
        ("二〇二六年十一月二十日", "2026-11-20T00:00:00+08:00"),
        ("二○二六年十月三十一日", "2026-10-31T00:00:00+08:00"),
        ("二零二六年二月三日", "2026-02-03T00:00:00+08:00"),
        ("20 Nov 2026", "2026-11-20T00:00:00+08:00"),
        ("20 Nov 26", "2026-11-20T00:00:00+08:00"),
        ("20-Nov-2026", "2026-11-20T00:00:00+08:00"),
        ("Fri, 20 Nov 2026", "2026-11-20T00:00:00+08:00"),
        ("Friday, 20 November 2026", "2026-11-20T00:00:00+08:00"),
        ("Fri Nov 20 2026", "2026-11-20T00:00:00+08:00"),
        ("November 20th, 2026", "2026-11-20T00:00:00+08:00"),
        ("Sept. 3, 2026", "2026-09-03T00:00:00+08:00"),
        ("Fri, 20 Nov 2026 GMT", "2026-11-20T00:00:00+00:00"),
        ("Fri, 20 Nov 2026 -0500", "2026-11-20T00:00:00-05:00"),
        ("Fri, 20 Nov 2026 EST", "2026-11-20T00:00:00-05:00"),
        ("Fri, 20 Nov 2026 CST", "2026-11-20T00:00:00+08:00"),
        ("2026-11-20Z", "2026-11-20T00:00:00+00:00"),
        ("2026-11-20+08:00", "2026-11-20T00:00:00+08:00"),
        ("2026-11-20-05:00", "2026-11-20T00:00:00-05:00"),
    ],
)
def test_a_date_without_a_time_of_day_is_that_date_at_midnight(text, expected):
    found = moment(text)
    assert found is not None and found.isoformat() == expected
    assert day(text) == found.date()


@pytest.mark.parametrize(
    "text",
    ["32 Nov 2026", "20 Nov 2026 +9900", "20 Foo 2026", "Nov 2026", "二〇二六年十三月一日", "二〇二六年十月十十日",
     "二〇二六年十月三十二日", "二〇二六年二十月一日"],
)  # fmt: skip
def test_a_day_that_no_calendar_has_is_none(text):
    assert moment(text) is None


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


@given(st.dates(date(1901, 1, 1), date(2099, 12, 30)))
def test_days_come_back_however_they_are_written(when):
    midnight = datetime(when.year, when.month, when.day, tzinfo=CHINA)
    english = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")[when.month - 1]
    for text in (
        f"{when.year}年{when.month}月{when.day}日",
        f"{when.year}.{when.month}.{when.day}",
        f"{when.day} {english} {when.year}",
        f"{english} {when.day}, {when.year}",
    ):
        assert moment(text) == midnight


@given(st.text(max_size=60))
def test_no_text_raises(text):
    found = moment(text)
    assert found is None or found.tzinfo is not None
