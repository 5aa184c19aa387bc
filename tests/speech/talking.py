"""A television that speaks: what it would say is written down, and the test says when each sentence has been heard."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.core.programme import catalogue as sample
from tests.core.television import Tv
from tvapp.core import events as ev
from tvapp.core.events import Event
from tvapp.core.model import Catalogue
from tvapp.core.show import show
from tvapp.core.views import Shown


class TalkingTv(Tv):
    """`tv.said` holds the words of every Say; `tv.speaking` is true until `heard()` or a Hush."""

    def __init__(self, catalogue: Catalogue | None = None, *, mode: str = "all", voice: str = "cmn", **more: Any) -> None:
        self.said: list[str] = []
        self.asked: list[ev.Say] = []
        self.prepared: list[str] = []
        self.speaking = False
        self.hushes = 0
        self.volume_of_voice = -1
        super().__init__(catalogue or sample(), **more)
        if mode != "off":
            self.state = replace(self.state, settings=replace(self.state.settings, speech=mode))
        self.post(ev.VoiceFound(voice, "" if voice else "没有装念字的程序"))

    def post(self, event: Event) -> None:
        before = len(self.effects)
        super().post(event)
        for effect in self.effects[before:]:
            match effect:
                case ev.Say():
                    self.said.append(effect.text)
                    self.asked.append(effect)
                    self.speaking = True
                    self.volume_of_voice = effect.volume
                case ev.Hush():
                    self.hushes += 1
                    self.speaking = False
                case ev.PrepareSpeech():
                    self.prepared.extend(effect.spoken)
                case ev.SetVoiceVolume():
                    self.volume_of_voice = effect.volume

    def show(self) -> Shown:
        return show(self.state)

    def listen(self, seconds: float) -> TalkingTv:
        """What is being said begins, takes so long, and comes to its end."""
        self.post(ev.SpeechReported(self.asked[-1].serial, "started", seconds))
        self.wait(seconds)
        return self.heard()

    def heard(self) -> TalkingTv:
        """What is being said comes to its end."""
        assert self.speaking, "nothing is being said"
        self.speaking = False
        self.post(ev.SpeechReported(self.asked[-1].serial, "ended"))
        return self

    def rest(self) -> str:
        """Focus rests; what has been said since."""
        before = len(self.said)
        self.wait(0.45)
        return "|".join(self.said[before:])
