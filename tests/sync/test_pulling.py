"""When to pull what: the pure decisions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvapp.core import pulling
from tvapp.core.pulling import EMPTY, FetchFailed

A = "http://office.example/a.json"
B = "http://office.example/b.json"
OTHER = "https://other.example/c.json"
ALL = (A, B, OTHER)

chances = st.floats(0, 1, exclude_max=True)
DOWN = FetchFailed("服务器没有回应", "N4", server_down=True)
WRONG = FetchFailed("服务器回答了错误（500）", "N4")


def test_a_feed_that_was_never_tried_is_due() -> None:
    assert EMPTY.due(ALL, 0.0) == ALL
    assert EMPTY.due((A, A, B), 0.0) == (A, B)
    assert EMPTY.next_s(ALL) == 0.0 and EMPTY.next_s(()) is None


def test_a_feed_that_was_reached_is_due_after_the_interval() -> None:
    table = EMPTY.reached(A, 100.0, 900.0)
    assert table.due((A,), 999.0) == () and table.due((A,), 1000.0) == (A,)
    assert table.next_s((A,)) == 1000.0


@pytest.mark.parametrize(
    ("failures", "most"), [(1, 60), (2, 120), (3, 240), (4, 480), (5, 960), (6, 1800), (7, 1800), (1000, 1800)]
)
def test_back_off_doubles_from_a_minute_to_half_an_hour(failures: int, most: float) -> None:
    assert pulling.back_off_s(failures, 0.0) == 30.0
    assert pulling.back_off_s(failures, 0.5) == pytest.approx(30 + (most - 30) / 2)
    assert pulling.back_off_s(failures, 0.999999) == pytest.approx(most, rel=1e-3)


@given(st.integers(1, 10_000), chances, st.none() | st.floats(0, 1e12))
def test_back_off_is_never_shorter_than_asked_nor_endless(failures: int, chance: float, asked: float | None) -> None:
    wait = pulling.back_off_s(failures, chance, asked)
    assert max(30.0, min(asked or 0.0, 6 * 3600)) <= wait <= 6 * 3600


@given(st.floats(0, 1e6), chances)
def test_passes_drift_apart_by_a_tenth_at_most(refresh: float, chance: float) -> None:
    usual = max(60.0, refresh)
    assert usual * 0.9 <= pulling.refresh_delay_s(refresh, chance) <= usual * 1.1


def test_a_server_that_is_down_takes_all_its_feeds_along_and_no_others() -> None:
    table = EMPTY.failed(A, 100.0, DOWN, 0.0)
    assert table.due(ALL, 101.0) == (OTHER,)
    assert table.due(ALL, 130.0) == ALL
    assert table.next_s((A, B)) == 130.0


def test_a_feed_that_fails_alone_is_backed_off_alone() -> None:
    table = EMPTY.failed(A, 100.0, WRONG, 0.0)
    assert table.due(ALL, 101.0) == (B, OTHER)


def test_failures_in_a_row_are_left_alone_for_longer_and_an_answer_ends_it() -> None:
    table, moments = EMPTY, []
    for _ in range(4):
        table = table.failed(A, 0.0, DOWN, 0.5)
        moments.append(table.next_s((A,)))
    assert moments == sorted(set(moments), key=lambda moment: moment or 0)
    table = table.reached(B, 0.0, 900.0)
    assert table.due((A,), 1.0) == (A,)


def test_a_wish_goes_before_back_off_but_not_before_what_the_server_asked_for() -> None:
    table = EMPTY.failed(A, 0.0, DOWN, 0.5)
    assert table.due(ALL, 1.0) == (OTHER,)
    assert table.due(ALL, 1.0, asked=True) == ALL
    quiet = EMPTY.failed(A, 0.0, FetchFailed("忙", "N4", retry_after_s=3600.0, server_down=True), 0.5)
    assert quiet.due(ALL, 3599.0, asked=True) == (OTHER,)
    assert quiet.due(ALL, 3600.0) == ALL


def test_a_quiet_remembered_from_an_earlier_run_is_kept() -> None:
    table = EMPTY.held(A, 500.0)
    assert table.due((A, B), 499.0, asked=True) == (B,)
    assert table.due((A, B), 500.0) == (A, B)


def test_a_wish_right_after_a_pass_is_refused_unless_the_link_came_back() -> None:
    assert EMPTY.may_ask(0.0, link_returned=False)
    table = EMPTY.ended(100.0)
    assert not table.may_ask(109.0, link_returned=False)
    assert table.may_ask(109.0, link_returned=True)
    assert table.may_ask(110.0, link_returned=False)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "localhost", "LOCALHOST", "tv.localhost", "::1"])
def test_this_machine_is_known_by_all_its_names(host: str) -> None:
    assert pulling.is_loopback(host)


@pytest.mark.parametrize("host", ["", "10.0.0.1", "localhost.example", "::2", "127.0.0.1.example"])
def test_other_machines_are_not_taken_for_this_one(host: str) -> None:
    assert not pulling.is_loopback(host)


def test_a_television_that_reads_only_from_itself_needs_no_network() -> None:
    assert not pulling.needs_network(("http://127.0.0.1:8765/a.json", "http://localhost/b"))
    assert not pulling.needs_network(())
    assert pulling.needs_network(("http://127.0.0.1:8765/a.json", A))
