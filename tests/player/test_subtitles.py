"""Subtitles of all the encodings and habits that come on memory sticks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvapp.core.subtitles import MAX_CHARACTERS, MAX_CUES, MAX_LINES, Cue, at, parse

SRT = (
    "1\r\n00:00:01,000 --> 00:00:02,500\r\n同志们好\r\n\r\n2\r\n00:00:03,000 --> 00:00:05,000\r\n今天学习\r\n第一课\r\n"
)
EXPECTED = (Cue(1.0, 2.5, "同志们好"), Cue(3.0, 5.0, "今天学习\n第一课"))


@pytest.mark.parametrize(
    "data",
    [
        SRT.encode(),
        b"\xef\xbb\xbf" + SRT.encode(),
        SRT.encode("utf-16"),
        SRT.encode("utf-16-le"),
        SRT.encode("utf-16-be"),
        b"\xfe\xff" + SRT.encode("utf-16-be"),
        SRT.encode("gbk"),
        SRT.encode("gb18030"),
        SRT.replace("\r\n", "\n").encode(),
        SRT.replace("\r\n", "\r").encode(),
        SRT.replace(",", ".").encode(),
        ("WEBVTT - 第一课\n\nSTYLE\n::cue { color: red }\n\nNOTE 说明\n\n" + SRT.replace(",", ".")).encode(),
    ],
)
def test_one_file_reads_the_same_in_every_encoding_and_dialect(data: bytes) -> None:
    assert parse(data) == EXPECTED


def test_markup_is_taken_away_and_words_in_brackets_are_kept() -> None:
    text = '1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<i>斜体</i><font color="#fff">字</font> <未完> 3 < 5\\N第二行\n'
    assert parse(text.encode())[0].text == "斜体字 <未完> 3 < 5\n第二行"


def test_webvtt_voices_entities_short_times_and_settings_are_understood() -> None:
    text = "WEBVTT\n\nintro\n00:01.000 --> 00:02.000 align:start line:0\n<v 老师>A &amp; B<00:00:01.500> 后\n"
    assert parse(text.encode()) == (Cue(1.0, 2.0, "A & B 后"),)


def test_a_missing_blank_line_does_not_put_the_next_number_on_the_screen() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\n甲\n2\n00:00:03,000 --> 00:00:04,000\n乙\n"
    assert [cue.text for cue in parse(text.encode())] == ["甲", "乙"]


def test_bad_cues_are_passed_over_and_the_rest_is_kept() -> None:
    text = (
        "1\n00:00:09,000 --> 00:00:02,000\n倒着走\n\n2\n没有时间\n甲\n\n3\n00:00:03,000 --> \n乙\n\n"
        "4\n00:00:05,000 --> 00:00:06,000\n\n\n5\n0:00:07,5 --> 0:00:08,5\n丙\n"
    )
    assert parse(text.encode()) == (Cue(7.5, 8.5, "丙"),)


def test_one_broken_byte_does_not_turn_a_utf_8_file_into_gibberish() -> None:
    data = ("1\n00:00:01,000 --> 00:00:02,000\n" + "学习" * 40).encode() + b"\xff\n"
    assert parse(data)[0].text.startswith("学习学习")


def test_cues_out_of_order_are_put_in_order() -> None:
    text = "00:00:05,000 --> 00:00:06,000\n后\n\n00:00:01,000 --> 00:00:02,000\n先\n"
    assert [cue.text for cue in parse(text.encode())] == ["先", "后"]


def test_what_stands_at_a_moment() -> None:
    cues = (Cue(1.0, 4.0, "甲\n乙"), Cue(2.0, 3.0, "丙"), Cue(2.5, 3.0, "丁"), Cue(8.0, 9.0, "末"))
    moments = {
        0.9: "",
        1.0: "甲\n乙",
        2.0: "甲\n乙\n丙",
        2.6: "乙\n丙\n丁",
        3.0: "甲\n乙",
        4.0: "",
        8.5: "末",
        99.0: "",
    }
    assert {moment: at(cues, moment) for moment in moments} == moments
    assert at((), 1.0) == ""


def test_endless_files_stay_within_the_limits() -> None:
    one = b"00:00:01,000 --> 00:00:02,000\n" + "长".encode() * 3000 + b"\n\n"
    assert len(parse(one)[0].text) == MAX_CHARACTERS
    assert len(parse(b"0:01 --> 0:02\na\n\n" * 400_000)) == MAX_CUES


@given(st.binary(max_size=400))
def test_no_bytes_are_an_error(data: bytes) -> None:
    for cue in parse(data):
        assert cue.text and cue.end_s > cue.start_s >= 0


@given(
    st.lists(
        st.sampled_from([b"00:00:01,000 --> 00:00:02,000", b"\n", b"\r", b"<i>", b"{\\", b"\xc4\xe3", b"WEBVTT", b"\0"])
    )
)
def test_no_mixture_of_likely_pieces_is_an_error(pieces: list[bytes]) -> None:
    at(parse(b"".join(pieces)), 1.5)


_words = (
    st.text(alphabet="学习党章一二三abc，。 ", min_size=1, max_size=20)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


@given(
    st.lists(
        st.tuples(st.integers(0, 10**7), st.integers(1, 10**5), st.lists(_words, min_size=1, max_size=3)), max_size=20
    ),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_is_written_is_read_back(entries: list[tuple[int, int, list[str]]], encoding: str, new_line: str) -> None:
    def clock(ms: int) -> str:
        return f"{ms // 3600000:02}:{ms // 60000 % 60:02}:{ms // 1000 % 60:02},{ms % 1000:03}"

    entries.sort(key=lambda entry: entry[0])
    blocks = [
        new_line.join([str(number), f"{clock(start)} --> {clock(start + length)}", *lines, ""])
        for number, (start, length, lines) in enumerate(entries, 1)
    ]
    expected = tuple(Cue(start / 1000, (start + length) / 1000, "\n".join(lines)) for start, length, lines in entries)
    cues = parse(new_line.join(blocks).encode(encoding))
    assert cues == expected
    for cue in cues:
        assert set(cue.text.split("\n")) & set(at(cues, cue.start_s).split("\n")) or len(cues) > 1
    assert all(len(at(cues, cue.start_s).split("\n")) <= MAX_LINES for cue in cues)
