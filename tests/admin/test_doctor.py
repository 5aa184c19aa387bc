"""Every line of `doctor` has a test that causes it: with real files, real processes, a real server."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tvapp.admin import doctor
from tvapp.core.calendar import CHINA
from tvapp.core.model import LinkState

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "channels.yaml"
FEED = {"version": "https://jsonfeed.org/version/1.1", "title": "公告", "items": [{"id": "a", "content_text": "停水"}]}


class _Office(BaseHTTPRequestHandler):
    """/good.json is a feed, /page a login page, the rest is missing."""

    def do_GET(self) -> None:
        good = self.path == "/good.json"
        body = json.dumps(FEED).encode() if good else b"<!DOCTYPE html><html><body>please log in</body></html>"
        self.send_response(200 if good or self.path == "/page" else 404)
        self.send_header("Content-Type", "application/feed+json" if good else "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None: ...


@pytest.fixture
def office() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Office)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def catalogue_with(folder: Path, base: str, *paths: str) -> Path:
    """Ten sections; the first has one column a path."""
    lines = ["version: 1", "station: 试验", "feeds:", f"  base: {base}/", "sections:"]
    for number in range(10):
        lines += [f"  - id: s{number}", f"    title: 栏目{number}", "    columns:" + ("" if number == 0 and paths else " []")]
        if number == 0:
            for path in paths:
                lines += [f"      - title: 栏{path[:2]}", f"        feed: {path}"]
    file = folder / "channels.yaml"
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return file


def found(catalogue: Path, state: Path, part: str) -> list[doctor.Finding]:
    return [finding for finding in doctor.examine(catalogue, state) if finding.part == part]


def feed_lines(catalogue: Path, state: Path) -> list[doctor.Finding]:
    from tvapp.adapters.catalogue_file import read_catalogue

    reading = read_catalogue(catalogue)
    assert reading.catalogue is not None, reading.problems
    return list(doctor.feeds(reading.catalogue, state))


def test_vlc_is_found_by_the_process_that_will_use_it() -> None:
    finding = doctor.vlc()
    assert finding.state == "good"
    assert finding.words.startswith("libVLC 3.")
    assert "vlc" not in sys.modules


def test_a_libvlc_that_cannot_be_loaded_is_named_with_the_packages_that_bring_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "libvlc.so"
    broken.write_bytes(b"not a library")
    monkeypatch.setenv("PYTHON_VLC_LIB_PATH", str(broken))
    finding = doctor.vlc()
    assert finding.state == "bad"
    assert "libvlc5" in finding.mend


def test_opengl_draws_and_says_who_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"):
        monkeypatch.delenv(name, raising=False)
    finding = doctor.opengl()
    assert finding.state == "note"
    assert "没有接屏幕" in finding.words


def test_a_screen_that_does_not_answer_is_a_line_and_not_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":987")
    monkeypatch.setenv("SDL_VIDEODRIVER", "x11")
    finding = doctor.opengl()
    assert finding.state == "bad"
    assert "libgl1" in finding.mend


def test_missing_and_damaged_fonts_are_named(tmp_path: Path) -> None:
    assert doctor.fonts(doctor.FONTS).state == "good"
    for name in doctor.FONT_FILES:
        (tmp_path / name).write_bytes((doctor.FONTS / name).read_bytes())
    (tmp_path / "TvSans-Bold.otf").write_bytes(b"<html>")
    (tmp_path / "Icons-Fill.ttf").unlink()
    finding = doctor.fonts(tmp_path)
    assert finding.state == "bad"
    assert "TvSans-Bold.otf 坏了" in finding.words
    assert "Icons-Fill.ttf 不见了" in finding.words


def test_a_machine_without_a_sound_card_is_told(tmp_path: Path) -> None:
    cards = tmp_path / "cards"
    cards.write_text("--- no soundcards ---\n")
    assert doctor.sound(cards, {}).state == "bad"
    assert doctor.sound(tmp_path / "none", {}).state == "bad"
    assert doctor.sound(cards, {"PULSE_SERVER": "tcp:office"}).state == "good"
    cards.write_text(" 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n                      HDA Intel PCH at 0xf7\n")
    finding = doctor.sound(cards, {})
    assert (finding.state, finding.words) == ("good", "HDA-Intel - HDA Intel PCH")


def test_the_voice_is_tried_with_a_word_and_its_absence_is_a_reminder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding = doctor.voice(tmp_path)
    assert finding.state == "good" and finding.words.startswith("espeak-ng")
    monkeypatch.setenv("KETING_VOICE", "/no/such/voice")
    finding = doctor.voice(tmp_path)
    assert finding.state == "note" and "/no/such/voice" in finding.words
    monkeypatch.setenv("KETING_VOICE", "false")
    finding = doctor.voice(tmp_path)
    assert finding.state == "note" and "念不出来" in finding.words
    monkeypatch.setenv("KETING_VOICE", "off")
    finding = doctor.voice(tmp_path)
    assert finding.state == "note" and "docs/speech.md" in finding.mend


def test_a_state_folder_that_cannot_be_written_or_is_full_is_told(tmp_path: Path) -> None:
    assert doctor.disk(tmp_path / "new" / "folder").state in ("good", "note")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").write_text("")
    assert "不是文件夹" in doctor.disk(tmp_path / "file" / "state").words
    assert "写不进去" in doctor.disk(Path("/proc/self")).words
    assert "只剩" in doctor.disk(tmp_path, need_bytes=1 << 62).words


def test_a_clock_that_lost_its_date_is_told() -> None:
    lost = doctor.clock(datetime(1970, 1, 1, 8, 3, tzinfo=CHINA), lambda: "no")
    assert lost.state == "bad"
    assert "1970-01-01 08:03" in lost.words
    right = datetime(2026, 9, 24, 14, 36, tzinfo=CHINA)
    assert doctor.clock(right, lambda: "no").state == "note"
    assert doctor.clock(right, lambda: "yes").state == "good"
    assert doctor.clock(right, lambda: "").state == "good"


def test_a_pulled_cable_is_told_unless_the_content_is_on_this_machine(tmp_path: Path) -> None:
    from tvapp.adapters.catalogue_file import read_catalogue

    far = read_catalogue(catalogue_with(tmp_path, "http://office.example", "a.json")).catalogue
    assert doctor.network(far, lambda: LinkState.UP).state == "good"
    assert "N1" in doctor.network(far, lambda: LinkState.NO_CABLE).words
    assert "N2" in doctor.network(far, lambda: LinkState.NO_ADDRESS).words
    assert "N1" in doctor.network(None, lambda: LinkState.NO_CABLE).words
    near = read_catalogue(catalogue_with(tmp_path, "http://127.0.0.1:8765", "a.json")).catalogue
    assert doctor.network(near, lambda: LinkState.NO_CABLE).state == "note"


def test_each_feed_is_asked_and_what_it_answers_is_said(tmp_path: Path, office: str) -> None:
    good, page, missing = feed_lines(catalogue_with(tmp_path, office, "good.json", "page", "gone.json"), tmp_path)
    assert good.state == "good" and "1 条" in good.words
    assert page.state == "bad" and "/page" in page.words
    assert missing.state == "bad" and "N4" in missing.words


def test_a_server_that_is_down_is_asked_once(tmp_path: Path, office: str) -> None:
    import socket

    with socket.socket() as taken:  # bound and not listening: refused
        taken.bind(("127.0.0.1", 0))
        base = f"http://127.0.0.1:{taken.getsockname()[1]}"
        lines = feed_lines(catalogue_with(tmp_path, base, "a.json", "b.json"), tmp_path)
    assert len(lines) == 1
    assert lines[0].state == "bad"


def test_what_is_stored_of_a_feed_is_said_with_its_age(tmp_path: Path, office: str) -> None:
    from tvapp.admin.sync_once import pull_all

    catalogue = catalogue_with(tmp_path, office, "good.json")
    assert pull_all([f"{office}/good.json"], tmp_path / "state", as_json=True) == 0
    (line,) = feed_lines(catalogue, tmp_path / "state")
    assert "存好的更新于 20" in line.words


def test_a_bad_catalogue_is_told_and_the_rest_still_looked_at(tmp_path: Path) -> None:
    bad = tmp_path / "channels.yaml"
    bad.write_text("version: 1\nsections: []\n", "utf-8")
    finding = doctor.catalogue_file(bad, 2)
    assert finding.state == "bad" and "main.py check" in finding.mend


def test_a_part_that_breaks_is_a_line_of_its_own() -> None:
    def breaks() -> doctor.Finding:
        raise RuntimeError("odd")

    assert doctor._looked("声音", breaks).state == "bad"


def doctor_command(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    asked = [sys.executable, "main.py", "doctor", *words]
    return subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, timeout=90, env=os.environ | env)


def test_the_command_says_every_part_as_json_and_ends_with_one_when_something_is_wrong(tmp_path: Path, office: str) -> None:
    catalogue = catalogue_with(tmp_path, office, "gone.json")
    done = doctor_command("--json", "--catalogue", str(catalogue), "--state", str(tmp_path / "s"), SDL_VIDEODRIVER="offscreen")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    parts = ["视频播放（VLC）", "画面（OpenGL）", "字体", "声音", "朗读", "存储", "时钟", "网络", "目录", "内容"]
    assert [line["part"] for line in lines] == parts
    assert all(line["mend"] for line in lines if not line["ok"])
    assert done.stderr == ""


def test_bad_usage_is_two_and_no_traceback() -> None:
    done = doctor_command("--jsno")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
