"""Mandarin by libespeak-ng, called through ctypes (speak_lib.h of espeak-ng 1.52). One thread only. Loaded in no other process."""

from __future__ import annotations

import ctypes
import re
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int, c_short, c_size_t, c_uint, c_void_p
from typing import Any, Final

from tvapp.speech_process import wav
from tvapp.speech_process.readings import corrected

_SYNCHRONOUS: Final = 2
"""AUDIO_OUTPUT_SYNCHRONOUS: the callback gets the samples, on the calling thread."""
_DONT_EXIT: Final = 0x8000
_UTF8: Final = 1
_PHONEMES: Final = 0x100
"""espeakPHONEMES: what stands in [[ ]] are phonemes."""
_CHARACTERS: Final = 1
_RATE, _VOLUME, _PITCH, _RANGE, _GAP = 1, 2, 3, 4, 7
"""espeak_PARAMETER."""
VOICE = "cmn"
_TONES: Final = {"55": "1", "35": "2", "214": "3", "51": "4", "21": "4", "11": "5"}
"""How the voice writes its tones among its phonemes (phsource/ph_cmn)."""
WORDS_A_MINUTE = {"slow": 150, "mid": 190, "fast": 240}
"""150 is about three syllables a second (measured); news is read with four to five."""
_PITCH_VALUE, _RANGE_VALUE = 60, 99
"""As far apart as it can set its tones: 75 to 117 Hz, 7.8 semitones between the 5th and the 95th hundredth of a sentence; the usual
50 and 50 give 4.3. Still a low voice, for ears that have lost the high tones."""
_VOLUME_VALUE, _MOST_VOLUME = 80, 110
"""At 100 it reaches the loudest that there is, and cuts; how loud it is in the end is wav.gain's."""
OLDEST = (1, 52)
"""Before 1.52 the voice reads the digits of its own tones in English (espeak-ng issues 1236 and 1370)."""


class NoEspeak(Exception):
    """The library is not there, too old, or has no Mandarin."""


class Espeak:
    """`render` text to a WAV file."""

    def __init__(self, library: str, data: str) -> None:
        """Raises NoEspeak."""
        try:
            self._lib = ctypes.CDLL(library)
        except OSError as error:
            raise NoEspeak(str(error)) from error
        lib = self._lib
        lib.espeak_Info.restype = c_char_p
        lib.espeak_Info.argtypes = [POINTER(c_char_p)]
        self.version = lib.espeak_Info(ctypes.byref(c_char_p())).decode("ascii", "replace").split()[0]
        if _numbers(self.version) < OLDEST:
            raise NoEspeak(f"espeak-ng {self.version}")
        lib.espeak_Initialize.argtypes = [c_int, c_int, c_char_p, c_int]
        self._hertz = int(lib.espeak_Initialize(_SYNCHRONOUS, 200, data.encode(), _DONT_EXIT))
        if self._hertz <= 0:
            raise NoEspeak(f"no data in {data}")
        self._found: list[bytes] = []
        self._size = 0

        def take(samples: Any, count: int, _events: Any) -> int:
            if samples and count > 0:
                self._found.append(ctypes.string_at(samples, count * 2))
                self._size += count * 2
            return 1 if self._size > wav.MAX_BYTES - 100 else 0

        self._callback = CFUNCTYPE(c_int, POINTER(c_short), c_int, c_void_p)(take)  # kept: the library holds only its address
        lib.espeak_SetSynthCallback(self._callback)
        if lib.espeak_SetVoiceByName(VOICE.encode()) != 0:
            raise NoEspeak(f"no voice {VOICE}")
        lib.espeak_TextToPhonemes.restype = c_char_p
        lib.espeak_TextToPhonemes.argtypes = [POINTER(c_void_p), c_int, c_int]
        lib.espeak_Synth.argtypes = [c_char_p, c_size_t, c_uint, c_int, c_uint, c_uint, POINTER(c_uint), c_void_p]
        for parameter, value in ((_PITCH, _PITCH_VALUE), (_RANGE, _RANGE_VALUE), (_GAP, 1)):
            lib.espeak_SetParameter(parameter, value, 0)

    def render(self, text: str, rate: str) -> bytes:
        """A WAV file. Raises wav.NotSound when the text makes no sound."""
        self._lib.espeak_SetParameter(_RATE, WORDS_A_MINUTE.get(rate, 150), 0)
        plain = text.replace("\0", " ").replace("[", " ").replace("]", " ")
        data = corrected(plain, self.heard).encode("utf-8", "replace") + b"\0"
        samples = self._samples(data, _VOLUME_VALUE)
        gain = wav.gain(samples, self._hertz)
        if gain != 1.0:  # it is quicker to say it again than to multiply
            samples = self._samples(data, min(_MOST_VOLUME, round(_VOLUME_VALUE * gain)))
        return wav.made(wav.levelled(samples, self._hertz), self._hertz)

    def _samples(self, data: bytes, volume: int) -> bytes:
        self._lib.espeak_SetParameter(_VOLUME, volume, 0)
        self._found, self._size = [], 0
        self._lib.espeak_Synth(data, len(data), 0, _CHARACTERS, 0, _UTF8 | _PHONEMES, None, None)
        self._lib.espeak_Synchronize()
        samples, self._found = b"".join(self._found), []
        return wav.trimmed(samples, self._hertz)

    def heard(self, characters: str) -> list[tuple[str, bool]] | None:
        """readings.Heard: what it would say of Chinese characters; None where it would not speak Mandarin."""
        phonemes = self.phonemes(characters)
        if "(" in phonemes:  # it turns to another language
            return None
        words = [re.findall(r"\d+", word) for word in phonemes.split("_")]
        return [(_TONES.get(tone, ""), len(tones) == 1) for tones in words for tone in tones]

    def phonemes(self, text: str) -> str:
        """What it makes of a text, in its own letters; a `_` stands at the end of each word."""
        buffer = ctypes.create_string_buffer(text.replace("\0", " ").encode("utf-8", "replace"))
        place = c_void_p(ctypes.addressof(buffer))
        found = []
        while place.value:
            found.append((self._lib.espeak_TextToPhonemes(ctypes.byref(place), _UTF8, 0) or b"").decode("utf-8", "replace"))
        return "_".join(found)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("-")[0].split(".")[:2] if part.isdigit())
