"""What a search finds is what a patient reader would find by going through everything; and every reading counts."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tvapp.core import search
from tvapp.core.pinyin import KEY_OF, is_digit, symbols
from tvapp.core.search import KINDS, LIMIT, SHARE, Hit, Target

# ---------------------------------------------------------------- a patient reader


def rows(title: str) -> list[list[int]]:
    """The places that can be typed: with the digits, and without them."""
    typeable = [k for k, character in enumerate(title) if symbols(character)]
    return [typeable, [k for k in typeable if not is_digit(title[k])]]


def at(words: str, places: list[int], typed: str, begin: bool) -> list[int]:
    """The places that answer to what was typed, or none."""
    for first in range(1 if begin else len(places)):
        here = places[first : first + len(typed)]
        if len(here) == len(typed) and all(symbol in symbols(words[k]) for k, symbol in zip(here, typed, strict=True)):
            return here
    return []


def patient(targets: list[Target], typed: str) -> tuple[list[Hit], bool]:
    found: dict[str, list[tuple[int, int, Hit]]] = {kind: [] for kind in KINDS}
    for number, target in enumerate(targets):
        for rank in (0, 1, 2):
            if rank == 2:
                if at(target.who, rows(target.who)[0], typed, False):
                    found[target.kind].append((2, number, Hit(target, ())))
                break
            lit = next((here for places in rows(target.title) if (here := at(target.title, places, typed, rank == 0))), [])
            if lit:
                found[target.kind].append((rank, number, Hit(target, tuple(lit))))
                break
    order = list(KINDS)
    if found["section"] and min(found["section"])[0] > 0:
        order = [*KINDS[1:], "section"]
    listed = [[hit for _, _, hit in sorted(found[kind], key=lambda one: one[:2])] for kind in order]
    counts = [min(len(hits), SHARE) for hits in listed]
    for k, hits in enumerate(listed):
        counts[k] += max(0, min(len(hits) - counts[k], LIMIT - sum(counts)))
    kept = [hit for hits, count in zip(listed, counts, strict=True) for hit in hits[:count]]
    return kept, sum(map(len, listed)) > len(kept)


HAN = "重庆银行长乐朝阳水乡党课会计二三六十厂，《》·〇"
WORDS = st.text(HAN + "aBx 2026１Ａ", max_size=9)


@st.composite
def catalogues(draw: st.DrawFn) -> list[Target]:
    made = draw(st.lists(st.tuples(st.sampled_from(KINDS), WORDS, st.sampled_from(["", "王小明", "和乐社区2组", "银行"])), max_size=40))
    times = draw(st.sampled_from([1, 1, 1, 40]))
    return [Target(kind, f"{kind}{k}", title, 0, who) for k, (kind, title, who) in enumerate(made * times)]


TYPED = st.one_of(st.text("23456789", min_size=1, max_size=4), st.text("CZQYHXLJDS260", min_size=1, max_size=14))


@settings(max_examples=400, deadline=None)
@given(catalogues(), TYPED)
@example([Target("lesson", "a", "第12课", 0)], "DK")
@example([Target("section", "1", "", 0), Target("lesson", "a", "，", 0)], "9")
def test_a_search_finds_what_a_patient_reader_finds_in_the_same_order_with_the_same_characters_lit(
    targets: list[Target], typed: str
) -> None:
    hits, more = search.search(search.build(targets), typed)
    assert (list(hits), more) == patient(targets, typed[: search.TYPED_LIMIT])


@settings(max_examples=100, deadline=None)
@given(catalogues(), st.data())
def test_every_title_is_found_by_its_own_characters(targets: list[Target], data: st.DataObject) -> None:
    index = search.build(targets)
    for target in targets[:10]:
        places = rows(target.title)[0][:12]
        typed = "".join(data.draw(st.sampled_from(sorted(symbols(target.title[k])))) for k in places)
        if typed:
            hits, more = search.search(index, typed)
            assert more or target in [hit.target for hit in hits]


# ---------------------------------------------------------------- readings

READINGS = {
    "重庆的桥": ("CQDQ", "ZQDQ"),
    "重阳节": ("CYJ", "ZYJ"),
    "银行卡怎么办": ("YHK", "YXK"),
    "行业标准": ("HY", "XY"),
    "行动起来": ("XD",),
    "家长会": ("JZH", "JCH", "JZK"),
    "长寿老人": ("CSLR", "ZSLR"),
    "音乐课": ("YYK", "YLK"),
    "长乐的快乐": ("CLDKL", "ZYDKY"),
    "朝阳社区": ("CYSQ", "ZYSQ"),
    "朝花夕拾": ("ZHXS", "CHXS"),
    "会计证": ("KJZ", "HJZ"),
    "调解委员会": ("TJWYH", "DJWYH"),
    "调查": ("DC", "TC"),
    "参观人参展": ("CGRSZ",),
    "校对": ("JD", "XD"),
    "单位和单县": ("DWHSX", "DWHDX"),
    "曾经": ("CJ", "ZJ"),
    "厦门": ("XM", "SM"),
    "大厦": ("DS", "DX"),
    "地藏": ("DZ", "DC"),
    "种植和种子": ("ZZHZZ",),
    "传记": ("ZJ", "CJ"),
    "弹琴": ("TQ", "DQ"),
    "降压药": ("JYY", "XYY"),
    "省亲": ("XQ", "SQ"),
    "给予": ("JY", "GY"),
    "率领": ("SL", "LL"),
    "解老师": ("XLS", "JLS"),
    "仇先生": ("QXS", "CXS"),
    "尉迟": ("YC", "WC"),
    "车马炮": ("JMP", "CMP"),
    "石担": ("DD", "SD"),
    "区先生": ("OXS", "QXS"),
    "绿色": ("LS",),
    "女儿": ("NE",),
    "二〇二六年": ("ELELN",),
    "嗯": ("E", "N"),
    "CT检查": ("CTJC",),
    "wifi怎么连": ("WIFIZML",),
    "ＡＰＰ怎么用": ("APPZMY",),
    "2026年11月": ("2026N11Y", "NY", "ELELN"),
    "第3课": ("D3K", "DSK", "DK"),
    "第12课：重温": ("DKCW", "DKZW", "D12KZW"),
    "7号楼": ("7HL", "QHL", "HL"),
}


@pytest.mark.parametrize(("title", "typed"), [(title, one) for title, ways in READINGS.items() for one in ways])
def test_every_reading_finds_its_title_by_letters_and_by_number_keys(title: str, typed: str) -> None:
    for kind in KINDS:
        for index, lit in (
            (search.build([Target(kind, "k", title, 0), Target(kind, "o", "……", 0)]), True),
            (search.build([Target(kind, "k", "。", 0, title), Target(kind, "o", "……", 0)]), False),
        ):
            if not lit and any(is_digit(character) for character in title):
                continue
            keys = "".join(KEY_OF.get(symbol, symbol) for symbol in typed)
            for pressed in (typed, typed.lower(), keys):
                hits, _ = search.search(index, pressed)
                assert [hit.target.key for hit in hits] == ["k"]
                assert (len(hits[0].lit) == len(pressed)) is lit


def test_nothing_is_found_by_nothing_and_by_what_nobody_can_type() -> None:
    index = search.build([Target("lesson", "k", "水乡", 0)])
    for typed in ("", "，", "*", "É", "SXX", "1"):
        assert search.search(index, typed) == ((), False)
    assert search.search(search.EMPTY, "SX") == ((), False)


# ---------------------------------------------------------------- groups


def many(kind: search.Kind, count: int, title: str = "水乡") -> list[Target]:
    return [Target(kind, f"{kind}{k}", title, 0) for k in range(count)]


def kinds(targets: list[Target], typed: str = "SX") -> tuple[list[str], bool]:
    hits, more = search.search(search.build(targets), typed)
    return [hit.target.kind for hit in hits], more


def test_ten_thousand_lessons_never_hide_the_one_guide_and_the_articles() -> None:
    found, more = kinds([*many("article", 900), *many("lesson", 900), *many("guide", 1)])
    assert more
    assert found == ["lesson"] * 39 + ["guide"] + ["article"] * 20
    found, more = kinds(many("lesson", 60))
    assert (len(found), more) == (60, False)
    found, more = kinds(many("lesson", 61))
    assert (len(found), more) == (60, True)


def test_a_section_stands_first_when_its_name_begins_so_and_last_when_it_only_has_it_somewhere() -> None:
    names = [Target("section", "6", "办事指南", 5), Target("section", "1", "四季水乡", 0)]
    assert kinds([*names, *many("lesson", 2)], "SZ")[0] == ["section"]
    assert kinds([*names, *many("lesson", 2)])[0] == ["lesson", "lesson", "section"]
    assert kinds([Target("section", "1", "水乡", 0), *many("lesson", 2)])[0] == ["section", "lesson", "lesson"]


def test_more_than_two_hundred_and_fifty_six_sorts_of_characters_are_kept_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table of today has fewer sorts; one with more must not be misread."""
    sorts = ["".join(some) for some in combinations("ABCDEOQUZ279", 3)] + ["".join(some) for some in combinations("EOQUXYZ79", 4)]
    told = {chr(0x4E00 + k): some for k, some in enumerate(sorts)}

    def symbols(character: str) -> str:
        return told.get(character, "")

    monkeypatch.setattr(search, "symbols", symbols)
    monkeypatch.setitem(globals(), "symbols", symbols)
    every = list(told) * 3
    assert len(set(told.values())) > 256
    titles = ["".join(every[k : k + 20]) for k in range(0, len(every), 20)]
    targets = [Target("article", str(k), title, 0) for k, title in enumerate(titles)]
    index = search.build(targets)
    for typed in ("U", "Q", "EO", "7E", "DZC", "29"):
        hits, more = search.search(index, typed)
        assert (list(hits), more) == patient(targets, typed)


def test_making_the_index_breathes_often() -> None:
    breaths = 0

    def breathe() -> None:
        nonlocal breaths
        breaths += 1

    search.build(many("lesson", 10_000, "水乡里的支部课堂"), breathe)
    assert breaths > 50
