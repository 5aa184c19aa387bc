"""WAV bytes: checked, stripped to what is needed, silence at both ends cut, one loudness. Must not: trust the sizes that a header names."""

from __future__ import annotations

import array
import math
import struct
import sys
from operator import mul

MAX_BYTES = 24_000_000
"""About nine minutes at 22,050 Hz: nothing that is said at a stretch is longer."""
_SILENCE = 96
"""Of 32,767: what espeak-ng leaves before and after words is below."""
_KEPT_S = 0.03
LOUDNESS_DB = -19.5
"""Power of the loud tenths of a second: for speech -20 LUFS within a decibel or so, what core/sound levels the lessons to."""
_QUIETEST_DB = -60.0
_GATE = 0.1
"""EBU Tech 3341: what lies 10 decibels below the mean does not count."""
_KNEE, _PEAK = 20_000, 29_000
"""Samples above the first are bent so that none comes above the second, a decibel below the loudest that there is."""
_MOST_GAIN = 8.0
_NEAR_DB = 1.0
"""What is as near as this is left alone: nobody hears it, and a television may be slow."""
_EVERY = 7
"""Every so many samples are looked at to find how loud it is: enough for the power of speech."""


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
            whole = samples[: len(samples) // (2 * channels) * 2 * channels]
            return made(levelled(trimmed(whole, hertz, channels), hertz, channels), hertz, channels)
        at += 8 + size + size % 2
    raise NotSound("no samples")


def trimmed(samples: bytes, hertz: int, channels: int = 1) -> bytes:
    """Without the silence at both ends, but for a breath. Raises NotSound when nothing is left."""
    values = _values(samples)
    first = next((place for place, value in enumerate(values) if abs(value) > _SILENCE), None)
    if first is None:
        raise NotSound("silence")
    last = next(place for place in range(len(values) - 1, -1, -1) if abs(values[place]) > _SILENCE)
    kept = int(_KEPT_S * hertz)
    start = max(0, first // channels - kept) * channels * 2
    stop = (last // channels + 1 + kept) * channels * 2
    return samples[start:stop]


def gain(samples: bytes, hertz: int, channels: int = 1) -> float:
    """What makes it as loud as everything else that is said; 1.0 where it is near enough, or hardly to be heard at all."""
    values = _values(samples)
    size = max(1, hertz // 10) * channels
    looked = [values[start : start + size : _EVERY] for start in range(0, len(values), size)]
    powers = [sum(map(mul, each, each)) / len(each) / 32_768**2 for each in looked]
    powers = [power for power in powers if power > 10 ** (_QUIETEST_DB / 10)]
    if not powers:
        return 1.0
    mean = sum(powers) / len(powers)
    loud = [power for power in powers if power >= mean * _GATE]
    wanted = min((10 ** (LOUDNESS_DB / 10) / (sum(loud) / len(loud))) ** 0.5, _MOST_GAIN)
    return 1.0 if abs(math.log10(wanted)) * 20 <= _NEAR_DB else wanted


def levelled(samples: bytes, hertz: int, channels: int = 1) -> bytes:
    """As loud as everything else that is said, and nothing cut. Raises NotSound for no samples."""
    values = _values(samples)
    if not values:
        raise NotSound("no samples")
    factor = gain(samples, hertz, channels)
    if factor == 1.0 and max(max(values), -min(values)) <= _PEAK:
        return samples
    out = array.array("h")
    size = max(1, hertz // 10) * channels
    for start in range(0, len(values), size):
        block = values[start : start + size]
        if max(max(block), -min(block)) * factor > _KNEE:
            out.extend([_bent(value * factor) for value in block])
        else:
            out.extend(block if factor == 1.0 else array.array("h", [int(value * factor) for value in block]))
    if sys.byteorder == "big":
        out.byteswap()
    return out.tobytes()


def _bent(value: float) -> int:
    over = abs(value) - _KNEE
    if over <= 0:
        return int(value)
    room = _PEAK - _KNEE
    bent = int(_KNEE + room * over / (over + room))
    return bent if value > 0 else -bent


def _values(samples: bytes) -> array.array[int]:
    values = array.array("h")
    values.frombytes(samples)
    if sys.byteorder == "big":
        values.byteswap()
    return values


def seconds(wav: bytes) -> float:
    """Length of a file as `made` writes it."""
    channels, hertz = struct.unpack_from("<HI", wav, 22)
    return float((len(wav) - 44) / (2 * channels * hertz))
