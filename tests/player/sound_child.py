"""The player's own session with its sound caught before the sound card: for tests of what is really to be heard.

Arguments: file, seconds, JSON list of [moment in seconds, command, arguments …], file for the sound (16 bit, mono, 48 kHz),
"samples" (VLC changes the samples, as with ALSA) or "server" (it tells a sound server how loud it is to be).
Prints the last report as JSON, and [moment, volume] of all that the server was told.
"""

from __future__ import annotations

import ctypes
import json
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from tvapp.player_process.libvlc import LibVlc
from tvapp.player_process.session import Session


class NoPictures:
    """Stands where the pictures' buffers are: these lessons have sound only."""

    buffer_size = (0, 0)
    shown = 0

    def begin(self, serial: int) -> None: ...
    def forget(self) -> None: ...
    def shape_known(self, size: tuple[int, int], sar: tuple[int, int]) -> None: ...


def main() -> None:
    path, seconds, commands, out = sys.argv[1], float(sys.argv[2]), json.loads(sys.argv[3]), Path(sys.argv[4])
    caught: list[bytes] = []
    vlc = LibVlc()
    play = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint, ctypes.c_int64)(
        lambda _data, samples, count, _moment: caught.append(ctypes.string_at(samples, count * 2))
    )
    library, player = vlc.library()
    library.libvlc_audio_set_callbacks.argtypes = [ctypes.c_void_p] * 7
    library.libvlc_audio_set_callbacks(player, ctypes.cast(play, ctypes.c_void_p), None, None, None, None, None)
    library.libvlc_audio_set_format.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint, ctypes.c_uint]
    library.libvlc_audio_set_format(player, b"S16N", 48000, 1)
    told: list[tuple[float, float]] = []
    start = time.monotonic()
    heard = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_float, ctypes.c_bool)(
        lambda _data, volume, _mute: told.append((time.monotonic() - start, volume))
    )
    vlc.follows = sys.argv[5] == "server"
    if vlc.follows:
        library.libvlc_audio_set_volume_callback.argtypes = [ctypes.c_void_p] * 2
        library.libvlc_audio_set_volume_callback(player, ctypes.cast(heard, ctypes.c_void_p))
    said: dict[str, Any] = {}
    session = Session(vlc, NoPictures(), lambda **report: said.update(report))  # type: ignore[arg-type]
    began = 0.0
    while time.monotonic() - start < seconds + 3.0:
        while commands and (commands[0][0] <= 0.0 or (began and time.monotonic() - began >= commands[0][0])):
            _, name, *arguments = commands.pop(0)
            getattr(session, name)(*arguments)
        if not said:
            session.play(path, None, 0.0, 100, 1)
        session.tick()
        if not began and said.get("phase") == "playing":
            began = time.monotonic()
        if began and time.monotonic() - began >= seconds:
            break
        time.sleep(session.pause_s if session.pause_s is not None and session.pause_s < 0.05 else 0.05)
    out.write_bytes(b"".join(caught))
    print(json.dumps({**said, "told": [(at - (began - start), volume) for at, volume in told]}), flush=True)
    session.stop()


main()
