"""WAV bytes: checked, stripped to what is needed, silence at both ends cut. Must not: trust the sizes that a header names."""

from __future__ import annotations

import array
import struct
import sys

MAX_BYTES = 24_000_000
"""About nine minutes at 22,050 Hz: nothing that is said at a stretch is longer."""
_SILENCE = 96
"""Of 32,767: what espeak-ng leaves before and after words is below."""
_KEPT_S = 0.03


class NotSound(Exception):
    """These bytes are no WAV file with something in it."""


def made(samples: bytes, hertz: int, channels: int = 1, bits: int = 16) -> bytes:
    """A WAV file of raw little-endian samples (RIFF, Multimedia Programming Interface 1.0, chapter 3)."""
    frame = channels * bits // 8
    head = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + len(samples), b"WAVE", b"fmt ", 16, 1, channels, hertz,
                       hertz * frame, frame, bits, b"data", len(samples))  # fmt: skip
    return head + samples


def cleaned(data: bytes) -> bytes:
    """What a program wrote as an ordinary WAV file: programs that write to a pipe cannot know the length they announce.

    Raises NotSound.
    """
    if len(data) > MAX_BYTES:
        raise NotSound("too long")
    if len(data) < 44 or data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise NotSound("no RIFF WAVE file")
    at, layout = 12, (0, 0, 0, 0)
    while at + 8 <= len(data):
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if name == b"fmt " and at + 24 <= len(data):
            kind, channels, hertz, _, _, bits = struct.unpack_from("<HHIIHH", data, at + 8)
            layout = (kind, channels, hertz, bits)
        elif name == b"data":
            kind, channels, hertz, bits = layout
            if kind not in (1, 0xFFFE) or channels not in (1, 2) or bits != 16 or not 8_000 <= hertz <= 48_000:
                raise NotSound(f"format {layout}")
            samples = data[at + 8 : at + 8 + min(size, len(data) - at - 8)]
            return made(trimmed(samples[: len(samples) // (2 * channels) * 2 * channels], hertz, channels), hertz, channels)
        at += 8 + size + size % 2
    raise NotSound("no samples")


def trimmed(samples: bytes, hertz: int, channels: int = 1) -> bytes:
    """Without the silence at both ends, but for a breath. Raises NotSound when nothing is left."""
    values = array.array("h")
    values.frombytes(samples)
    if sys.byteorder == "big":
        values.byteswap()
    first = next((place for place, value in enumerate(values) if abs(value) > _SILENCE), None)
    if first is None:
        raise NotSound("silence")
    last = next(place for place in range(len(values) - 1, -1, -1) if abs(values[place]) > _SILENCE)
    kept = int(_KEPT_S * hertz)
    start = max(0, first // channels - kept) * channels * 2
    stop = (last // channels + 1 + kept) * channels * 2
    return samples[start:stop]


def seconds(wav: bytes) -> float:
    """Length of a file as `made` writes it."""
    channels, hertz = struct.unpack_from("<HI", wav, 22)
    return float((len(wav) - 44) / (2 * channels * hertz))
