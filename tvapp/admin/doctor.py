"""`doctor [--json]`: looks at every part the television leans on; says in words what is wrong and how to mend it.

VLC and OpenGL are tried in processes of their own, so that a broken driver is a line here and not the end of the command.
Must not: import VLC or Kivy, change anything but a file it makes and takes away in the state folder, or send anything
anywhere but one GET to each of the catalogue's own feeds.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import tvapp
from tvapp.arguments import Parser
from tvapp.core.calendar import BELIEVABLE_FROM, CHINA, believable
from tvapp.core.model import Catalogue, LinkState
from tvapp.core.value import dataclass

State = Literal["good", "note", "bad"]
MARKS: dict[State, str] = {"good": "好  ", "note": "提醒", "bad": "不好"}
ROOT = Path(tvapp.__file__).resolve().parent.parent
FONTS = ROOT / "tvapp" / "ui" / "assets" / "fonts"
FONT_FILES = ("TvSans-Medium.otf", "TvSans-Bold.otf", "Seal-Bold.otf", "Icons-Bold.ttf", "Icons-Fill.ttf")
_FONT_STARTS = (b"OTTO", b"\x00\x01\x00\x00", b"true")
"""The first four bytes of an OpenType file (OpenType specification, table directory)."""
NEED_BYTES = 50_000_000
"""Less than this and watching records may soon not fit."""
WISH_BYTES = 500_000_000
CHILD_S = 30.0
FEED_S = 8.0
FEED_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One line. `mend` is empty when all is well."""

    part: str
    state: State
    words: str
    mend: str = ""


def run(arguments: list[str]) -> int:
    """0 all well (提醒 allowed), 1 something is wrong, 2 wrong usage."""
    parser = Parser("main.py doctor", "体检：一样一样地看，哪里不对，怎么治。")
    parser.add_argument("--json", action="store_true", help="每一样输出一行 JSON，别的什么都不输出")
    parser.add_argument("--catalogue", type=Path, metavar="FILE", help="目录文件（不写就是 main.py 旁边的 channels.yaml）")
    parser.add_argument("--state", type=Path, metavar="DIR", help="存放记录的文件夹（不写就用默认的数据文件夹）")
    try:
        chosen = parser.parse_args(arguments)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 2
    from tvapp.adapters.paths import default_state_dir

    bad = 0
    for finding in examine(chosen.catalogue or ROOT / "channels.yaml", chosen.state or default_state_dir()):
        bad += finding.state == "bad"
        print(_as_data(finding) if chosen.json else _line(finding), flush=True)
    if not chosen.json:
        print(f"有 {bad} 处不好，照着每行后面的办法治。" if bad else "都好，可以看电视了。")
    return 1 if bad else 0


def _line(finding: Finding) -> str:
    return f"{MARKS[finding.state]} {finding.part}：{finding.words}" + (f"；{finding.mend}" if finding.mend else "")


def _as_data(finding: Finding) -> str:
    data = {"part": finding.part, "state": finding.state, "ok": finding.state != "bad"}
    return json.dumps(data | {"words": finding.words, "mend": finding.mend}, ensure_ascii=False)


def examine(catalogue: Path, state: Path) -> Iterator[Finding]:
    """Every part, in the order in which they are needed. A part that cannot be looked at is a line too."""
    from tvapp.adapters.catalogue_file import read_catalogue

    reading = read_catalogue(catalogue)
    parts: tuple[tuple[str, Callable[[], Finding]], ...] = (
        ("视频播放（VLC）", vlc),
        ("画面（OpenGL）", opengl),
        ("字体", lambda: fonts(FONTS)),
        ("声音", sound),
        ("朗读", lambda: voice(state)),
        ("存储", lambda: disk(state)),
        ("时钟", lambda: clock(datetime.now(CHINA))),
        ("网络", lambda: network(reading.catalogue)),
        ("目录", lambda: catalogue_file(catalogue, sum(p.severity == "error" for p in reading.problems))),
    )
    for name, look in parts:
        yield _looked(name, look)
    if reading.catalogue is not None:
        yield from feeds(reading.catalogue, state)


def _looked(name: str, look: Callable[[], Finding]) -> Finding:
    try:
        return look()
    except Exception as error:  # the others must still be looked at
        return Finding(name, "bad", f"没法检查（{type(error).__name__}：{error}）", "把这一行发给维护的人")


def _child(arguments: list[str], **environ: str) -> subprocess.CompletedProcess[str]:
    """A Python of our own, in the project's folder, for at most CHILD_S. TimeoutExpired after that."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=os.environ | environ,
        capture_output=True,
        text=True,
        errors="replace",
        stdin=subprocess.DEVNULL,
        timeout=CHILD_S,
    )


# ---------------------------------------------------------------- the machine


def vlc() -> Finding:
    """Loads libVLC as the player process does."""
    part = "视频播放（VLC）"
    mend = "运行 sudo apt install libvlc5 vlc-plugin-base，再体检一次"
    code = (
        "from tvapp.player_process.libvlc import LibVlc, NoLibVlc\n"
        "try: print('libVLC', LibVlc().version, flush=True)\n"
        "except NoLibVlc as error: print('none', error, flush=True)\n"
        "import os; os._exit(0)"
    )
    try:
        done = _child(["-c", code])
    except subprocess.TimeoutExpired:
        return Finding(part, "bad", "半天没有回应", "重新启动这台机器再试；还不行就" + mend)
    said = done.stdout.strip().splitlines()[-1] if done.stdout.strip() else ""
    if said.startswith("libVLC"):
        return Finding(part, "good", said)
    why = said.removeprefix("none").strip() or f"一打开就退出了（{done.returncode}）"
    return Finding(part, "bad", f"VLC 用不了（{why[:200]}），课放不出来", mend)


def opengl() -> Finding:
    """Draws one colour in a tiny window, on the screen if there is one, and reads it back."""
    part = "画面（OpenGL）"
    mend = "看看显示器接好没有；运行 sudo apt install libgl1 libegl1 libgl1-mesa-dri，再体检一次"
    screen = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    # Without a screen SDL can still draw into memory: then the driver is tried all the same.
    driver = {} if screen or os.environ.get("SDL_VIDEODRIVER") else {"SDL_VIDEODRIVER": "offscreen"}
    with tempfile.TemporaryDirectory(prefix="doctor-") as home:
        try:
            done = _child(["-m", "tvapp.ui.probe", home], **driver)
        except subprocess.TimeoutExpired:
            return Finding(part, "bad", "半天画不出来", "重新启动这台机器再试；还不行就" + mend)
    try:
        told = json.loads(done.stdout.strip().splitlines()[-1])
        renderer, drawn = str(told["renderer"]), bool(told["drawn"])
    except (ValueError, KeyError, IndexError, TypeError):
        return Finding(part, "bad", "打不开画面", mend)
    if not drawn:
        return Finding(part, "bad", f"画出来的颜色不对（{renderer}）", mend)
    if not screen:
        return Finding(part, "note", f"能画（{renderer}），但这里没有接屏幕", "要在屏幕上看，请在电视那台机器的桌面里运行")
    if any(word in renderer.lower() for word in ("llvmpipe", "softpipe", "swrast", "software")):
        return Finding(part, "note", f"能画，是处理器在画，不是显卡（{renderer}）", "觉得卡的话，装上显卡的驱动")
    return Finding(part, "good", renderer)


def fonts(folder: Path) -> Finding:
    """The shipped fonts are there and are fonts."""
    wrong = []
    for name in FONT_FILES:
        try:
            with (folder / name).open("rb") as file:
                if file.read(4) not in _FONT_STARTS:
                    wrong.append(f"{name} 坏了")
        except OSError:
            wrong.append(f"{name} 不见了")
    if wrong:
        return Finding("字体", "bad", "，".join(wrong), "重新下载一份程序，或者运行 git checkout -- tvapp/ui/assets/fonts")
    return Finding("字体", "good", f"{len(FONT_FILES)} 个字体文件都在")


def sound(cards: Path = Path("/proc/asound/cards"), environ: dict[str, str] | None = None) -> Finding:
    """A sound card the kernel knows, or a sound server that may have one elsewhere."""
    env = dict(os.environ) if environ is None else environ
    try:
        lines = cards.read_text("utf-8", "replace").splitlines()
    except OSError:
        lines = []
    names = [line.split("]:", 1)[1].strip() for line in lines if "]:" in line]
    if names:
        return Finding("声音", "good", "，".join(names)[:200])
    runtime = env.get("XDG_RUNTIME_DIR", "")
    if env.get("PULSE_SERVER") or (runtime and (Path(runtime) / "pulse" / "native").exists()):
        return Finding("声音", "good", "由声音服务转送")
    return Finding("声音", "bad", "没有找到声卡，放课没有声音", "看看 HDMI 线和音箱插好没有；在系统的声音设置里选对输出")


def voice(state: Path) -> Finding:
    """The voice that reads aloud, found as the television finds it, and tried with one word."""
    from tvapp.adapters.speech_render import Renderer
    from tvapp.adapters.speech_voice import FILE, VARIABLE, find_voice

    part = "朗读"
    mend = f"再运行一次 make run 补上；或者把念字的程序写进 {VARIABLE} 或状态文件夹里的 {FILE}（见 docs/speech.md）"
    found = find_voice(state)
    if not found.name:
        return Finding(part, "note", found.why, mend)
    renderer = Renderer(found.arguments)
    try:
        with tempfile.TemporaryDirectory(prefix="doctor-") as folder:
            spoke = renderer.render("好", "slow", Path(folder) / "word.wav", lambda: False)
    finally:
        renderer.end()
    if not spoke:
        why = f"（{renderer.problem[:120]}）" if renderer.problem else ""
        return Finding(part, "note", f"{found.name} 念不出来{why}", mend)
    if found.why:
        return Finding(part, "note", f"{found.why}，用的是 {found.name}", mend)
    return Finding(part, "good", found.name)


def disk(state: Path, need_bytes: int = NEED_BYTES) -> Finding:
    """The state folder, or the folder it will be made in: can be written, and has room."""
    import shutil

    place = state
    while not place.exists() and place.parent != place:
        place = place.parent
    if not place.is_dir():
        return Finding("存储", "bad", f"{place} 不是文件夹，观看记录没处存", "用 --state 换一个文件夹，或者把这个文件挪开")
    try:
        with tempfile.NamedTemporaryFile(dir=place, prefix=".doctor-") as file:
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        return Finding("存储", "bad", f"{place} 写不进去（{error.strerror}）", "看看磁盘满没满，这个文件夹归不归现在的用户")
    free = shutil.disk_usage(place).free
    if free < need_bytes:
        return Finding("存储", "bad", f"{place} 只剩 {_size(free)}", "删掉一些用不着的文件，至少空出 500 MB")
    if free < WISH_BYTES:
        return Finding("存储", "note", f"{place} 还剩 {_size(free)}，不多了", "有空时删掉一些用不着的文件")
    return Finding("存储", "good", f"{state}，还有 {_size(free)}")


def _size(count: int) -> str:
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.0f} MB"


def clock(now: datetime, ask: Callable[[], str] | None = None) -> Finding:
    """A date that can be, and whether the system keeps it right by the network."""
    today: date = now.date()
    shown = f"{now:%Y-%m-%d %H:%M}"
    if not believable(today):
        mend = f"连上网等几分钟会自己对准；或者运行 sudo date -s \"{BELIEVABLE_FROM.year}-…\" 把时间改对"
        return Finding("时钟", "bad", f"现在是 {shown}，时间不对", mend)
    if (_synchronised() if ask is None else ask()) == "no":
        return Finding("时钟", "note", f"{shown}，没有按网络对时", "运行 sudo timedatectl set-ntp true")
    return Finding("时钟", "good", shown)


def _synchronised() -> str:
    """"yes", "no", or "" where systemd keeps no clock (timedatectl(1), NTPSynchronized)."""
    try:
        asked = ["timedatectl", "show", "--property=NTPSynchronized", "--value"]
        return subprocess.run(asked, capture_output=True, text=True, timeout=5, stdin=subprocess.DEVNULL).stdout.strip()
    except (OSError, subprocess.TimeoutExpired):
        return ""


# ---------------------------------------------------------------- the office's side


def network(catalogue: Catalogue | None, read: Callable[[], LinkState] | None = None) -> Finding:
    """The machine's own link. Nothing is sent. A link that no feed needs is not missed."""
    from tvapp.adapters.link import read_link

    link = (read or read_link)()
    if link is LinkState.UP:
        return Finding("网络", "good", "网线或无线已接通")
    from tvapp.core.pulling import feeds_of

    if catalogue is not None and all(_on_this_machine(feed) for feed in feeds_of(catalogue)):
        return Finding("网络", "note", "没有接通，不过内容就在这台机器上，不碍事")
    if link is LinkState.NO_CABLE:
        return Finding("网络", "bad", "N1 网线没有插好，无线也没有连上", "插好网线，或者在系统设置里连上无线")
    return Finding("网络", "bad", "N2 线插上了，没有分到地址", "重新启动路由器；单位的网要固定地址的，请网管填上")


def _on_this_machine(address: str) -> bool:
    from urllib.parse import urlsplit

    host = urlsplit(address).hostname or ""
    return host in ("localhost", "::1") or host.startswith("127.")


def catalogue_file(path: Path, errors: int) -> Finding:
    if errors:
        return Finding("目录", "bad", f"{path} 有 {errors} 处错", "运行 python main.py check，它会说在第几行、怎么改")
    return Finding("目录", "good", str(path))


def feeds(catalogue: Catalogue, state: Path) -> Iterator[Finding]:
    """Each feed: asked once now (a server that is down only for its first), and how old the stored copy is."""
    from contextlib import closing

    from tvapp.adapters.feed_bytes import NotAFeed
    from tvapp.adapters.feed_parse import parse_feed
    from tvapp.adapters.http import Http
    from tvapp.core.pulling import FetchFailed, feeds_of, server_of

    down: set[str] = set()
    stored = _stored(tuple(feeds_of(catalogue)), state)
    with closing(Http()) as http:
        for feed in feeds_of(catalogue):
            if server_of(feed) in down:
                continue
            kept = stored.get(feed, "")
            try:
                answer = http.fetch(feed, limit_bytes=FEED_BYTES, deadline_s=FEED_S)
                page = parse_feed(answer.body, content_type=answer.content_type, url=answer.url)
            except FetchFailed as failed:
                if failed.server_down:
                    down.add(server_of(feed))
                mend = "先看存好的；过一会儿再试，还不行请找管服务器的人"
                if _on_this_machine(feed):
                    mend = "示范内容由 make run 一起打开；自己的内容请用 python main.py serve 提供出来"
                yield Finding("内容", "bad", f"{failed.code} {feed}：{failed.why}{kept}", mend)
            except NotAFeed as error:
                yield Finding("内容", "bad", f"N4 {feed}：{error.why}{kept}", "请管服务器的人看看这个地址")
            else:
                yield Finding("内容", "good", f"{feed}：{len(page.entries)} 条{kept}")


def _stored(addresses: tuple[str, ...], state: Path) -> dict[str, str]:
    """What the store says of each feed, in words; nothing when there is no store yet."""
    from contextlib import closing

    from tvapp.adapters.paths import store_path
    from tvapp.adapters.store import SqliteStore

    if not store_path(state).is_file():
        return {}
    with closing(SqliteStore(store_path(state))) as store:
        found = {}
        for feed in addresses:
            at = store.meta(feed).fetched_at
            if at is not None:
                found[feed] = f"（存好的更新于 {at.astimezone(CHINA):%Y-%m-%d %H:%M}）"
        return found
