"""A press during a page change waits until the page has been seen; what leads out does not wait."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tvapp.core.events import KeyPressed
from tvapp.core.keys import Key
from tvapp.ui.guard import AT_ONCE, GUARD_S, MOST, UNSEEN_S, KeyGuard


def guard() -> KeyGuard:
    made = KeyGuard()
    made.page("home", 0.0)
    made.seen(0.0)
    return made


def press(made: KeyGuard, key: Key, number: int, now: float, repeat: bool = False) -> list[Key]:
    return [acted.key for _, acted in made.press(KeyPressed(key, repeat), number, now)]


def due(made: KeyGuard, now: float) -> list[Key]:
    return [acted.key for _, acted in made.due(now)]


def test_the_first_page_holds_nothing_up() -> None:
    assert press(guard(), Key.OK, 1, 0.01) == [Key.OK]


def test_a_press_waits_until_two_tenths_after_the_first_frame_of_the_page() -> None:
    made = guard()
    made.page("home/section", 1.0)
    assert press(made, Key.DOWN, 1, 1.02) == []
    made.seen(1.05)
    assert due(made, 1.2) == []
    assert made.next_moment() == 1.05 + GUARD_S
    assert due(made, 1.05 + GUARD_S) == [Key.DOWN]
    assert made.next_moment() is None
    assert press(made, Key.DOWN, 2, 1.3) == [Key.DOWN]


def test_before_the_frame_is_shown_nothing_acts_however_slow_it_is() -> None:
    made = guard()
    made.page("home/section", 1.0)
    assert press(made, Key.OK, 1, 1.5) == []
    assert due(made, 1.9) == []
    assert due(made, 1.0 + UNSEEN_S) == [Key.OK], "but a frame that never comes holds nothing up for ever"


def test_waiting_presses_keep_their_order_and_stop_before_the_next_page() -> None:
    made = guard()
    made.page("a", 1.0)
    made.seen(1.0)
    for number, key in enumerate((Key.DOWN, Key.OK, Key.RIGHT), 1):
        assert press(made, key, number, 1.1) == []
    assert due(made, 1.2) == [Key.DOWN]
    assert due(made, 1.2) == [Key.OK]
    made.page("b", 1.2)  # what OK opened
    assert due(made, 1.2) == []
    made.seen(1.25)
    assert due(made, 1.25 + GUARD_S) == [Key.RIGHT]


def test_what_leads_out_and_volume_and_digits_act_at_once() -> None:
    for key in Key:
        made = guard()
        made.page("a", 1.0)
        assert press(made, key, 1, 1.1) == ([key] if key in AT_ONCE else [])


def test_what_leads_out_takes_the_place_of_what_waited_and_volume_does_not() -> None:
    made = guard()
    made.page("a", 1.0)
    made.seen(1.0)
    press(made, Key.DOWN, 1, 1.05)
    assert press(made, Key.VOLUME_UP, 2, 1.06) == [Key.VOLUME_UP]
    assert due(made, 1.2) == [Key.DOWN]
    made.page("b", 1.3)
    press(made, Key.DOWN, 3, 1.31)
    assert press(made, Key.HOME, 4, 1.32) == [Key.HOME]
    assert due(made, 9.0) == []


def test_a_repeat_of_a_held_key_is_not_kept() -> None:
    made = guard()
    made.page("a", 1.0)
    assert made.ignores(KeyPressed(Key.DOWN, True), 1.1) and press(made, Key.DOWN, 1, 1.1, repeat=True) == []
    assert due(made, 9.0) == []


@given(st.lists(st.tuples(st.sampled_from(list(Key)), st.floats(0.0, 0.4), st.booleans()), max_size=40))
def test_no_press_is_lost_or_doubled_but_by_what_leads_out(steps: list[tuple[Key, float, bool]]) -> None:
    made, now, acted, pressed = guard(), 1.0, [], []
    for number, (key, after, changes) in enumerate(steps):
        now += after
        if changes:
            made.page(number, now)
            made.seen(now)
        acted += [n for n, _ in made.due(now)]
        pressed.append(number)
        acted += [n for n, _ in made.press(KeyPressed(key), number, now)]
    for _ in range(len(steps)):
        acted += [n for n, _ in made.due(now + 2.0)]
    assert len(set(acted)) == len(acted)
    lost = set(pressed) - set(acted)
    assert made.next_moment() is None
    out = [number for number, (key, _, _) in enumerate(steps) if key in AT_ONCE]
    assert all(any(number < other for other in out) for number in lost) or len(steps) > MOST
