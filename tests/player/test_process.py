"""The process itself: commands, death, and what an untrusted one may not do to the window."""

from __future__ import annotations

import json
import mmap
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.player.clips import Clips
from tests.player.watch import Watch
from tvapp.adapters import player as adapter
from tvapp.adapters.player_frames import SharedFrames
from tvapp.core.ports import PlayerReport
from tvapp.player_process import wire

ROOT = Path(__file__).resolve().parents[2]


def gone(pid: int) -> bool:
    """Whether no such process runs (a zombie of a parent that is no more counts as gone)."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return True
    return state in ("Z", "X")


def wait_until(condition: Callable[[], object], timeout_s: float = 10.0) -> None:
    end = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        threading.Event().wait(0.01)


@pytest.mark.slow
def test_pause_seek_and_going_on_are_told_as_they_happen(watch: Watch, clips: Clips) -> None:
    watch.play(clips("long.mp4"), volume=30)
    watch.until(lambda: watch.reports and watch.reports[-1].position_s >= 1.0)
    watch.player.pause()
    paused = watch.until_phase("paused")
    watch.player.seek(10.0)
    watch.until(lambda: watch.reports[-1].phase == "paused" and watch.reports[-1].position_s == 10.0)
    assert 1.0 <= paused.position_s < 3.0
    watch.player.set_volume(70)
    watch.player.resume()
    watch.until(lambda: watch.reports[-1].phase == "playing" and watch.reports[-1].position_s > 10.3)
    watch.until(lambda: abs((watch.frames[-1].luma - 20) / 10 - watch.reports[-1].position_s) < 1.0)
    # The bar never jumps back to the old place on the way.
    after = [report.position_s for report in watch.reports if report.phase == "playing"][-1]
    assert 10.0 < after < 13.0
    watch.player.stop()
    watch.until_phase("idle")


@pytest.mark.slow
def test_pausing_before_the_first_picture_holds(watch: Watch, clips: Clips) -> None:
    watch.play(clips("long.mp4"))
    watch.player.pause()
    paused = watch.until_phase("paused")
    assert paused.position_s < 2.0
    watch.player.resume()
    watch.until(lambda: watch.reports[-1].phase == "playing" and watch.reports[-1].position_s > paused.position_s)


@pytest.mark.slow
def test_reports_come_often_and_count_up(watch: Watch, clips: Clips) -> None:
    watch.play(clips("long.mp4"))
    watch.until(lambda: watch.reports and watch.reports[-1].position_s >= 2.0)
    positions = [report.position_s for report in watch.reports if report.phase == "playing"]
    assert len(positions) >= 6 and positions == sorted(positions)
    shown = watch.reports[-1].shown
    assert 0 <= shown - len(watch.frames) < 10  # what the window took is what was handed out, but for what it skipped


@pytest.mark.slow
def test_a_new_play_shows_nothing_of_the_old_one(watch: Watch, clips: Clips) -> None:
    for _ in range(5):
        watch.play(clips("long.mp4"), start_s=15.0)
        watch.until(lambda: len(watch.frames) >= 2)
        watch.play(clips("upright.mp4"))
        watch.until(lambda: len(watch.frames) >= 2)
        assert {(frame.width, frame.height) for frame in watch.frames} == {(270, 480)}
        assert {report.serial for report in watch.reports} == {watch.serial}


@pytest.mark.slow
def test_a_killed_player_is_told_at_once_and_the_lesson_goes_on_within_three_seconds(clips: Clips) -> None:
    watch = Watch()
    try:
        watch.play(clips("long.mp4"), start_s=5.0)
        watch.until(lambda: watch.reports and watch.reports[-1].position_s >= 6.0)
        first = watch.player.pid
        assert first is not None
        killed_at = time.monotonic()
        os.kill(first, signal.SIGKILL)
        died = watch.until_phase("error")
        assert (died.why, died.serial) == ("died", watch.serial) and died.position_s >= 6.0
        assert time.monotonic() - killed_at < 0.5
        watch.play(clips("long.mp4"), start_s=died.position_s)
        watch.until(lambda: watch.frames)
        assert time.monotonic() - killed_at < 3.0
        assert abs((watch.frames[0].luma - 20) / 10 - died.position_s) <= 2.0
        assert watch.player.pid not in (None, first)
        # The same file again within 20 s: it is the file.
        again = watch.player.pid
        assert again is not None
        os.kill(again, signal.SIGKILL)
        assert watch.until_phase("error").why == "unplayable"
        watch.play(clips("h264.mp4"))
        assert watch.until_over().phase == "ended"
    finally:
        watch.player.close()


@pytest.mark.slow
def test_a_player_that_hangs_is_replaced(clips: Clips, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapter, "_SILENT_S", 1.5)
    watch = Watch()
    try:
        watch.play(clips("long.mp4"))
        watch.until(lambda: watch.reports and watch.reports[-1].position_s >= 1.0)
        first = watch.player.pid
        assert first is not None
        os.kill(first, signal.SIGSTOP)
        assert watch.until_phase("error").why == "died"
        watch.play(clips("long.mp4"))
        watch.until_phase("playing")
        assert gone(first)
    finally:
        watch.player.close()


def started(watch: Watch) -> int:
    """The process, once it is there."""
    wait_until(lambda: watch.player.pid)
    assert watch.player.pid is not None
    return watch.player.pid


def test_closing_ends_the_process_within_two_seconds_even_if_it_hangs() -> None:
    for stopped in (False, True):
        watch = Watch()
        watch.player.start()
        pid = started(watch)
        if stopped:
            os.kill(pid, signal.SIGSTOP)
        began = time.monotonic()
        watch.player.close()
        watch.player.close()
        assert time.monotonic() - began < 2.0
        assert gone(pid) and watch.player.pid is None


def test_what_is_asked_after_closing_is_passed_over() -> None:
    watch = Watch()
    watch.player.close()
    watch.play(Path("/nowhere.mp4"))
    watch.player.pause()
    watch.player.stop()
    assert watch.player.latest() is None and watch.player.pid is None


@pytest.mark.slow
def test_the_player_dies_with_a_window_that_is_killed(clips: Clips) -> None:
    program = (
        "import sys, time\n"
        "from tvapp.adapters.player import VlcPlayer\n"
        "from tvapp.core.ports import Media\n"
        "player = VlcPlayer(lambda report: print(report.phase, player.pid, flush=True), lambda: None)\n"
        "player.play(Media(path=sys.argv[1]), 0.0, 0, 1)\n"
        "time.sleep(60)\n"
    )
    window = subprocess.Popen(
        [sys.executable, "-c", program, str(clips("long.mp4"))], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert window.stdout is not None
        for line in window.stdout:
            if line.startswith("playing"):
                break
        pid = int(line.split()[1])
        assert not gone(pid)
    finally:
        window.kill()
        window.wait()
    wait_until(lambda: gone(pid), 3.0)


def child(frames: SharedFrames, **environment: str) -> subprocess.Popen[bytes]:
    """The process as the adapter starts it, to be talked to by hand."""
    event = os.eventfd(0)
    try:
        return subprocess.Popen(
            [sys.executable, "-m", "tvapp.player_process", "--memory", str(frames.fd), "--frames", str(event),
             "--parent", str(os.getpid())],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, pass_fds=(frames.fd, event), cwd=ROOT,
            env={**os.environ, **environment},
        )  # fmt: skip
    finally:
        os.close(event)


def test_the_end_of_its_input_and_sigterm_are_ordinary_ends() -> None:
    frames = SharedFrames()
    for by_signal in (False, True):
        process = child(frames)
        assert process.stdin is not None and process.stdout is not None
        assert json.loads(process.stdout.readline())["event"] == "ready"
        if by_signal:
            process.send_signal(signal.SIGTERM)
        else:
            process.stdin.close()
        assert process.wait(5) == 0
        process.stdin.close()
        process.stdout.close()
    frames.close()


def test_without_libvlc_it_says_so_and_ends_with_its_own_code() -> None:
    frames = SharedFrames()
    process = child(frames, PYTHON_VLC_LIB_PATH="/nonexistent/libvlc.so")
    out, _ = process.communicate(timeout=10)
    assert json.loads(out)["why"] == "no_libvlc"
    assert process.returncode == wire.EXIT_NO_LIBVLC
    frames.close()


@pytest.mark.slow
def test_without_libvlc_a_play_is_refused_in_words_and_nothing_spins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_VLC_LIB_PATH", "/nonexistent/libvlc.so")
    watch = Watch()
    try:
        watch.play(Path("/a.mp4"))
        assert watch.until_phase("error").why == "unplayable"
        assert watch.player.problem
    finally:
        watch.player.close()


def test_the_shared_memory_cannot_be_shrunk_or_grown_by_the_process() -> None:
    frames = SharedFrames()
    for size in (0, wire.TOTAL_BYTES - 1, wire.TOTAL_BYTES + 4096):
        with pytest.raises(PermissionError):
            os.ftruncate(frames.fd, size)
    frames.close()


@given(st.lists(st.integers(0, 2**64 - 1), min_size=16, max_size=16), st.booleans())
def test_no_header_leads_outside_the_memory(words: list[int], plausible: bool) -> None:
    frames = _shared
    memory = mmap.mmap(frames.fd, wire.HEADER_BYTES)
    header = memoryview(memory).cast("Q")
    first = wire.slot_word(1, 0)
    for index, word in enumerate(words):
        header[first + index] = word % 5000 & ~1 if plausible and index != wire.SERIAL else word
    header[first + wire.SERIAL] = 7
    header[wire.WORD_NEWEST] = (header[wire.WORD_NEWEST] & ~3) + 4 | 1
    frame = frames.take(7)
    if frame is not None:
        assert 0 < frame.width <= frame.pitch and 0 < frame.height <= frame.lines
        assert len(frame.y) == frame.pitch * frame.lines == 4 * len(frame.u) == 4 * len(frame.v)
        assert 0 < frame.sar < 100
    frames.release()


_shared = SharedFrames()


@given(
    st.fixed_dictionaries(
        {
            "event": st.sampled_from(["report", "ready", "fatal", "?"]),
            "serial": st.one_of(st.just(1), st.integers(), st.none()),
            "phase": st.one_of(st.sampled_from(["playing", "ended", "error"]), st.text(), st.lists(st.integers())),
            "position_s": st.one_of(st.floats(), st.integers(), st.text(), st.booleans()),
            "duration_s": st.one_of(st.floats(), st.integers(), st.none()),
            "has_video": st.one_of(st.booleans(), st.text()),
            "shown": st.one_of(st.integers(), st.floats()),
            "dropped": st.integers(),
            "why": st.one_of(st.sampled_from(["", "died"]), st.text(), st.none(), st.lists(st.text())),
        }
    )
)
def test_no_report_of_the_process_brings_nonsense_to_the_window(message: dict[str, object]) -> None:
    heard: list[PlayerReport] = []
    player = adapter.VlcPlayer(heard.append, lambda: None)
    player._serial = 1
    player._hear(json.dumps(message).encode())
    player._hear(json.dumps(message).encode()[:-2])
    for report in heard:
        assert report.serial == 1
        assert 0 <= report.position_s <= 1e6 and 0 <= report.duration_s <= 1e6
        assert report.shown >= 0 and report.dropped >= 0 and report.why in adapter._WHYS


WRITER = """
import ctypes, os, select, sys
from tvapp.player_process.pictures import Pictures
pictures = Pictures(int(sys.argv[1]), int(sys.argv[2]), lambda: None, peek=False)
pictures.begin(1)
numbers = lambda *values: (ctypes.c_uint * 8)(*values)
chroma = (ctypes.c_char * 4)(*b"YV12")
assert pictures._setup(None, chroma, numbers(64), numbers(64), numbers(), numbers()) == 1
assert bytes(chroma) == b"I420"
pictures.shape_known((64, 64), (1, 1))
planes = (ctypes.c_void_p * 5)()
number = 0
while number % 100 or not select.select([0], [], [], 0)[0]:
    number += 1
    picture = pictures._lock(None, planes)
    for piece in range(8):  # in pieces, so that a reader in between would see two values
        ctypes.memset(planes[0] + piece * 512, number % 251, 512)
    pictures._display(None, picture)
"""


def test_no_picture_is_torn_while_one_process_writes_as_fast_as_it_can_and_the_other_reads() -> None:
    frames = SharedFrames()
    event = os.eventfd(0, os.EFD_NONBLOCK)
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(frames.fd), str(event)],
        cwd=ROOT, stdin=subprocess.PIPE, pass_fds=(frames.fd, event),
    )  # fmt: skip
    try:
        taken, last, end = 0, 0, time.monotonic() + 20
        while taken < 500 and time.monotonic() < end:
            frame = frames.take(1)
            if frame is None:
                continue
            first = bytes(frame.y)
            assert len(set(first)) == 1
            assert first == bytes(frame.y)
            assert frame.number > last
            last = frame.number
            taken += 1
            frames.release()
        assert taken == 500
    finally:
        assert writer.stdin is not None
        writer.stdin.close()
        assert writer.wait(10) == 0
        os.close(event)
        frames.close()
