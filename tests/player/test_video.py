"""The picture in the window: where it stands, and that its colours are the file's. Real VLC, a real window, no screen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.player.clips import Clips, run_ffmpeg

ROOT = Path(__file__).resolve().parents[2]
WINDOW = (640, 360)
BARS = [
    (255, 255, 255), (191, 191, 0), (0, 191, 191), (0, 191, 0), (191, 0, 191), (191, 0, 0), (0, 0, 191), (16, 16, 16),
]  # fmt: skip

# In a process of its own: Kivy has one window a process, and other tests have theirs.
PROGRAM = """
import json, sys, threading
from kivy.config import Config
for key, value in (("multisamples", "0"), ("width", sys.argv[2]), ("height", sys.argv[3])):
    Config.set("graphics", key, value)
from kivy.core.window import Window
from kivy.graphics.opengl import GL_RGBA, GL_UNSIGNED_BYTE, glFinish, glReadPixels
from tvapp.adapters.player import VlcPlayer
from tvapp.core.ports import Media
from tvapp.ui.video import VideoQuad
import time
width, height = int(sys.argv[2]), int(sys.argv[3])
arrived = threading.Event()
player = VlcPlayer(lambda report: None, arrived.set)
quad = VideoQuad()
Window.canvas.add(quad.instruction)
box = (0, 0, width, height)
out, uploads, number = [], [], 0
def pixels():
    Window.dispatch("on_draw")
    data = glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE)
    return lambda x, y: list(data[((height - 1 - y) * width + x) * 4:][:3])
for path in json.loads(sys.argv[1]):
    number += 1
    player.play(Media(path=path), 0.0, 0, number)
    shown, end = 0, time.monotonic() + 15
    while shown < 6 and time.monotonic() < end:
        arrived.wait(0.5)
        arrived.clear()
        frame = player.latest()
        if frame is None:
            continue
        began = time.perf_counter()
        quad.show(frame, box)
        glFinish()
        uploads.append(time.perf_counter() - began)
        frame = None
        player.release()
        shown += 1
    at = pixels()
    x, y, wide, high = (int(value) for value in (*quad._quad.pos, *quad._quad.size))
    out.append({
        "place": [x, y, wide, high], "shown": shown,
        "bars": [at(x + wide * (2 * i + 1) // 16, height - 1 - y - high // 2) for i in range(8)],
        "edges": [at(x + dx, height - 1 - y - dy) for dx, dy in
                  ((0, 0), (wide - 1, 0), (0, high - 1), (wide - 1, high - 1), (wide - 1, high // 2), (wide // 2, 0))],
        "inside": [at(x + 10, y + 10), at(x + wide - 11, y + 10), at(x + 10, y + high - 11), at(x + wide - 11, y + high - 11)],
        "outside": [at(x - 1, height // 2)] if x > 0 else [at(width // 2, height - y)] if y > 0 else [],
    })
quad.clear()
at = pixels()
out.append({"cleared": [at(width // 2, height // 2)], "upload_ms": sorted(uploads)[len(uploads) // 2] * 1000})
player.close()
print("RESULT" + json.dumps(out))
"""


def draw(paths: list[Path], window: tuple[int, int] = WINDOW) -> list[dict[str, Any]]:
    """Play the files one after another in one window; what it showed of each, and at last after `clear`."""
    environment = {**os.environ, "SDL_VIDEODRIVER": "offscreen", "KIVY_NO_ARGS": "1", "KIVY_NO_CONSOLELOG": "1"}
    command = [sys.executable, "-c", PROGRAM, json.dumps([str(path) for path in paths]), *map(str, window)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=90)
    assert "RESULT" in done.stdout, done.stderr[-2000:]
    result: list[dict[str, Any]] = json.loads(done.stdout.rpartition("RESULT")[2])
    return result


def bars(
    clips: Clips, name: str, size: tuple[int, int], matrix: str, *, tagged: bool = True, full: bool = False
) -> Path:
    """Eight colour bars, encoded with a known matrix and range."""
    picture = clips.folder / f"bars-{size[0]}.png"
    if not picture.exists():
        image = Image.new("RGB", (8, 1))
        image.putdata(BARS)
        image.resize(size, Image.Resampling.NEAREST).save(picture)
    tags = ["-colorspace", "bt709" if matrix == "bt709" else "smpte170m"] if tagged else []
    convert = f"scale=out_color_matrix={matrix}:out_range={'pc' if full else 'tv'}"
    return run_ffmpeg(
        ["-loop", "1", "-framerate", "25", "-t", "1", "-i", str(picture), "-vf", convert, "-c:v", "libx264",
         "-preset", "ultrafast", "-qp", "4", "-pix_fmt", "yuvj420p" if full else "yuv420p", *tags],
        clips.folder / name,
    )  # fmt: skip


def near(colour: list[int], expected: tuple[int, ...], within: int = 5) -> bool:
    return all(abs(one - other) <= within for one, other in zip(colour, expected, strict=True))


@pytest.mark.slow
def test_the_colours_on_the_screen_are_the_colours_of_the_film(clips: Clips) -> None:
    files = {
        "HD, BT.709, tagged": bars(clips, "hd.mp4", (1280, 720), "bt709"),
        "HD, BT.709, not tagged": bars(clips, "hd-untagged.mp4", (1280, 720), "bt709", tagged=False),
        "HD, but BT.601 and saying so": bars(clips, "hd-601.mp4", (1280, 720), "bt601"),
        "SD, BT.601, not tagged": bars(clips, "sd.mp4", (640, 360), "bt601", tagged=False),
        "SD, full range": bars(clips, "sd-full.mp4", (640, 360), "bt601", full=True),
    }
    results = draw(list(files.values()))
    for name, result in zip(files, results, strict=False):
        assert result["place"] == [0, 0, *WINDOW], name
        for colour, expected in zip(result["bars"], BARS, strict=True):
            assert near(colour, expected), f"{name}: {colour} for {expected}"
    assert results[-1]["cleared"] == [[0, 0, 0]]


@pytest.mark.slow
def test_no_padding_shows_at_the_edges_of_odd_turned_and_squeezed_pictures(clips: Clips) -> None:
    def white(name: str, size: str, *more: str) -> Path:
        source = ["-f", "lavfi", "-i", f"color=white:s={size}:r=25:d=1"]
        return run_ffmpeg([*source, "-c:v", "libx264", "-pix_fmt", "yuv420p", *more], clips.folder / name)

    odd = run_ffmpeg(
        [
            "-f",
            "lavfi",
            "-i",
            "color=white:s=321x179:r=25:d=1,format=rgb24",
            "-c:v",
            "libvpx-vp9",
            "-pix_fmt",
            "yuv420p",
        ],
        clips.folder / "white-odd.webm",
    )
    flat = white("white-flat.mp4", "640x360")
    turned = run_ffmpeg(
        ["-i", str(flat), "-c", "copy", "-metadata:s:v:0", "rotate=90"], clips.folder / "white-turned.mp4"
    )
    files = [odd, turned, white("white-pal.mp4", "720x576", "-vf", "setsar=64/45"), white("white-tall.mp4", "270x480")]
    places = [[0, 1, 640, 357], [219, 0, 202, 360], [0, 0, 640, 360], [219, 0, 202, 360]]
    for path, place, result in zip(files, places, draw(files), strict=False):
        assert result["place"] == place, path.name
        assert all(near(colour, (255, 255, 255), 3) for colour in result["edges"]), (path.name, result["edges"])
        assert all(near(colour, (0, 0, 0), 3) for colour in result["outside"]), path.name


@pytest.mark.slow
def test_not_a_line_of_the_picture_is_lost_or_stretched(clips: Clips) -> None:
    # 360 lines are decoded into a buffer of 386: a frame of eight pixels must stand on all four sides.
    framed = run_ffmpeg(
        ["-f", "lavfi", "-i", "color=white:s=640x360:r=25:d=1,format=rgb24,drawbox=0:0:640:360:red:8",
         "-c:v", "libx264", "-qp", "4", "-pix_fmt", "yuv420p"],
        clips.folder / "framed.mp4",
    )  # fmt: skip
    result = draw([framed])[0]
    assert all(near(colour, (255, 0, 0), 6) for colour in result["edges"]), result["edges"]
    assert all(near(colour, (255, 255, 255), 6) for colour in result["inside"]), result["inside"]


@pytest.mark.parametrize(
    ("width", "height", "sar", "box", "place"),
    [
        (1920, 1080, 1.0, (0, 0, 1920, 1080), (0, 0, 1920, 1080)),
        (1280, 720, 1.0, (0, 0, 1920, 1080), (0, 0, 1920, 1080)),
        (1920, 1088, 1.0, (0, 0, 1280, 720), (4, 0, 1271, 720)),
        (640, 480, 1.0, (0, 0, 1920, 1080), (240, 0, 1440, 1080)),
        (720, 576, 16 / 15, (0, 0, 1920, 1080), (240, 0, 1440, 1080)),
        (720, 576, 64 / 45, (0, 0, 1920, 1080), (0, 0, 1920, 1080)),
        (720, 480, 8 / 9, (100, 50, 640, 360), (180, 50, 480, 360)),
        (1080, 1920, 1.0, (0, 0, 1920, 1080), (656, 0, 608, 1080)),
        (2350, 1000, 1.0, (0, 0, 1920, 1080), (0, 131, 1920, 817)),
        (640, 480, 0.0, (0, 0, 400, 300), (0, 0, 400, 300)),
        (0, 0, 1.0, (5, 6, 400, 300), (5, 6, 0, 0)),
    ],
)
def test_a_picture_stands_whole_and_in_the_middle(
    width: int,
    height: int,
    sar: float,
    box: tuple[float, float, float, float],
    place: tuple[float, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KIVY_NO_ARGS", "1")
    monkeypatch.setenv("KIVY_NO_CONSOLELOG", "1")
    from tvapp.ui.video import fit

    assert fit(width, height, sar, box) == place
