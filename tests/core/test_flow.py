"""Rows under headings turn whole pages: nothing is cut, nothing is lost, no heading stands alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvapp.core import flow, geometry
from tvapp.core.flow import Shape
from tvapp.core.model import TextSize

SHAPES = [make(size) for make in (geometry.results_shape, geometry.grouped_shape) for size in TextSize]
GROUPS = st.lists(st.integers(0, 12), max_size=12)


def spans(firsts: tuple[int, ...], count: int) -> list[tuple[int, int]]:
    return list(zip(firsts, (*firsts[1:], count), strict=True))


@given(GROUPS, st.sampled_from(SHAPES))
def test_every_row_stands_on_one_page_whole_under_its_heading(groups: list[int], shape: Shape) -> None:
    count = sum(groups)
    firsts = flow.pages(groups, shape)
    owner = [group for group, many in enumerate(groups) for _ in range(many)]
    assert firsts[0] == 0
    for page, (first, end) in enumerate(spans(firsts, count)):
        assert end > first or count == 0
        heads = list(flow.heads(groups, first, end))
        assert [group for _, group in heads] == list(dict.fromkeys(owner[first:end]))
        assert all(owner[first + place] == group for place, group in heads)
        assert count == 0 or heads[0][0] == 0
        places = [place for place, _ in heads]
        head_tops, row_tops = flow.tops(places, end - first, shape)
        assert len(head_tops) == len(heads)
        assert not row_tops or row_tops[-1] + shape.row <= shape.height + 0.01
        for place, top in zip(places, head_tops, strict=True):
            assert row_tops[place] == pytest.approx(top + shape.head)
        for above, below in pairwise(row_tops):
            assert below >= above + shape.row + shape.gap - 0.01
        for row in range(first, end):
            assert flow.page_of(firsts, row) == page


@given(GROUPS, st.sampled_from(SHAPES))
def test_a_page_is_left_only_when_the_next_row_has_no_room(groups: list[int], shape: Shape) -> None:
    count = sum(groups)
    firsts = flow.pages(groups, shape)
    for first, end in spans(firsts, count)[:-1]:
        places = [place for place, _ in flow.heads(groups, first, end + 1)]
        _, row_tops = flow.tops(places, end + 1 - first, shape)
        assert row_tops[-1] + shape.row > shape.height


@given(GROUPS.filter(lambda groups: sum(groups) > 0), st.sampled_from(SHAPES), st.data())
def test_turning_a_page_leads_to_the_next_one_and_back(groups: list[int], shape: Shape, data: st.DataObject) -> None:
    count = sum(groups)
    firsts = flow.pages(groups, shape)
    row = data.draw(st.integers(0, count - 1))
    page = flow.page_of(firsts, row)
    on = flow.turned(firsts, count, row, 1)
    back = flow.turned(firsts, count, row, -1)
    assert (on == -1) is (page == len(firsts) - 1)
    assert (back == -1) is (page == 0)
    assert on == -1 or (on < count and flow.page_of(firsts, on) == page + 1)
    assert back == -1 or flow.page_of(firsts, back) == page - 1


@pytest.mark.parametrize("size", list(TextSize), ids=lambda size: size.label)
def test_rows_are_large_enough_for_a_shaky_hand_and_pages_hold_some(size: TextSize) -> None:
    for shape, least in ((geometry.results_shape(size), (4, 4, 3, 2)), (geometry.grouped_shape(size), (4, 4, 4, 2))):
        assert shape.row >= 140
        firsts = flow.pages([50], shape)
        assert firsts[1] >= least[size - 1]
