"""libVLC as the player needs it: start it, open one thing, ask how it stands. The only module that imports `vlc`.

Must not: decide what a state means to the viewer (`session` does), or be called from VLC's own threads.
"""

from __future__ import annotations

import ctypes
import os
import re
import struct
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

OPENING, BUFFERING, PLAYING, PAUSED, STOPPED, ENDED, ERROR = 1, 2, 3, 4, 5, 6, 7
"""libvlc_state_t (include/vlc/libvlc_media.h)."""

_ESSENTIAL = [
    "--quiet",
    "--no-video-title-show",
    "--no-osd",
    "--no-sub-autodetect-file",  # the window draws subtitle files itself
    "--network-caching=1000",
]
_WISHED = [
    # Without a sound card VLC finds no output and drops the sound track; the silent output keeps its pace.
    "--aout=pulse,alsa,adummy",
    "--no-volume-save",
    "--no-lua",
    "--no-snapshot-preview",
    "--no-metadata-network-access",
    "--no-xlib",
    "--adaptive-maxheight=1080",
    "--audio-time-stretch",  # another speed keeps its pitch
    "--compressor-threshold=-22",
    "--compressor-ratio=3",
    "--compressor-makeup-gain=5",
]
"""Options of plugins that may be absent: libVLC does not start at all with an unknown one, so they go together then."""

_NEUTRAL_DB = 12.0
"""VLC's equaliser passes the sound on unchanged at this preamp (modules/audio_filter/equalizer.c: EQZ_IN_FACTOR)."""
_CLEAR_DB: dict[float, float] = {31.25: -10, 62.5: -8, 125: -6, 250: -3, 1000: 3, 2000: 6, 4000: 6, 8000: 2}
"""Hz (VLC's ten bands) -> dB: speech is understood by what lies between 1 and 4 kHz, and hidden by what rumbles below."""
_CLEAR_LOWER_DB = 3.0
"""So that what is raised does not clip."""
_STRING, _FLOAT = 0x40, 0x50
"""VLC_VAR_STRING, VLC_VAR_FLOAT (include/vlc_variables.h)."""
_LEAST_FIRST = 5
"""A sound that begins at nothing could never be made louder."""

_ADDRESS = re.compile(r"https?://[^\s\x00-\x20\x7f]{1,4000}\Z", re.IGNORECASE)


MOST_TRACKS = 16


class NoLibVlc(Exception):
    """libVLC is not there or does not start."""


@dataclass(slots=True)
class Track:
    """The video track as libVLC describes it."""

    width: int
    height: int
    sar: tuple[int, int]


def _sound_server() -> bool:
    """Whether VLC will find PulseAudio or PipeWire: their socket, where libpulse looks for it."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    return bool(os.environ.get("PULSE_SERVER")) or bool(runtime and os.path.exists(os.path.join(runtime, "pulse", "native")))


class LibVlc:
    """One instance and one media player."""

    def __init__(self) -> None:
        """Loads libVLC. Raises NoLibVlc."""
        try:
            # python-vlc calls sys.exit when a wrong path is named in the environment, hence the wide net.
            import vlc
        except BaseException as error:
            raise NoLibVlc(f"{type(error).__name__}: {error}") from error
        self._vlc = vlc
        for options in (_ESSENTIAL + _WISHED, _ESSENTIAL):
            self._instance = vlc.libvlc_new(len(options), [option.encode() for option in options])
            if self._instance:
                break
        else:
            raise NoLibVlc("libvlc_new")
        self.version: str = vlc.libvlc_get_version().decode("ascii", "replace")
        vlc.libvlc_set_user_agent(self._instance, b"tvapp", b"tvapp/1")
        self._player = vlc.libvlc_media_player_new(self._instance)
        if not self._player:
            raise NoLibVlc("libvlc_media_player_new")
        self._media: Any = None
        self._events: Any = None
        self.follows = _sound_server()
        """Whether a change of volume is heard at once. Without a sound server VLC changes the samples itself, a second
        before they are heard."""
        self._first = 100
        self._clear = False
        self._equaliser = self._clear_equaliser()

    def library(self) -> tuple[Any, Any]:
        """The loaded library without python-vlc's prototypes, and the media player as a plain pointer."""
        return self._vlc.dll, self._player._as_parameter_

    def listen(self, wake: Callable[[], None]) -> None:
        """Have `wake` called, on VLC's threads, when something may have changed."""
        kinds = self._vlc.EventType
        events = self._vlc.libvlc_media_player_event_manager(self._player)
        for kind in (
            kinds.MediaPlayerOpening, kinds.MediaPlayerPlaying, kinds.MediaPlayerPaused, kinds.MediaPlayerStopped,
            kinds.MediaPlayerEndReached, kinds.MediaPlayerEncounteredError, kinds.MediaPlayerLengthChanged,
            kinds.MediaPlayerESAdded, kinds.MediaPlayerESSelected,
        ):  # fmt: skip
            events.event_attach(kind, lambda _event: wake())
        self._events = events

    # ------------------------------------------------ one thing to play

    def open(self, path: str | None, url: str | None, start_s: float) -> bool:
        """Start playing a file (absolute path) or an http(s) address. False if it may not or cannot be opened.

        Addresses and options are never parsed out of a string: VLC reads options after a colon and opens any scheme.
        """
        vlc = self._vlc
        if path is not None:
            raw = os.fsencode(path)
            if not raw.startswith(b"/") or b"\0" in raw:
                return False
            media = vlc.libvlc_media_new_path(self._instance, raw)
        elif url is not None and _ADDRESS.match(url):
            media = vlc.libvlc_media_new_location(self._instance, url.encode("utf-8", "replace"))
        else:
            return False
        if not media:
            return False
        if start_s > 0:
            vlc.libvlc_media_add_option(media, b":start-time=%.3f" % start_s)
        self._filter()
        old, self._media = self._media, media
        vlc.libvlc_media_player_set_media(self._player, media)
        if old is not None:
            vlc.libvlc_media_release(old)
        return bool(vlc.libvlc_media_player_play(self._player) == 0)

    def stop(self) -> None:
        """Waits until VLC's threads have let go."""
        self._vlc.libvlc_media_player_stop(self._player)

    def trim(self) -> None:
        """Give back what a lesson's decoders have left in the heap (malloc_trim(3), glibc only)."""
        with suppress(AttributeError):
            ctypes.CDLL(None).malloc_trim(0)

    def set_paused(self, paused: bool) -> None:
        # set_pause on something that cannot pause ends it (lib/media_player.c), so ask first.
        if not paused or self._vlc.libvlc_media_player_can_pause(self._player):
            self._vlc.libvlc_media_player_set_pause(self._player, int(paused))

    def can_pause(self) -> bool:
        return bool(self._vlc.libvlc_media_player_can_pause(self._player))

    def seek(self, position_s: float) -> None:
        self._vlc.libvlc_media_player_set_time(self._player, int(position_s * 1000))

    def set_volume(self, volume: int) -> None:
        """0 to 200 (the cube of it is the amplitude: 200 is +18 dB). Nothing happens while there is no sound output yet."""
        self._vlc.libvlc_audio_set_volume(self._player, round(volume * 100 / self._first))

    def set_first_volume(self, volume: int) -> None:
        """How loud what is opened next begins. A sound server is told in time; where VLC changes the samples itself it has
        decoded a second of them before it can be told."""
        self._first = 100
        if not self.follows:
            first = max(_LEAST_FIRST, volume)
            (bits,) = struct.unpack("<I", struct.pack("<f", (first / 100) ** 3))
            if self._set_variable(b"gain", _FLOAT, bits):
                self._first = first

    def set_rate(self, rate: float) -> None:
        """Media seconds a second; the pitch is kept. Only when it differs: VLC starts its clock anew."""
        if abs(self._vlc.libvlc_media_player_get_rate(self._player) - rate) > 0.001:
            self._vlc.libvlc_media_player_set_rate(self._player, rate)

    def set_clear(self, clear: bool) -> None:
        """Speech made clearer: the equaliser at once, the compressor from the next thing that is opened."""
        if clear != self._clear:
            self._clear = clear
            self._filter()

    def _clear_equaliser(self) -> Any:
        vlc = self._vlc
        made = vlc.libvlc_audio_equalizer_new()
        if not made:
            return None
        vlc.libvlc_audio_equalizer_set_preamp(made, _NEUTRAL_DB - _CLEAR_LOWER_DB)
        for band in range(vlc.libvlc_audio_equalizer_get_band_count()):
            hertz = vlc.libvlc_audio_equalizer_get_band_frequency(band)
            vlc.libvlc_audio_equalizer_set_amp_at_index(made, _CLEAR_DB.get(hertz, 0.0), band)
        return made

    def _filter(self) -> None:
        wanted = self._equaliser if self._clear else None
        self._vlc.libvlc_media_player_set_equalizer(self._player, wanted)
        if wanted is not None:
            chain = ctypes.create_string_buffer(b"compressor:equalizer")
            self._set_variable(b"audio-filter", _STRING, ctypes.addressof(chain))

    def _set_variable(self, name: bytes, kind: int, value: int) -> bool:
        """A variable of the player that its next sound output takes over. libVLC has no call for its filters but the
        equaliser, nor for how loud a sound begins; the player is a VLC object (lib/media_player.c), and libvlccore 3.0 sets
        such variables by name. With any other version, False: there is no compressor then."""
        if not self.version.startswith("3.0."):
            return False
        try:
            core = ctypes.CDLL("libvlccore.so.9")
            core.var_Create.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
            core.var_SetChecked.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_uint64]
            player = self._player._as_parameter_
            return bool(core.var_Create(player, name, kind) == 0 and core.var_SetChecked(player, name, kind, value) == 0)
        except (OSError, AttributeError):
            return False

    # ------------------------------------------------ sound tracks

    def audio_tracks(self) -> tuple[int, ...]:
        """VLC's numbers of the sound tracks, in the file's order."""
        vlc = self._vlc
        if vlc.libvlc_audio_get_track_count(self._player) <= 2:  # one of them is "none"
            return (0,)
        head = vlc.libvlc_audio_get_track_description(self._player)
        found: list[int] = []
        at = head
        while at and len(found) < MOST_TRACKS:
            if at.contents.id >= 0:
                found.append(at.contents.id)
            at = at.contents.next
        if head:
            vlc.libvlc_track_description_list_release(head)
        return tuple(found)

    def audio_track(self) -> int:
        return int(self._vlc.libvlc_audio_get_track(self._player))

    def set_audio_track(self, track: int) -> None:
        self._vlc.libvlc_audio_set_track(self._player, track)

    # ------------------------------------------------ how it stands

    def state(self) -> int:
        return int(self._vlc.libvlc_media_player_get_state(self._player).value)

    def position_s(self) -> float:
        """Seconds from the start; negative when not known."""
        return int(self._vlc.libvlc_media_player_get_time(self._player)) / 1000

    def duration_s(self) -> float:
        """0 when not known."""
        return max(0, int(self._vlc.libvlc_media_player_get_length(self._player))) / 1000

    def counts(self) -> tuple[int, int, int]:
        """Pictures lost, blocks of sound decoded, bytes read, since this was opened."""
        stats = self._vlc.MediaStats()
        if self._media is None or not self._vlc.libvlc_media_get_stats(self._media, ctypes.byref(stats)):
            return 0, 0, 0
        read = max(stats.read_bytes, stats.demux_read_bytes)
        return stats.lost_pictures, max(stats.decoded_audio, stats.played_abuffers), read

    def video_track(self) -> Track | None:
        """The first video track, or None while there is none."""
        vlc = self._vlc
        if self._media is None:
            return None
        # An array of pointers; python-vlc's prototype of tracks_get is one pointer short, hence the cast.
        tracks = ctypes.POINTER(ctypes.POINTER(vlc.MediaTrack))()
        one = ctypes.POINTER(vlc.MediaTrack)
        count = vlc.libvlc_media_tracks_get(self._media, ctypes.cast(ctypes.byref(tracks), ctypes.POINTER(one)))
        try:
            for index in range(count):
                track = tracks[index].contents
                if track.type == vlc.TrackType.video:
                    # A union in C (libvlc_media.h); python-vlc lists its three pointers in a row, so the first.
                    video = ctypes.cast(track.audio, ctypes.POINTER(vlc.VideoTrack)).contents
                    return Track(video.width, video.height, (video.sar_num, video.sar_den))
            return None
        finally:
            if count:
                vlc.libvlc_media_tracks_release(tracks, count)
