"""What is to be heard: speed with its pitch, gain, the fade, clear speech, tracks – measured on the samples VLC gives away."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tvapp.player_process.session import vlc_volume

RATE = 48000
ROOT = Path(__file__).parents[2]
Samples = np.ndarray[Any, np.dtype[np.float64]]


@dataclass
class Heard:
    samples: Samples
    """-1 to 1."""
    report: dict[str, Any]

    def rms_db(self, start_s: float, stop_s: float) -> float:
        part = self.samples[int(start_s * RATE) : int(stop_s * RATE)]
        return float(20 * np.log10(max(1e-6, np.sqrt((part**2).mean()))))

    def spectrum(self, start_s: float, stop_s: float) -> tuple[Samples, Samples]:
        part = self.samples[int(start_s * RATE) : int(stop_s * RATE)]
        return np.fft.rfftfreq(len(part), 1 / RATE), np.abs(np.fft.rfft(part * np.hanning(len(part))))

    def hertz(self, start_s: float, stop_s: float) -> float:
        at, strength = self.spectrum(start_s, stop_s)
        return float(at[strength.argmax()])


def tone(path: Path, source: str, *more: str) -> Path:
    if not path.exists():
        subprocess.run(["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", source, *more, str(path)], check=True, timeout=60)
    return path


@pytest.fixture(scope="session")
def sounds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sounds")


@pytest.fixture
def plain(sounds: Path) -> Path:
    return tone(sounds / "plain.wav", "sine=frequency=440:sample_rate=48000:duration=12", "-af", "volume=0dB")


def listen(path: Path, seconds: float, *commands: tuple[object, ...], output: str = "samples") -> Heard:
    out = path.with_suffix(".raw")
    done = subprocess.run(
        [sys.executable, str(Path(__file__).parent / "sound_child.py"), str(path), str(seconds), json.dumps(commands), str(out),
         output],
        cwd=ROOT, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    samples = np.frombuffer(out.read_bytes(), dtype=np.int16) / 32768
    return Heard(samples, json.loads(done.stdout))


@pytest.mark.parametrize("rate", [0.8, 1.0, 1.25])
def test_another_speed_keeps_the_pitch_and_takes_its_own_time(plain: Path, rate: float) -> None:
    heard = listen(plain, 3.0, (0.0, "tune", rate, 0.0, False))
    assert heard.hertz(1.0, 2.0) == pytest.approx(440, abs=2)
    assert heard.report["position_s"] == pytest.approx(3.0 * rate, abs=0.6)


def test_the_sound_comes_up_slowly_and_is_whole_after_that(plain: Path) -> None:
    told = listen(plain, 2.0, output="server").report["told"]
    assert all(volume == 0.0 for at, volume in told[1:] if at <= 0.0), "the first is VLC's own, before anything is heard"
    rising = [(at, volume) for at, volume in told if at >= 0.0]
    assert [volume for _, volume in rising] == sorted(volume for _, volume in rising)
    assert all(volume <= at / 0.6 + 0.35 for at, volume in rising)
    assert rising[-1][1] == 1.0 and rising[-1][0] < 2.0 and len(rising) > 5


def test_without_a_sound_server_the_first_words_are_soft_but_there(plain: Path) -> None:
    heard = listen(plain, 3.0)
    end = len(heard.samples) / RATE
    assert heard.rms_db(0.2, 0.8) == pytest.approx(heard.rms_db(end - 0.5, end) - 23.9, abs=1.0)


def test_a_muted_lesson_begins_all_but_silent_and_can_be_made_loud(plain: Path) -> None:
    heard = listen(plain, 3.0, (0.0, "set_volume", 0), (1.0, "set_volume", 100))
    end = len(heard.samples) / RATE
    assert heard.rms_db(end - 0.5, end) == pytest.approx(-21, abs=1.0)


def test_going_on_after_a_pause_comes_up_slowly_too(plain: Path) -> None:
    told = listen(plain, 3.5, (1.5, "pause"), (2.3, "resume"), output="server").report["told"]
    again = [(at, volume) for at, volume in told if at >= 2.2]
    assert again[0][1] < 0.1 and again[-1][1] == 1.0
    assert [volume for _, volume in again] == sorted(volume for _, volume in again)


@pytest.mark.parametrize("gain", [-8.0, 6.0, 12.0])
def test_a_gain_is_heard_as_so_many_decibels(plain: Path, gain: float) -> None:
    flat, raised = listen(plain, 2.5), listen(plain, 2.5, (0.0, "tune", 1.0, gain, False))
    end = min(len(flat.samples), len(raised.samples)) / RATE
    assert raised.rms_db(end - 0.5, end) - flat.rms_db(end - 0.5, end) == pytest.approx(gain, abs=0.6)


def test_clear_speech_raises_what_is_understood_and_brings_loud_and_soft_together(sounds: Path) -> None:
    rumble = tone(
        sounds / "rumble.wav",
        "sine=frequency=100:sample_rate=48000:duration=8,volume=0dB[a];sine=frequency=3000:sample_rate=48000:duration=8[b];[a][b]amix",
    )
    flat, clear = listen(rumble, 2.5), listen(rumble, 2.5, (-1.0, "tune", 1.0, 0.0, True))

    def balance(heard: Heard) -> float:
        at, strength = heard.spectrum(1.5, 2.5)
        low, high = strength[np.argmin(abs(at - 100))], strength[np.argmin(abs(at - 3000))]
        return float(20 * np.log10(high / low))

    assert balance(clear) - balance(flat) > 8
    uneven = tone(
        sounds / "uneven.wav", "sine=frequency=1000:sample_rate=48000:duration=8",
        "-af", "volume='if(lt(t,2),1,8)':eval=frame",
    )  # fmt: skip

    def step(heard: Heard) -> float:
        levels = [heard.rms_db(at, at + 0.2) for at in np.arange(1.0, len(heard.samples) / RATE - 0.2, 0.2)]
        return max(levels) - levels[0]

    assert step(listen(uneven, 3.5, (-1.0, "tune", 1.0, 0.0, True))) < step(listen(uneven, 3.5)) - 4


def test_the_sound_track_that_is_chosen_is_heard(sounds: Path) -> None:
    path = sounds / "two.mkv"
    subprocess.run(
        ["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000:duration=10",
         "-f", "lavfi", "-i", "sine=frequency=880:sample_rate=48000:duration=10", "-map", "0", "-map", "1",
         "-c:a", "flac", str(path)], check=True, timeout=60,
    )  # fmt: skip
    heard = listen(path, 4.5, (1.5, "set_track", 1))
    assert heard.report["tracks"] == 2 and heard.report["track"] == 1
    end = len(heard.samples) / RATE
    assert heard.hertz(0.4, 1.2) == pytest.approx(440, abs=3)
    assert heard.hertz(end - 0.8, end) == pytest.approx(880, abs=3)


def test_the_volume_told_to_vlc_never_leaves_its_bounds() -> None:
    assert vlc_volume(100, 0.0, 1.0) == 100
    assert vlc_volume(100, 12.0, 1.0) == 158 and vlc_volume(100, -12.0, 1.0) == 63
    assert vlc_volume(50, 6.0, 0.5) == 31
    assert vlc_volume(100, 20.0, 1.0) == 200 and vlc_volume(0, 12.0, 1.0) == 0
