"""The real voice: espeak-ng through its own process, files that are kept, a player process that plays them."""

from __future__ import annotations

import array
import os
import re
import shutil
import stat
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tvapp.adapters.player import VlcPlayer
from tvapp.adapters.speech import VoiceSpeech
from tvapp.adapters.speech_cache import SpeechCache
from tvapp.adapters.speech_render import DEATHS, Renderer
from tvapp.adapters.speech_voice import FILE, VARIABLE, FoundVoice, find_voice
from tvapp.core.ports import Media, PlayerReport, SpeechPhase
from tvapp.core.sound import TARGET_LUFS
from tvapp.core.spoken import spoken
from tvapp.speech_process import wav

PATIENCE_S = 20.0


def until(there: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE_S
    while not there():
        assert time.monotonic() < end, f"waited for {what}"
        time.sleep(0.005)


def samples(path: Path) -> tuple[array.array[int], int]:
    data = path.read_bytes()
    assert data[:4] == b"RIFF" and data[8:16] == b"WAVEfmt "
    assert int.from_bytes(data[4:8], "little") == len(data) - 8
    channels, hertz = struct.unpack_from("<HI", data, 22)
    assert channels == 1
    values = array.array("h")
    values.frombytes(data[44:])
    return values, hertz


def rms(values: array.array[int]) -> float:
    return float((sum(value * value for value in values) / max(1, len(values))) ** 0.5)


@pytest.fixture
def voice(tmp_path: Path) -> FoundVoice:
    found = find_voice(tmp_path, {})
    assert found.name.startswith("espeak-ng"), "espeakng-loader is among the locked packages"
    return found


@pytest.fixture
def renderer(voice: FoundVoice) -> Iterator[Renderer]:
    made = Renderer(voice.arguments)
    yield made
    made.end()


def render(renderer: Renderer, text: str, out: Path, rate: str = "slow") -> Path:
    assert renderer.render(spoken(text), rate, out, lambda: False)
    return out


# ---------------------------------------------------------------- rendering


def test_words_become_sound_of_a_plausible_length(renderer: Renderer, tmp_path: Path) -> None:
    values, hertz = samples(render(renderer, "支部党课，有新课", tmp_path / "a.wav"))
    length_s = len(values) / hertz
    assert 7 / 5.0 < length_s < 7 / 1.5, f"{length_s} s for seven syllables"
    assert 500 < rms(values) < 12_000
    assert max(abs(value) for value in values) < 32_767, "it clips"
    assert abs(values[0]) < 200 and rms(values[: hertz // 10]) > 20, "it begins at once, and softly"


def loudness(path: Path) -> tuple[float, float]:
    """(LUFS, dBTP) as ffmpeg measures it (EBU R 128)."""
    if shutil.which("ffmpeg") is None:
        pytest.skip("no ffmpeg to measure with")
    done = subprocess.run(
        ["ffmpeg", "-hide_banner", "-nostats", "-i", str(path), "-af", "ebur128=peak=true", "-f", "null", "-"],
        capture_output=True, text=True, timeout=PATIENCE_S, check=True,
    )  # fmt: skip
    return float(re.findall(r"I:\s+(-?[\d.]+)", done.stderr)[-1]), float(re.findall(r"Peak:\s+(-?[\d.]+)", done.stderr)[-1])


@pytest.mark.parametrize("rate", ["slow", "fast"])
@pytest.mark.parametrize("text", ["政务公开", "每周二、四下午，健康小屋免费量血压。", "有人问他，他笑着说：回家看看电视吧！"])
def test_what_is_said_is_as_loud_as_a_lesson_and_does_not_clip(renderer: Renderer, tmp_path: Path, text: str, rate: str) -> None:
    lufs, peak = loudness(render(renderer, text, tmp_path / "a.wav", rate))
    assert abs(lufs - TARGET_LUFS) <= 1.5, lufs
    assert peak <= -0.9, peak


@pytest.mark.parametrize("gain", [0.03, 0.3, 1.0, 6.0])
def test_a_voice_of_the_office_is_brought_to_the_same_loudness(renderer: Renderer, tmp_path: Path, gain: float) -> None:
    values, hertz = samples(render(renderer, "每周二、四下午，健康小屋免费量血压，请带好身份证。", tmp_path / "a.wav"))
    other = array.array("h", [max(-32_768, min(32_767, int(value * gain))) for value in values])
    (tmp_path / "b.wav").write_bytes(wav.cleaned(wav.made(other.tobytes(), hertz)))
    lufs, peak = loudness(tmp_path / "b.wav")
    lowest = TARGET_LUFS - 1.5 if gain > 0.1 else -40.0  # nobody lifts a whisper of noise without end
    assert lowest <= lufs <= TARGET_LUFS + 1.5, lufs
    assert peak <= 0.0 if gain > 1 else peak <= -0.9


def test_the_three_rates_differ(renderer: Renderer, tmp_path: Path) -> None:
    text = "每周二、四下午两点到四点，健康小屋免费量血压。"
    lengths = [len(samples(render(renderer, text, tmp_path / f"{rate}.wav", rate))[0]) for rate in ("slow", "mid", "fast")]
    assert lengths[0] > 1.12 * lengths[1] > 1.2 * lengths[2]


def test_numbers_are_sounded_as_words(renderer: Renderer, tmp_path: Path) -> None:
    """What is said of 0512-65123456 lasts as long as its twelve syllables, and not as the name of a number."""
    twelve, hertz = samples(render(renderer, "0512-65123456", tmp_path / "a.wav"))
    same, _ = samples(render(renderer, "零五幺二，六五幺二，三四五六", tmp_path / "b.wav"))
    assert abs(len(twelve) - len(same)) < hertz / 50 and len(twelve) / hertz > 3.0


def test_different_words_sound_different(renderer: Renderer, tmp_path: Path) -> None:
    sounds = {render(renderer, text, tmp_path / f"{k}.wav").read_bytes() for k, text in enumerate(("政务公开", "办事指南", "道德讲堂"))}
    assert len(sounds) == 3


def test_an_article_is_rendered_much_faster_than_it_is_read(renderer: Renderer, tmp_path: Path) -> None:
    renderer.start()
    since = time.monotonic()
    values, hertz = samples(render(renderer, "街道办事处的工作人员说，这件事一趟就办好了。" * 8, tmp_path / "a.wav"))
    assert time.monotonic() - since < 0.1 * len(values) / hertz


def test_what_makes_no_sound_is_refused_and_the_next_one_is_not(renderer: Renderer, tmp_path: Path) -> None:
    assert not renderer.render("。。。", "slow", tmp_path / "a.wav", lambda: False)
    assert not (tmp_path / "a.wav").exists()
    render(renderer, "好", tmp_path / "b.wav")


def test_a_process_that_was_killed_is_replaced_but_not_for_ever(renderer: Renderer, tmp_path: Path) -> None:
    for k in range(DEATHS):
        render(renderer, "好", tmp_path / f"{k}.wav")
        pid = renderer.pid
        assert pid is not None
        os.kill(pid, 9)
        until(lambda: renderer.pid is None, "its end")
        renderer.render("好", "slow", tmp_path / "x.wav", lambda: False)
    assert renderer.pid is not None


def test_a_library_that_is_not_there_is_said_and_not_tried_again(tmp_path: Path) -> None:
    renderer = Renderer(("--espeak", str(tmp_path / "no.so"), str(tmp_path)))
    assert not renderer.start()
    assert "no.so" in renderer.problem
    assert not renderer.start() and renderer.pid is None


# ---------------------------------------------------------------- which voice


def program(path: Path, text: str) -> Path:
    path.write_text(f"#!{sys.executable}\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


GOOD = """
import struct, sys, math, os
text = sys.stdin.buffer.read().decode()
hertz, n = 16000, 1600 * len(text)
body = b"".join(struct.pack("<h", int(9000 * math.sin(i / 9))) for i in range(n))
# as a program does that cannot go back in a pipe: the sizes are not known
sys.stdout.buffer.write(struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 0x7ffff000, b"WAVE", b"fmt ", 16, 1, 1, hertz,
                                    hertz * 2, 2, 16, b"data", 0x7ffff000) + body)
"""


def test_a_program_of_the_office_speaks(tmp_path: Path) -> None:
    command = program(tmp_path / "my voice", GOOD)
    (tmp_path / FILE).write_text(f"# 念字的程序\n'{command}' --rate 1\n")
    found = find_voice(tmp_path, {})
    assert found.name == "my voice" and found.arguments == ("--command", str(command), "--rate", "1")
    renderer = Renderer(found.arguments)
    try:
        values, hertz = samples(render(renderer, "政务公开", tmp_path / "a.wav"))
        assert hertz == 16000 and len(values) > 6000
    finally:
        renderer.end()


@pytest.mark.parametrize(
    "text", ["raise SystemExit(3)", "print('no sound')", "import sys; sys.stdout.buffer.write(b'RIFF' + bytes(60))"]
)
def test_a_program_that_gives_no_sound_is_only_silence(text: str, tmp_path: Path) -> None:
    renderer = Renderer(("--command", str(program(tmp_path / "bad", text))))
    try:
        assert not renderer.render("好", "slow", tmp_path / "a.wav", lambda: False)
        assert renderer.pid is not None and not (tmp_path / "a.wav").exists()
    finally:
        renderer.end()


def test_a_program_that_hangs_is_let_go_when_nobody_waits_for_it(tmp_path: Path) -> None:
    command = program(tmp_path / "slow", "import time; time.sleep(60)")
    renderer = Renderer(("--command", str(command)))
    try:
        assert renderer.start()
        since = time.monotonic()
        assert not renderer.render("好", "slow", tmp_path / "a.wav", lambda: True)
        assert time.monotonic() - since < 3.0
    finally:
        renderer.end()


def test_a_program_that_is_not_there_is_named_and_another_voice_speaks(tmp_path: Path) -> None:
    found = find_voice(tmp_path, {VARIABLE: "/no/such/voice --fast"})
    assert found.name.startswith("espeak-ng") and "/no/such/voice" in found.why


def test_no_voice_at_all_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_voice(tmp_path, {VARIABLE: "off"}) == FoundVoice("", why="念字的声音关掉了")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_voice(tmp_path, {}) == FoundVoice("", why="没有装念字的程序")


def test_the_systems_old_espeak_is_given_the_voice_that_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    for version, name in (("1.51", "cmn-latn-pinyin"), ("1.52.0", "cmn")):
        program(tmp_path / "espeak-ng", f"print('eSpeak NG text-to-speech: {version}  Data at: /x')")
        assert find_voice(tmp_path, {}).arguments == ("--system", name)


def test_the_systems_espeak_really_speaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if shutil.which("espeak-ng") is None:
        pytest.skip("this system has none")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    found = find_voice(tmp_path, {})
    assert found.arguments[0] == "--system"
    renderer = Renderer(found.arguments)
    try:
        values, hertz = samples(render(renderer, "人民英雄，去哪儿", tmp_path / "a.wav"))
        assert 7 / 5.0 < len(values) / hertz < 7 / 1.5
        lufs, peak = loudness(tmp_path / "a.wav")
        assert abs(lufs - TARGET_LUFS) <= 1.5 and peak <= -0.9
    finally:
        renderer.end()


# ---------------------------------------------------------------- the cache


def fill(cache: SpeechCache, key: str, size: int = 1000) -> None:
    cache.aside(key).write_bytes(b"RIFF\0\0\0\0WAVE" + bytes(size - 12))
    assert cache.put(key) is not None


def test_the_cache_keeps_within_its_bounds_and_throws_away_what_was_not_used(tmp_path: Path) -> None:
    cache = SpeechCache(tmp_path, 10_000)
    for k in range(10):
        fill(cache, f"k{k}")
    assert cache.find("k0") is not None  # used again
    for k in range(10, 14):
        fill(cache, f"k{k}")
    assert cache.bytes <= 10_000 and sum(path.stat().st_size for path in tmp_path.iterdir()) <= 10_000
    assert cache.find("k0") is not None and cache.find("k1") is None
    again = SpeechCache(tmp_path, 5_000)
    assert again.bytes <= 5_000 and again.find("k13") is not None


def test_what_is_no_sound_or_has_gone_is_not_found(tmp_path: Path) -> None:
    cache = SpeechCache(tmp_path, 10_000)
    cache.aside("a").write_bytes(b"<html>")
    assert cache.put("a") is None and cache.find("a") is None and not cache.aside("a").exists()
    assert cache.put("b") is None
    fill(cache, "c")
    (tmp_path / "c.wav").unlink()
    assert cache.find("c") is None


def test_a_folder_that_cannot_be_written_is_replaced_by_one_that_goes_away(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = SpeechCache(tmp_path / "file" / "voice", 10_000)
    fill(cache, "a")
    folder = cache.folder
    cache.close()
    assert not folder.exists()


def test_rate_voice_and_words_make_the_name() -> None:
    key = SpeechCache.key
    assert len({key("v", "slow", "好"), key("w", "slow", "好"), key("v", "fast", "好"), key("v", "slow", "坏")}) == 4


# ---------------------------------------------------------------- saying it


class HandPlayer:
    """A player whose every report the test gives."""

    def __init__(self, on_report: Callable[[PlayerReport], None]) -> None:
        self.on_report = on_report
        self.played: list[tuple[str, int, int]] = []
        self.stops = 0
        self.volume = -1

    def start(self) -> None: ...

    def play(self, media: Media, start_s: float, volume: int, serial: int, *_: object) -> None:
        assert media.path is not None
        self.played.append((media.path, volume, serial))

    def stop(self) -> None:
        self.stops += 1

    def set_volume(self, volume: int) -> None:
        self.volume = volume

    def close(self) -> None: ...


class Heard:
    """What was reported, in order."""

    def __init__(self) -> None:
        self.all: list[tuple[int, SpeechPhase, float]] = []
        self.lock = threading.Condition()

    def __call__(self, serial: int, phase: SpeechPhase, length_s: float) -> None:
        with self.lock:
            self.all.append((serial, phase, length_s))
            self.lock.notify_all()

    def until(self, serial: int, phase: SpeechPhase) -> float:
        def there() -> bool:
            return any(found[:2] == (serial, phase) for found in self.all)

        with self.lock:
            assert self.lock.wait_for(there, PATIENCE_S), (serial, phase, self.all)
        return next(found[2] for found in self.all if found[:2] == (serial, phase))


@contextmanager
def by_hand(voice: FoundVoice, folder: Path) -> Iterator[tuple[VoiceSpeech, list[HandPlayer], Heard]]:
    """The real voice, whose player does what the test tells it."""
    players: list[HandPlayer] = []

    def make(on_report: Callable[[PlayerReport], None]) -> HandPlayer:
        players.append(HandPlayer(on_report))
        return players[-1]

    heard = Heard()
    speech = VoiceSpeech(voice, folder, make, heard)  # type: ignore[arg-type]
    try:
        yield speech, players, heard
    finally:
        speech.close()


def first_word(speech: VoiceSpeech, players: list[HandPlayer]) -> HandPlayer:
    """Says 政务公开 as number 1; the player it is played by."""
    speech.say("政务公开", "slow", 80, 1)
    until(lambda: bool(players and players[0].played), "the first word")
    return players[0]


def test_nothing_starts_before_something_is_to_be_said(voice: FoundVoice, tmp_path: Path) -> None:
    with by_hand(voice, tmp_path / "voice") as (speech, players, _):
        assert players == [] and speech.renderer.pid is None and not (tmp_path / "voice").exists()


def test_a_new_word_takes_the_place_of_the_old_one_and_of_what_waits(voice: FoundVoice, tmp_path: Path) -> None:
    with by_hand(voice, tmp_path / "voice") as (speech, players, heard):
        player = first_word(speech, players)
        for serial in range(2, 40):
            speech.say(f"第{'一二三四五六七八九十'[serial % 10]}条", "slow", 80, serial)
        until(lambda: player.played[-1][2] == 39, "the last word")
        assert player.stops >= 1
        assert len(player.played) < 39, "what nobody waits for any more is not played"
        player.on_report(PlayerReport(1, "ended"))
        player.on_report(PlayerReport(39, "playing"))
        player.on_report(PlayerReport(39, "ended"))
        heard.until(39, "ended")
        assert [found for found in heard.all if found[0] == 1] == []


def test_hush_is_at_once_and_leaves_nothing_behind(voice: FoundVoice, tmp_path: Path) -> None:
    with by_hand(voice, tmp_path / "voice") as (speech, players, _heard):
        player = first_word(speech, players)
        speech.hush()
        assert player.stops == 1
        speech.say("办事指南", "slow", 80, 2)
        speech.hush()
        speech.say("道德讲堂", "slow", 80, 3)
        until(lambda: player.played[-1][2] == 3, "the third")
        assert 2 not in [serial for _, _, serial in player.played]
        speech.set_volume(40)
        assert player.volume == 40


def test_what_was_rendered_ahead_needs_no_rendering(voice: FoundVoice, tmp_path: Path) -> None:
    with by_hand(voice, tmp_path / "voice") as (speech, players, _):
        speech.prepare(["基层党建", "支部党课", "党员教育"], "slow")
        until(lambda: speech.rendered == 3, "three files")
        since = time.monotonic()
        speech.say("支部党课", "slow", 100, 1)
        until(lambda: bool(players[0].played), "the word")
        assert time.monotonic() - since < 0.3 and speech.rendered == 3


def test_a_speech_process_that_dies_costs_one_sentence_at_most(voice: FoundVoice, tmp_path: Path) -> None:
    with by_hand(voice, tmp_path / "voice") as (speech, players, heard):
        player = first_word(speech, players)
        pid = speech.renderer.pid
        assert pid is not None
        os.kill(pid, 9)
        speech.say("办事指南", "slow", 80, 2)
        until(lambda: player.played[-1][2] == 2, "the second")
        assert speech.renderer.pid != pid and heard.all == []


def test_a_player_that_falls_over_says_the_sentence_once_more(voice: FoundVoice, tmp_path: Path) -> None:
    with by_hand(voice, tmp_path / "voice") as (speech, players, heard):
        player = first_word(speech, players)
        player.on_report(PlayerReport(1, "error", why="died"))
        until(lambda: len(player.played) == 2, "the word again")
        player.on_report(PlayerReport(1, "error", why="died"))
        heard.until(1, "failed")


def test_a_voice_that_cannot_be_loaded_is_reported_as_lost(tmp_path: Path) -> None:
    lost = threading.Event()
    heard = Heard()
    speech = VoiceSpeech(
        FoundVoice("none", ("--espeak", "/no/library", "/no/data")), tmp_path, HandPlayer, heard, on_lost=lost.set  # type: ignore[arg-type]
    )
    try:
        speech.say("政务公开", "slow", 80, 1)
        heard.until(1, "failed")
        assert lost.wait(PATIENCE_S)
    finally:
        speech.close()


def test_the_real_player_says_it_and_stops(voice: FoundVoice, tmp_path: Path) -> None:
    heard = Heard()
    speech = VoiceSpeech(voice, tmp_path / "voice", lambda on: VlcPlayer(on, lambda: None, voice=True), heard)
    try:
        speech.say(spoken("支部党课，有新课"), "slow", 100, 1)
        assert heard.until(1, "started") > 1.0
        heard.until(1, "ended")
        speech.say(spoken("每周二、四下午两点到四点，健康小屋免费量血压，请带好身份证。"), "slow", 100, 2)
        heard.until(2, "started")
        speech.hush()
        speech.say("好", "slow", 100, 3)
        heard.until(3, "ended")
        assert (2, "ended") not in [found[:2] for found in heard.all]
        player = speech.player
        assert isinstance(player, VlcPlayer) and player.pid is not None
        pids = (player.pid, speech.renderer.pid)
    finally:
        speech.close()
    for pid in pids:
        assert pid is not None
        until(lambda pid=pid: not Path(f"/proc/{pid}").exists(), "the end of its processes")  # type: ignore[misc]
