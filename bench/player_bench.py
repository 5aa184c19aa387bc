"""What the player process costs, side by side with libVLC alone: processor time, lost pictures, time to the first picture.

`python -m bench.player_bench` prints a table; `measure()` gives the same as a dict. libVLC alone runs in a process of its own
(`--alone`), with empty I420 callbacks or its dummy output. Must not: be part of the television.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

SECONDS = 10
_ROOT = Path(__file__).resolve().parents[1]
_TICK_S = 1 / os.sysconf("SC_CLK_TCK")

CPU_TARGET = 1.15
FIRST_TARGET_S = 0.150
LOST_TARGET = 0.02


def make_clips(folder: Path) -> tuple[Path, Path]:
    """A silent 1080p25 H.264 clip for processor time, and a shorter one with sound for first pictures."""
    picture = ["-f", "lavfi", "-i", f"testsrc2=s=1920x1080:r=25:d={SECONDS}"]
    sound = ["-f", "lavfi", "-i", f"sine=frequency=330:duration={SECONDS}"]
    encode = ["-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-g", "50", "-c:a", "aac"]
    out = folder / "full-hd.mp4", folder / "full-hd-sound.mp4"
    for path, inputs in ((out[0], picture), (out[1], picture + sound)):
        subprocess.run(["ffmpeg", "-v", "error", "-y", "-nostdin", *inputs, *encode, str(path)], check=True)
    return out


def measure(folder: Path | None = None, rounds: int = 2, starts: int = 7) -> dict[str, Any]:
    """Everything, alternating ours and libVLC alone so that a busy machine harms both. Seconds and counts."""
    if folder is None:
        with tempfile.TemporaryDirectory(prefix="player-bench-") as name:
            return measure(Path(name), rounds, starts)
    silent, sounding = make_clips(folder)
    ours: list[dict[str, float]] = []
    alone: list[dict[str, float]] = []
    dummy: list[dict[str, float]] = []
    for _ in range(rounds):
        alone.append(_alone("empty", silent, 1))
        ours.append(_ours(silent))
        dummy.append(_alone("dummy", silent, 1))
    first_ours: list[float] = []
    first_alone: list[float] = []
    for _ in range(2):
        first_alone += _alone("first", sounding, starts)["first_s"]
        first_ours += _ours_first(sounding, starts)
    frames = SECONDS * 25
    cpu, cpu_alone = min(run["cpu_s"] for run in ours), min(run["cpu_s"] for run in alone)
    first, first_bare = statistics.median(first_ours), statistics.median(first_alone)
    # What libVLC counts as lost, and what never came out although it was not counted.
    lost = max(min(run["lost"] for run in ours), frames - max(run["shown"] for run in ours)) / frames
    lost_dummy = min(run["lost"] for run in dummy) / frames
    return {
        "clip_s": SECONDS,
        "cpu_s": cpu,
        "cpu_alone_s": cpu_alone,
        "cpu_ratio": cpu / cpu_alone,
        "cpu_target": CPU_TARGET,
        "lost_share": lost,
        "lost_dummy_share": lost_dummy,
        "lost_target_share": lost_dummy + LOST_TARGET,
        "first_picture_s": first,
        "first_picture_alone_s": first_bare,
        "first_picture_extra_s": first - first_bare,
        "first_picture_target_s": FIRST_TARGET_S,
        "good": cpu <= CPU_TARGET * cpu_alone
        and lost <= lost_dummy + LOST_TARGET
        and first - first_bare <= FIRST_TARGET_S,
    }


class _Ours:
    """The television's player, watched as the window does: every frame taken and given back."""

    def __init__(self) -> None:
        from tvapp.adapters.player import VlcPlayer
        from tvapp.core.ports import PlayerReport

        self.first_at = 0.0
        self.serial = 0
        self.report: PlayerReport | None = None
        self.changed = threading.Condition()

        def on_report(report: PlayerReport) -> None:
            with self.changed:
                self.report = report
                self.changed.notify_all()

        def on_frame() -> None:
            if self.player.latest() is None:
                return
            self.player.release()
            with self.changed:
                if not self.first_at:
                    self.first_at = time.monotonic()
                    self.changed.notify_all()

        self.player = VlcPlayer(on_report, on_frame)
        self.player.start()

    def play(self, clip: Path) -> float:
        from tvapp.core.ports import Media

        with self.changed:
            self.first_at, self.report = 0.0, None
        self.serial += 1
        began = time.monotonic()
        self.player.play(Media(path=str(clip)), 0.0, 0, self.serial)
        return began

    def until_over(self) -> None:
        with self.changed:
            if not self.changed.wait_for(
                lambda: self.report is not None and self.report.phase in ("ended", "error"), 60
            ):
                raise RuntimeError(f"the player did not come to an end: {self.report}")

    def until_first(self) -> float:
        with self.changed:
            if not self.changed.wait_for(lambda: self.first_at, 20):
                raise RuntimeError(f"no picture: {self.report}")
            return self.first_at


def _ours(clip: Path) -> dict[str, float]:
    ours = _Ours()
    try:
        ours.play(clip)
        ours.until_first()
        ours.player.stop()
        pid = ours.player.pid
        before = _cpu_s(pid)
        ours.play(clip)
        ours.until_over()
        report = ours.report
        assert report is not None and report.phase == "ended", report
        return {"cpu_s": _cpu_s(pid) - before, "lost": report.dropped, "shown": report.shown}
    finally:
        ours.player.close()


def _ours_first(clip: Path, starts: int) -> list[float]:
    ours = _Ours()
    try:
        times = []
        for _ in range(starts + 1):
            began = ours.play(clip)
            times.append(ours.until_first() - began)
            ours.player.stop()
            _pause()
        return times[1:]
    finally:
        ours.player.close()


def _cpu_s(pid: int | None) -> float:
    """User and system time of a process so far (proc(5), fields 14 and 15)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * _TICK_S


def _pause() -> None:
    threading.Event().wait(0.3)


# ---------------------------------------------------------------- libVLC alone


def _alone(kind: str, clip: Path, count: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.player_bench", "--alone", kind, str(clip), str(count)]
    done = subprocess.run(
        command, cwd=_ROOT, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=120
    )
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def _run_alone(kind: str, clip: str, count: int) -> dict[str, Any]:
    """In its own process: libVLC with nothing of ours around it."""
    import vlc

    from tvapp.player_process.pictures import CLEANUP, DISPLAY, LOCK, SETUP, UNLOCK

    options = ["--quiet", "--vout=vdummy"] if kind == "dummy" else ["--quiet"]
    instance = vlc.Instance(options)
    player = instance.media_player_new()
    pixels = ctypes.create_string_buffer(1920 * 1200 * 2)
    base = ctypes.addressof(pixels)
    size = [0]
    shown = [0]
    first = threading.Event()
    first_at = [0.0]

    def setup(_opaque: Any, chroma: Any, width: Any, height: Any, pitches: Any, lines: Any) -> int:
        if bytes(chroma[0:4]) in (b"VAOP", b"VDV0"):
            return 0
        for index, letter in enumerate((b"I", b"4", b"2", b"0")):
            chroma[index] = letter
        pitches[0], pitches[1], pitches[2] = width[0], width[0] // 2, width[0] // 2
        lines[0], lines[1], lines[2] = height[0], height[0] // 2, height[0] // 2
        size[0] = width[0] * height[0]
        return 1

    def lock(_opaque: Any, planes: Any) -> None:
        planes[0], planes[1], planes[2] = base, base + size[0], base + size[0] * 5 // 4

    def display(_opaque: Any, _picture: Any) -> None:
        shown[0] += 1
        if not first_at[0]:
            first_at[0] = time.monotonic()
            first.set()

    callbacks = (LOCK(lock), UNLOCK(lambda *_: None), DISPLAY(display), SETUP(setup), CLEANUP(lambda _opaque: None))
    if kind != "dummy":
        pointer = player._as_parameter_
        vlc.dll.libvlc_video_set_callbacks(pointer, callbacks[0], callbacks[1], callbacks[2], None)
        vlc.dll.libvlc_video_set_format_callbacks(pointer, callbacks[3], callbacks[4])
    over = threading.Event()
    player.event_manager().event_attach(vlc.EventType.MediaPlayerEndReached, lambda _event: over.set())

    def open_clip() -> Any:
        media = instance.media_new_path(clip)
        player.set_media(media)
        return media

    if kind == "first":
        times = []
        for _ in range(count + 1):
            first.clear()
            first_at[0] = 0.0
            began = time.monotonic()
            open_clip()
            player.play()
            first.wait(20)
            times.append(first_at[0] - began)
            player.stop()
            _pause()
        return {"first_s": times[1:]}
    open_clip()
    player.play()
    _pause()
    player.stop()
    over.clear()
    shown[0] = 0
    media = open_clip()
    before = resource.getrusage(resource.RUSAGE_SELF)
    player.play()
    over.wait(60)
    after = resource.getrusage(resource.RUSAGE_SELF)
    stats = vlc.MediaStats()
    media.get_stats(stats)
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"cpu_s": cpu_s, "lost": stats.lost_pictures, "shown": shown[0]}


def _print_table(result: dict[str, Any]) -> None:
    first_ms = [1000 * result[key] for key in ("first_picture_s", "first_picture_alone_s", "first_picture_extra_s")]
    rows = [
        (f"1080p25 H.264, {result['clip_s']} s", "player", "libVLC alone", "target"),
        (
            "processor time, s", f"{result['cpu_s']:.2f}", f"{result['cpu_alone_s']:.2f}",
            f"<= {CPU_TARGET} x: {result['cpu_ratio']:.2f} x",
        ),
        (
            "pictures lost, share", f"{result['lost_share']:.3f}", f"{result['lost_dummy_share']:.3f}",
            f"<= + {LOST_TARGET}",
        ),
        (
            "first picture, ms", f"{first_ms[0]:.0f}", f"{first_ms[1]:.0f}",
            f"<= + {FIRST_TARGET_S * 1000:.0f}: {first_ms[2]:+.0f}",
        ),
    ]  # fmt: skip
    for what, ours, alone, target in rows:
        print(f"{what:24} {ours:>10} {alone:>14}   {target}")


def main() -> int:
    parser = argparse.ArgumentParser(description="Player process against libVLC alone")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--alone", nargs=3, metavar=("KIND", "CLIP", "COUNT"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.alone:
        kind, clip, count = options.alone
        sys.stdout.write(json.dumps(_run_alone(kind, clip, int(count))))
        sys.stdout.flush()
        os._exit(0)
    result = measure(rounds=options.rounds)
    if options.json:
        print(json.dumps(result))
    else:
        _print_table(result)
    return 0 if result["good"] else 1


if __name__ == "__main__":
    sys.exit(main())
