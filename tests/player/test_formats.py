"""Real VLC over the formats that old memory sticks hold, and over files that are not what they say."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.player.clips import FORMATS, LONG, SECONDS, SHAPES, SOUND_SECONDS, SOUNDS, Clips
from tests.player.watch import Watch

LESSONS = Path(__file__).resolve().parents[2] / "media" / "lessons"
PLAYABLE = {".mp4", ".m4a", ".mp3", ".mkv", ".webm", ".ts", ".avi", ".mpg"}


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_an_old_format_plays_from_the_first_picture_to_the_end(watch: Watch, clips: Clips, name: str) -> None:
    watch.play(clips(name))
    last = watch.until_over()
    assert watch.phases == ["opening", "playing", "ended"], last
    assert [report.phase for report in watch.reports].count("ended") == 1
    assert last.has_video and last.position_s == last.duration_s == pytest.approx(
        SECONDS, abs=0.7
    )  # AVI tells whole seconds
    # Streams without an index begin with pictures VLC throws away; half of them must be there in any case.
    assert last.shown > SECONDS * 25 / 2 and len(watch.frames) > SECONDS * 25 / 3


@pytest.mark.slow
@pytest.mark.parametrize("name", SHAPES)
def test_the_window_is_told_the_true_shape_of_the_picture(watch: Watch, clips: Clips, name: str) -> None:
    width, height, sar = SHAPES[name][1]
    watch.play(clips(name))
    # A stream's pixel aspect may come some pictures late.
    watch.until(lambda: watch.frames and abs(watch.frames[-1].sar - sar) < 0.01)
    frame = watch.frames[-1]
    assert (frame.width, frame.height) == (width, height)
    assert frame.full_range == (name == "full-range.mp4")


@pytest.mark.slow
@pytest.mark.parametrize("name", SOUNDS)
def test_a_lesson_without_pictures_plays_to_the_end(watch: Watch, clips: Clips, name: str) -> None:
    watch.play(clips(name))
    last = watch.until_over()
    assert watch.phases == ["opening", "playing", "ended"], last
    assert not last.has_video and last.shown == 0
    assert last.position_s == last.duration_s == pytest.approx(SOUND_SECONDS, abs=0.3)


@pytest.mark.slow
@pytest.mark.parametrize("name", LONG)
def test_going_on_lands_within_two_seconds_of_the_place(watch: Watch, clips: Clips, name: str) -> None:
    watch.play(clips(name), start_s=12.0)
    watch.until(lambda: len(watch.frames) >= 3)
    watch.until(lambda: watch.reports[-1].phase == "playing" and watch.reports[-1].position_s > 0)
    # Of a WMV, VLC shows the very first picture before it jumps.
    shown_s = (watch.frames[2].luma - 20) / 10
    assert abs(shown_s - 12.0) <= 2.0
    assert abs(watch.reports[-1].position_s - 12.0) <= 2.5
    watch.player.seek(5.0)
    watch.until(lambda: abs(watch.reports[-1].position_s - 5.0) < 0.5, 5.0)
    watch.until(lambda: abs((watch.frames[-1].luma - 20) / 10 - 5.0) <= 2.0, 5.0)


def test_a_file_that_is_not_there_is_missing(watch: Watch, clips: Clips) -> None:
    watch.play(clips.folder / "没有.mp4")
    assert watch.until_over().why == "missing"


@pytest.mark.parametrize("data", [b"", b"x", "这不是录像，只是一段文字。\n".encode() * 500, bytes(range(256)) * 400])
def test_what_is_no_video_is_unplayable_and_never_seems_to_play(watch: Watch, clips: Clips, data: bytes) -> None:
    watch.play(clips.write("假的.mp4", data))
    last = watch.until_over()
    assert (last.phase, last.why) == ("error", "unplayable")
    assert "playing" not in watch.phases and "ended" not in watch.phases


def test_noise_is_unplayable(watch: Watch, clips: Clips) -> None:
    watch.play(clips.write("noise.mpg", os.urandom(300_000)))
    last = watch.until_over()
    assert (last.phase, last.why) == ("error", "unplayable")


def test_a_folder_and_a_pipe_are_not_lessons(watch: Watch, clips: Clips, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.mp4")
    for path in (clips.folder, tmp_path / "pipe.mp4"):
        watch.play(path)
        assert watch.until_over().why == "unplayable"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["mpeg2.ts", "h264.mp4", "mpeg4.avi"])
def test_a_file_cut_off_in_the_middle_comes_to_an_end_or_says_so(watch: Watch, clips: Clips, name: str) -> None:
    watch.play(clips.cut(name, 0.6))
    last = watch.until_over()
    # mp4 with its index at the end has lost it; the others have pictures to show.
    assert (last.phase, last.why) == (("error", "unplayable") if name == "h264.mp4" else ("ended", ""))


@pytest.mark.slow
def test_going_on_beyond_the_end_begins_again(watch: Watch, clips: Clips) -> None:
    watch.play(clips("h264.mp4"), start_s=500.0)
    last = watch.until_over()
    assert last.phase == "ended" and last.shown > 8


@pytest.mark.slow
def test_the_first_and_last_seconds_of_every_shipped_lesson_play() -> None:
    lessons = sorted(path for path in LESSONS.rglob("*") if path.suffix.lower() in PLAYABLE)
    if not lessons:
        pytest.skip("no lessons in this tree")
    with ThreadPoolExecutor(6) as pool:  # six players at once: this is mostly waiting
        for failed in pool.map(_plays_at_both_ends, lessons):
            assert not failed


def _plays_at_both_ends(lesson: Path) -> str:
    """What is wrong with this lesson, or nothing."""
    watch = Watch()
    try:
        watch.play(lesson)
        watch.until_phase("playing")
        watch.until(lambda: watch.reports[-1].position_s >= 2.0 or watch.reports[-1].phase != "playing")
        duration_s = watch.reports[-1].duration_s
        if watch.reports[-1].phase != "playing" or duration_s < 4:
            return f"{lesson}: {watch.reports[-1]}"
        watch.player.seek(duration_s - 2)
        last = watch.until_over()
        good = last.phase == "ended" and abs(last.position_s - duration_s) < 0.1 and (last.shown or not last.has_video)
        return "" if good else f"{lesson}: {last}"
    except AssertionError as error:
        return f"{lesson}: {error}"
    finally:
        watch.player.close()
