"""Clips made by ffmpeg while the tests run, each once: old formats, odd shapes, broken files."""

from __future__ import annotations

import subprocess
from pathlib import Path

SECONDS = 1.0
"""Length of the short clips."""
LONG_SECONDS = 20
"""Length of the clips for resuming. Their brightness tells the time: luma 20 + 10 a second."""

_SOUND = ["-f", "lavfi", "-i", f"sine=frequency=440:sample_rate=44100:duration={SECONDS}"]
_MP4 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac"]


def _bars(size: str = "320x240", rate: int = 25, seconds: float = SECONDS) -> list[str]:
    return ["-f", "lavfi", "-i", f"testsrc=s={size}:r={rate}:d={seconds}"]


FORMATS: dict[str, list[str]] = {
    "mpeg1.mpg": [*_bars(), *_SOUND, "-c:v", "mpeg1video", "-c:a", "mp2", "-f", "mpeg"],
    "mpeg2.vob": [*_bars("352x288"), *_SOUND, "-c:v", "mpeg2video", "-c:a", "mp2", "-f", "vob"],
    "mpeg2.ts": [*_bars("352x288"), *_SOUND, "-c:v", "mpeg2video", "-c:a", "mp2", "-f", "mpegts"],
    "mpeg4.avi": [*_bars(), *_SOUND, "-c:v", "mpeg4", "-c:a", "libmp3lame"],
    "msmpeg4.avi": [*_bars(), *_SOUND, "-c:v", "msmpeg4", "-c:a", "libmp3lame"],
    "wmv2.wmv": [*_bars(), *_SOUND, "-c:v", "wmv2", "-c:a", "wmav2"],
    "sorenson.flv": [*_bars(), *_SOUND, "-c:v", "flv", "-c:a", "libmp3lame"],
    "real1.rm": [*_bars("176x144"), "-c:v", "rv10", "-f", "rm"],
    "real2.rm": [*_bars("176x144"), "-c:v", "rv20", "-f", "rm"],
    "hevc.mkv": [*_bars(), *_SOUND, "-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none",
                 "-pix_fmt", "yuv420p10le", "-c:a", "ac3"],
    "vp9.webm": [*_bars(), "-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-pix_fmt", "yuv420p"],
    "motion.avi": [*_bars(), "-c:v", "mjpeg", "-pix_fmt", "yuvj422p"],
    "h264.mp4": [*_bars(), *_SOUND, *_MP4],
    "silent.mp4": [*_bars(), *_MP4],
    "课:一 第 1 讲 (试)#x?.mp4": [*_bars(), *_SOUND, *_MP4],
}  # fmt: skip
"""Name -> what ffmpeg is told. All show a moving test card of SECONDS."""

SHAPES: dict[str, tuple[list[str], tuple[int, int, float]]] = {
    "odd.webm": ([*_bars("321x179"), "-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8",
                  "-pix_fmt", "yuv420p"], (321, 179, 1.0)),
    "pal.mpg": ([*_bars("720x576", seconds=3), "-vf", "setsar=16/15", "-c:v", "mpeg2video", "-f", "vob"], (720, 576, 16 / 15)),
    "anamorphic.mp4": ([*_bars("720x576"), "-vf", "setsar=64/45", *_MP4], (720, 576, 64 / 45)),
    "upright.mp4": ([*_bars("270x480"), *_MP4], (270, 480, 1.0)),
    "padded.mp4": ([*_bars("1920x1080", 10), *_MP4], (1920, 1080, 1.0)),
    "huge.mp4": ([*_bars("4400x2480", 5), *_MP4], (3810, 2148, 1.0)),
    "full-range.mp4": ([*_bars("640x360"), "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuvj420p"],
                       (640, 360, 1.0)),
}  # fmt: skip
"""Name -> ffmpeg, and the width, height and pixel aspect the window must be told."""

SOUND_SECONDS = 2.5
"""Longer: without a sound card VLC is through with a sound about a second before its end."""
_TONE = ["-f", "lavfi", "-i", f"sine=frequency=440:sample_rate=44100:duration={SOUND_SECONDS}"]
SOUNDS: dict[str, list[str]] = {
    "sound.mp3": [*_TONE, "-c:a", "libmp3lame"],
    "sound.m4a": [*_TONE, "-c:a", "aac"],
    "sound.wma": [*_TONE, "-c:a", "wmav2"],
}

# With noise, so that the stream is as dense as a real one: of still pictures one packet would hold seconds.
_RAMP = ["-f", "lavfi", "-i", f"color=black:s=160x120:r=25:d={LONG_SECONDS},format=yuv420p,"
         "geq=lum='20+T*10':cb=128:cr=128,noise=alls=24:allf=t"]  # fmt: skip
_HUM = ["-f", "lavfi", "-i", f"sine=frequency=220:sample_rate=44100:duration={LONG_SECONDS}"]
LONG: dict[str, list[str]] = {
    "long.mpg": [*_RAMP, *_HUM, "-c:v", "mpeg1video", "-c:a", "mp2", "-f", "mpeg"],
    "long.vob": [*_RAMP, *_HUM, "-c:v", "mpeg2video", "-c:a", "mp2", "-f", "vob"],
    "long.ts": [*_RAMP, *_HUM, "-c:v", "mpeg2video", "-c:a", "mp2", "-f", "mpegts"],
    "long.avi": [*_RAMP, *_HUM, "-c:v", "mpeg4", "-c:a", "libmp3lame"],
    "long.wmv": [*_RAMP, *_HUM, "-c:v", "wmv2", "-c:a", "wmav2"],
    "long.flv": [*_RAMP, *_HUM, "-c:v", "flv", "-c:a", "libmp3lame"],
    "long.mkv": [*_RAMP, *_HUM, *_MP4],
    "long.mp4": [*_RAMP, *_HUM, *_MP4, "-movflags", "+faststart"],
}


def run_ffmpeg(arguments: list[str], out: Path) -> Path:
    """Make one file, if it is not there yet."""
    if not out.exists():
        part = out.with_name("part-" + out.name)
        command = ["ffmpeg", "-v", "error", "-nostdin", "-y", *arguments, str(part)]
        # A file name with a colon is an address to ffmpeg too.
        command[-1] = "file:" + command[-1]
        subprocess.run(command, check=True, timeout=120)
        part.rename(out)
    return out


class Clips:
    """A folder of clips, filled as they are asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, name: str) -> Path:
        for table in (FORMATS, SOUNDS, LONG):
            if name in table:
                return run_ffmpeg(table[name], self.folder / name)
        return run_ffmpeg(SHAPES[name][0], self.folder / name)

    def cut(self, name: str, share: float) -> Path:
        """The first part of a clip, as a broken copy leaves it."""
        whole = self(name).read_bytes()
        out = self.folder / f"cut-{name}"
        out.write_bytes(whole[: int(len(whole) * share)])
        return out

    def write(self, name: str, data: bytes) -> Path:
        out = self.folder / name
        out.write_bytes(data)
        return out

    def hls(self) -> Path:
        """A playlist with its pieces, in a folder of its own."""
        folder = self.folder / "hls"
        folder.mkdir(exist_ok=True)
        if not (folder / "index.m3u8").exists():
            source = self("long.ts")
            subprocess.run(
                ["ffmpeg", "-v", "error", "-nostdin", "-y", "-i", str(source), "-t", "4", "-c:v", "libx264",
                 "-preset", "ultrafast", "-g", "10", "-c:a", "aac", "-f", "hls", "-hls_time", "2",
                 "-hls_list_size", "0", str(folder / "index.m3u8")],
                check=True, timeout=120,
            )  # fmt: skip
        return folder / "index.m3u8"
