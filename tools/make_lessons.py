"""Makes the sample lessons in media/lessons and their subtitles from tools/lessons/*.yaml.

For the project's own workshop only: the television never runs it, and `make run` does not need it, for what it makes
is committed. It draws slides over the covers of media/covers, speaks the sentences with espeak-ng, lays a quiet plucked
melody under them, and writes subtitles timed by sentence. Beside the development packages it needs ffmpeg with
libx264, libvpx-vp9, aac and libmp3lame, and `espeakng-loader` (GPL-3, therefore not a dependency of the program):
espeak-ng 1.51, as Debian 12 has it, reads tone digits of the voice `cmn` in English; 1.52 from that wheel does not.

    python tools/make_lessons.py             # every lesson
    python tools/make_lessons.py dk-sanhui   # only these

It prints each lesson's length, which belongs into channels.yaml as `duration`.

A script has: title, tag (small words above it), cover (a name in media/covers), output, subtitle, optionally encoding
(gbk) and newline (crlf), and slides of headline, lines and say. A sentence in `say` is text, or {text, spoken} where
the voice would misread what is written.
"""

from __future__ import annotations

import argparse
import ctypes
import subprocess
import sys
import tempfile
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, cast

import numpy as np
import yaml
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "tools" / "lessons"
MEDIA = ROOT / "media"

WIDTH, HEIGHT, FPS = 1280, 720, 25
FADE_S = 0.6
HEAD_S, TAIL_S = 1.2, 2.2
SENTENCE_GAP_S, SLIDE_GAP_S = 0.38, 0.95

CREAM, SECOND, GOLD = (255, 246, 230), (243, 224, 194), (248, 207, 124)
INK, RED = (27, 15, 12), (125, 22, 18)

Samples = NDArray[np.float64]
Pixels = NDArray[np.uint8]

FONT_FILES = {
    False: ("tvapp/ui/assets/fonts/TvSans-Medium.otf", "/usr/share/fonts/opentype/noto/NotoSansCJK-Medium.ttc"),
    True: ("tvapp/ui/assets/fonts/TvSans-Bold.otf", "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"),
}
SC_FACE_OF_NOTO = 2
"""Face 0 of Noto's collection is Japanese; 2 is Simplified Chinese."""


@dataclass(frozen=True)
class Sentence:
    text: str
    spoken: str


@dataclass(frozen=True)
class Slide:
    headline: str
    lines: tuple[str, ...]
    say: tuple[Sentence, ...]


@dataclass(frozen=True)
class Script:
    name: str
    title: str
    tag: str
    cover: str
    output: str
    subtitle: str
    slides: tuple[Slide, ...]
    encoding: str = "utf-8"
    newline: str = "\n"


@dataclass(frozen=True)
class Cue:
    start_s: float
    end_s: float
    text: str


def load_script(path: Path) -> Script:
    raw: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    slides = tuple(
        Slide(
            str(slide["headline"]),
            tuple(str(line) for line in slide.get("lines", [])),
            tuple(
                Sentence(one["text"], one["spoken"]) if isinstance(one, dict) else Sentence(str(one), str(one))
                for one in slide["say"]
            ),
        )
        for slide in raw["slides"]
    )
    return Script(
        path.stem,
        str(raw["title"]),
        str(raw["tag"]),
        str(raw["cover"]),
        str(raw["output"]),
        str(raw["subtitle"]),
        slides,
        str(raw.get("encoding", "utf-8")),
        "\r\n" if raw.get("newline") == "crlf" else "\n",
    )


# ---------------------------------------------------------------- the voice


class Voice:
    """espeak-ng called directly: one sentence in, samples in [-1, 1] out."""

    RETRIEVAL, UTF8 = 1, 1
    RATE, VOLUME, PITCH, RANGE = 1, 2, 3, 4
    Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)

    def __init__(self) -> None:
        loader = import_module("espeakng_loader")  # only the workshop has it
        self._library = ctypes.CDLL(loader.get_library_path())
        data = loader.get_data_path().encode()
        self.rate_hz: int = self._library.espeak_Initialize(self.RETRIEVAL, 400, data, 0)
        if self.rate_hz <= 0:
            raise SystemExit("espeak-ng did not start")
        self._chunks: list[bytes] = []
        self._callback = self.Callback(self._take)  # kept alive: C holds only the address
        self._library.espeak_SetSynthCallback(self._callback)
        if self._library.espeak_SetVoiceByName(b"cmn") != 0:
            raise SystemExit("espeak-ng has no voice cmn")
        # A little higher and wider than the default: the tones stand apart better for old ears.
        for parameter, value in ((self.RATE, 150), (self.VOLUME, 90), (self.PITCH, 56), (self.RANGE, 78)):
            self._library.espeak_SetParameter(parameter, value, 0)

    def _take(self, samples: Any, count: int, _events: Any) -> int:
        if samples and count > 0:
            self._chunks.append(ctypes.string_at(samples, count * 2))
        return 0

    def say(self, text: str) -> Samples:
        self._chunks.clear()
        data = text.encode("utf-8")
        self._library.espeak_Synth(data, len(data) + 1, 0, 0, 0, self.UTF8, None, None)
        self._library.espeak_Synchronize()
        sound = np.frombuffer(b"".join(self._chunks), dtype="<i2").astype(np.float64) / 32768
        loud = np.flatnonzero(np.abs(sound) > 0.004)
        if loud.size == 0:
            raise SystemExit(f"nothing was spoken for {text!r}")
        sound = sound[max(0, loud[0] - 400) : loud[-1] + 1200]
        return cast(Samples, sound / np.abs(sound).max() * 0.72)

    def phonemes(self, text: str) -> str:
        """What the voice makes of the characters; for looking for misread ones."""
        translate = self._library.espeak_TextToPhonemes
        translate.restype = ctypes.c_char_p
        buffer = ctypes.create_string_buffer(text.encode("utf-8"))
        pointer = ctypes.c_void_p(ctypes.addressof(buffer))
        parts = []
        while pointer.value:
            parts.append((translate(ctypes.byref(pointer), self.UTF8, 0) or b"").decode())
        return " ".join(parts)


# ---------------------------------------------------------------- the melody


def plucked(frequency: float, length_s: float, rate: int, chance: np.random.Generator) -> Samples:
    """One soft plucked string: decaying partials, each a hair out of tune."""
    t = np.arange(int(length_s * rate)) / rate
    tone = np.zeros_like(t)
    for partial, weight in enumerate((1.0, 0.42, 0.16, 0.07), start=1):
        detune = 1 + chance.uniform(-0.0006, 0.0006)
        tone += weight * np.sin(2 * np.pi * frequency * partial * detune * t) * np.exp(-t * (0.9 + 0.75 * partial))
    attack = np.minimum(1.0, t / 0.012)
    return tone * attack


def melody(length_s: float, rate: int, seed: int) -> Samples:
    """A slow walk on the five-note scale, made for this project; far below the voice."""
    chance = np.random.default_rng(seed)
    scale = [196.0 * 2 ** (step / 12) for step in (0, 2, 4, 7, 9, 12, 14, 16)]
    sound = np.zeros(int(length_s * rate) + rate)
    place, at = 3, 0.15
    while at < length_s - 1.5:
        place = int(np.clip(place + chance.choice((-2, -1, -1, 1, 1, 2)), 0, len(scale) - 1))
        note = plucked(scale[place], 3.2, rate, chance) * chance.uniform(0.6, 1.0)
        start = int(at * rate)
        end = min(sound.size, start + note.size)
        sound[start:end] += note[: end - start]
        if chance.random() < 0.25:
            low = plucked(scale[place] / 2, 3.6, rate, chance) * 0.6
            end = min(sound.size, start + low.size)
            sound[start:end] += low[: end - start]
        at += float(chance.choice((0.9, 1.35, 1.8)))
    sound = sound[: int(length_s * rate)]
    fade = int(1.8 * rate)
    sound[-fade:] *= np.linspace(1, 0, fade)
    return sound / max(1e-9, float(np.abs(sound).max())) * 0.075


# ---------------------------------------------------------------- the pictures


def font(size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
    ours, debian = FONT_FILES[bold]
    if (ROOT / ours).is_file():
        return ImageFont.truetype(str(ROOT / ours), size)
    return ImageFont.truetype(debian, size, index=SC_FACE_OF_NOTO)


def cover_picture(name: str) -> Image.Image:
    return Image.open(MEDIA / "covers" / f"{name}.jpg").convert("RGB").resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def shade(width: int, height: int) -> Image.Image:
    """From nothing at the top, with no edge to be seen, to nearly all from the middle on."""
    steps = np.sin(np.pi / 2 * np.minimum(1, np.linspace(0, 1.7, height))) ** 1.6 * 248
    return Image.fromarray(np.repeat(steps[:, None], width, 1).astype(np.uint8), "L")


def room() -> Image.Image:
    """The television's own evening room: warm ink, a far glow, two rows of hills."""
    down = np.linspace(0, 1, HEIGHT)[:, None, None]
    wall = np.array(INK) * (1 - down) + np.array((46, 23, 17)) * down
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    glow = np.exp(-(((x - 1010) / 520) ** 2 + ((y - 330) / 330) ** 2))[..., None]
    wall = wall + glow * np.array((74, 30, 16))
    for base, height, length, colour in ((590, 46, 610, (66, 31, 22)), (640, 34, 430, (44, 21, 16))):
        edge = base - height * (np.sin(x[0] / length * 6.28 + base) + 0.4 * np.sin(x[0] / length * 17 + 2))
        wall = np.where((y > edge[None, :])[..., None], np.array(colour), wall)
    noise = np.random.default_rng(1).uniform(-1.2, 1.2, wall.shape)  # against bands in the gradient
    return Image.fromarray(np.clip(wall + noise, 0, 255).astype(np.uint8), "RGB")


def title_slide(script: Script, slide: Slide) -> Image.Image:
    """The cover in full, the title low at the left on a shade of ink."""
    picture = cover_picture(script.cover)
    picture.paste(Image.new("RGB", (WIDTH, 480), INK), (0, 240), shade(WIDTH, 480))
    draw = ImageDraw.Draw(picture)
    tag_font = font(38, True)
    tag_width = draw.textlength(script.tag, tag_font)
    draw.rounded_rectangle((80, 338, 80 + tag_width + 44, 402), 16, fill=RED, outline=(217, 144, 63), width=2)
    draw.text((102, 370), script.tag, CREAM, tag_font, anchor="lm")
    size = 92 if len(slide.headline) <= 9 else 80
    draw.text((80, 466), slide.headline, CREAM, font(size, True), anchor="lm")
    if slide.lines:
        draw.text((82, 548), slide.lines[0], GOLD, font(42), anchor="lm")
    return picture


def content_slide(script: Script, slide: Slide, number: int) -> Image.Image:
    """Large words at the left, the cover as a window at the right; the lowest fifth is left to the subtitles."""
    picture = room()
    wide = cover_picture(script.cover).resize((888, 500), Image.Resampling.LANCZOS)
    left = 60 + (number * 137) % 360  # each slide looks out at another part of the same view
    window = wide.crop((left, 0, left + 380, 500))
    mask = Image.new("L", (window.width * 2, window.height * 2), 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, mask.width - 1, mask.height - 1), 60, fill=255)
    mask = mask.resize(window.size, Image.Resampling.LANCZOS)
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle((812, 62, 812 + 396, 62 + 516), 36, fill=(91, 64, 52))
    picture.paste(window, (820, 70), mask)
    draw.text((80, 96), f"{script.tag} · {script.title}", SECOND, font(32), anchor="lm")
    size = 76 if len(slide.headline) <= 9 else 64
    draw.text((80, 186), slide.headline, CREAM, font(size, True), anchor="lm")
    draw.rounded_rectangle((82, 246, 82 + 132, 252), 3, fill=GOLD)
    longest = max((len(line) for line in slide.lines), default=0)
    size, step = (56, 100) if longest <= 11 else (50, 92) if longest <= 13 else (42, 86)
    first = 330 + (3 - len(slide.lines)) * 24
    if len(slide.lines) == 1 and longest <= 11:
        draw.text((80, 392), slide.lines[0], GOLD, font(64), anchor="lm")
        return picture
    for row, line in enumerate(slide.lines):
        middle = first + row * step
        draw.ellipse((84, middle - 9, 102, middle + 9), fill=GOLD)
        draw.text((130, middle), line, CREAM, font(size), anchor="lm")
    return picture


def frames(pictures: list[Pixels], starts: list[float], total_s: float) -> Iterator[bytes]:
    """Every picture stands still; one melts into the next; a thin gold thread shows how far we are."""
    count = round(total_s * FPS)
    for n in range(count):
        t = n / FPS
        index = max(i for i, start in enumerate(starts) if start <= t)
        picture = pictures[index]
        since = t - starts[index]
        if index and since < FADE_S:
            weight = since / FADE_S
            picture = (pictures[index - 1] * (1 - weight) + picture * weight).astype(np.uint8)
        if t > total_s - FADE_S:
            picture = (picture * max(0.0, (total_s - t) / FADE_S)).astype(np.uint8)
        picture = picture.copy()
        picture[HEIGHT - 6 :, : max(1, round(WIDTH * n / count))] = GOLD
        yield picture.tobytes()


# ---------------------------------------------------------------- subtitles


def clock(seconds: float, comma: str) -> str:
    milliseconds = round(seconds * 1000)
    hours, rest = divmod(milliseconds, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}{comma}{rest % 1000:03}"


def subtitle_text(cues: list[Cue], vtt: bool) -> str:
    comma = "." if vtt else ","
    lines = ["WEBVTT", ""] if vtt else []
    for number, cue in enumerate(cues, start=1):
        lines += [str(number), f"{clock(cue.start_s, comma)} --> {clock(cue.end_s, comma)}", cue.text, ""]
    return "\n".join(lines)


def shown(text: str) -> str:
    """A subtitle ends without a full stop; a question keeps its mark."""
    return text.removesuffix("。")


# ---------------------------------------------------------------- putting it together


def ffmpeg(*arguments: str, feed: Iterator[bytes] | None = None) -> None:
    command = ["ffmpeg", "-hide_banner", "-loglevel", "error", "-y", "-threads", "2", *arguments]
    if feed is None:
        subprocess.run(command, check=True)
        return
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        for chunk in feed:
            process.stdin.write(chunk)
        process.stdin.close()
        if process.wait() != 0:
            raise SystemExit("ffmpeg failed")


AUDIO = {
    ".mp3": ("-c:a", "libmp3lame", "-b:a", "96k", "-id3v2_version", "3"),
    ".m4a": ("-c:a", "aac", "-b:a", "96k", "-movflags", "+faststart"),
}
VIDEO = {
    ".mp4": (
        *("-c:v", "libx264", "-profile:v", "main", "-preset", "slow", "-crf", "27", "-pix_fmt", "yuv420p"),
        *("-g", "250", "-c:a", "aac", "-b:a", "96k", "-movflags", "+faststart"),
    ),
    ".webm": (
        *("-c:v", "libvpx-vp9", "-b:v", "0", "-crf", "36", "-deadline", "good", "-cpu-used", "4", "-row-mt", "1"),
        *("-pix_fmt", "yuv420p", "-g", "125", "-c:a", "libopus", "-b:a", "64k"),
    ),
}


def make(script: Script, voice: Voice) -> float:
    """Writes the lesson and its subtitles; returns its length in seconds."""
    rate = voice.rate_hz
    pieces: list[tuple[float, Samples]] = []
    starts: list[float] = []
    cues: list[Cue] = []
    at = HEAD_S
    for index, slide in enumerate(script.slides):
        starts.append(0.0 if index == 0 else at - SLIDE_GAP_S * 0.55)
        for sentence in slide.say:
            sound = voice.say(sentence.spoken)
            pieces.append((at, sound))
            cues.append(Cue(at, at + sound.size / rate + 0.25, shown(sentence.text)))
            at += sound.size / rate + SENTENCE_GAP_S
        at += SLIDE_GAP_S - SENTENCE_GAP_S
    total = round(at - SLIDE_GAP_S + TAIL_S, 2)
    track = melody(total, rate, seed=sum(map(ord, script.name)))
    for start, sound in pieces:
        begin = int(start * rate)
        track[begin : begin + sound.size] += sound

    output = MEDIA / "lessons" / script.output
    output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        sound_file = Path(folder) / "sound.wav"
        with wave.open(str(sound_file), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(rate)
            file.writeframes((np.clip(track, -0.98, 0.98) * 32767).astype("<i2").tobytes())
        made = Path(folder) / script.output
        tags = ("-map_metadata", "-1", "-metadata", f"title={script.title}", "-fflags", "+bitexact")
        if output.suffix in AUDIO:
            ffmpeg("-i", str(sound_file), "-ar", "44100", *AUDIO[output.suffix], *tags, str(made))
        else:
            pictures = [
                np.asarray(title_slide(script, slide) if index == 0 else content_slide(script, slide, index))
                for index, slide in enumerate(script.slides)
            ]
            ffmpeg(
                *("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{WIDTH}x{HEIGHT}", "-r", str(FPS), "-i", "-"),
                *("-i", str(sound_file), "-ar", "48000", "-r", str(FPS)),
                # The players take HD as BT.709; say so and convert so.
                *("-vf", "scale=out_color_matrix=bt709:out_range=tv", "-colorspace", "bt709"),
                *("-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"),
                *VIDEO[output.suffix],
                *tags,
                str(made),
                feed=frames(pictures, starts, total),
            )
        output.write_bytes(made.read_bytes())

    subtitle = MEDIA / "subtitles" / script.subtitle
    subtitle.parent.mkdir(parents=True, exist_ok=True)
    text = subtitle_text(cues, subtitle.suffix == ".vtt").replace("\n", script.newline)
    subtitle.write_bytes(text.encode(script.encoding))
    return total


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", help="only these scripts (file names without .yaml)")
    parser.add_argument("--pictures", metavar="DIR", help="write the slides as PNG here and make nothing else")
    parser.add_argument("--phonemes", action="store_true", help="print how the voice reads each sentence, make nothing")
    options = parser.parse_args(arguments)
    scripts = [load_script(path) for path in sorted(SCRIPTS.glob("*.yaml"))]
    scripts = [script for script in scripts if not options.names or script.name in options.names]
    if options.pictures:
        for script in scripts:
            for index, slide in enumerate(script.slides):
                picture = content_slide(script, slide, index) if index else title_slide(script, slide)
                picture.save(Path(options.pictures) / f"{script.name}-{index}.png")
        return 0
    voice = Voice()
    for script in scripts:
        if options.phonemes:
            for slide in script.slides:
                for sentence in slide.say:
                    print(script.name, sentence.spoken, voice.phonemes(sentence.spoken), sep="\t")
            continue
        length = make(script, voice)
        size = (MEDIA / "lessons" / script.output).stat().st_size
        print(f"{script.output}\t{round(length) // 60:02}:{round(length) % 60:02}\t{length:.2f} s\t{size // 1024} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
