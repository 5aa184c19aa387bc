"""What `shots` takes: every screen once, as keys from home. The same script serves all text sizes: places are named, not counted."""

from __future__ import annotations

from tvapp.core.model import TextSize
from tvapp.core.value import dataclass

EVERY = tuple(TextSize)


@dataclass(frozen=True, slots=True)
class Shot:
    """How one picture comes about."""

    name: str
    keys: str = ""
    """Steps from home, one after the other: a key's name; `(3)` lets three of the television's seconds pass; `>PATTERN` goes by
    the fewest keys to the thing in focus whose id fits (`*` for anything); `picture` waits for the lesson's picture; `end` and
    `broken` are what the player may say of it."""
    begun: bool = True
    """With a lesson half watched."""
    week: bool = False
    """With a week of watching and reading behind it."""
    offline: bool = False
    kiosk: bool = False
    first_run: bool = False
    """With the first-run pages."""
    sizes: tuple[TextSize, ...] = EVERY
    """The text sizes in which there is such a screen."""


SHOTS = (
    Shot("home"),
    Shot("home-first", begun=False),
    Shot("home-card", ">card:zhinan"),
    Shot("home-notice", ">ticker"),
    Shot("home-kiosk", "(13)", kiosk=True),
    Shot("home-kiosk-first", "(13)", begun=False, kiosk=True),
    Shot("home-offline", offline=True),
    Shot("home-dimmed", "(190)"),
    Shot("tools", "UP RIGHT"),
    Shot("leave", "BACK"),
    Shot("text-size", "UP >tool:size OK RIGHT"),
    Shot("welcome-1", first_run=True),
    Shot("welcome-2", "OK", first_run=True),
    Shot("settings", "MENU"),
    Shot("settings-colours", "MENU >row:theme RIGHT"),
    Shot("settings-sound", "MENU >row:clear"),
    Shot("settings-more", "MENU >row:remote"),
    Shot("keys", "MENU >row:keys OK"),
    Shot("keys-more", "MENU >row:keys OK DOWN DOWN"),
    Shot("edges", "MENU >row:edges OK DOWN DOWN"),
    Shot("remote", "MENU >row:remote OK DOWN"),
    Shot("digit", "DIGIT_2 (0.1) DIGIT_6"),
    Shot("lessons", "DIGIT_2"),
    Shot("lessons-column", "DIGIT_2 >rail:dangke-bixiu"),
    Shot("lessons-more", "DIGIT_2 PAGE_DOWN"),
    Shot("just-play", "DIGIT_2 >door:play"),
    Shot("articles", "DIGIT_5"),
    Shot("articles-offline", "DIGIT_5", offline=True),
    Shot("reader", "DIGIT_5 OK"),
    Shot("reader-page-2", "DIGIT_5 OK DOWN"),
    Shot("reader-table", "DIGIT_5 >rail:gongkai-zhangben >item:* OK"),
    Shot("reader-aloud", "DIGIT_5 OK >tool:read OK DOWN"),
    Shot("reader-code", "DIGIT_5 OK >tool:phone OK"),
    Shot("guide-list", "DIGIT_6"),
    Shot("guide", "DIGIT_6 OK"),
    Shot("guide-bring", "DIGIT_6 >rail:zhinan-laonian >item:* OK >answer:1"),
    Shot("guide-aloud", "DIGIT_6 OK OK"),
    Shot("guide-code", "DIGIT_6 >rail:zhinan-laonian >item:* OK RIGHT"),
    Shot("empty", "DIGIT_0 >rail:wenhua-donghua >door"),
    Shot("search", "BLUE DIGIT_7 DIGIT_9"),
    Shot("search-first", "BLUE", begun=False),
    Shot("search-usual", "BLUE RIGHT RIGHT", week=True),
    Shot("search-groups", "BLUE DIGIT_5 DIGIT_3 PAGE_DOWN"),
    Shot("search-empty", "BLUE DIGIT_7 DIGIT_9 DIGIT_7 DIGIT_7 DIGIT_7 DIGIT_7"),
    Shot("search-letters", "BLUE >key:board OK >key:D OK >key:Y OK"),
    Shot("search-letters-results", "BLUE >key:board OK >key:D OK >result:*"),
    Shot("history", "UP >tool:history OK >rail:seen >item:*", week=True),
    Shot("history-begun", "UP >tool:history OK"),
    Shot("history-new", "UP >tool:history OK >rail:fresh >item:*", week=True),
    Shot("history-erase", "UP >tool:history OK >rail:erase OK"),
    Shot("favourites", "DIGIT_2 YELLOW DIGIT_4 (2) YELLOW DIGIT_5 (2) YELLOW HOME UP >tool:history OK >rail:kept >item:* (9)"),
    Shot("favourites-column", "DIGIT_2 YELLOW >rail:我的收藏 >item:* (9)"),
    Shot("favourites-cards", "DIGIT_2 YELLOW (1)"),
    Shot("favourites-articles", "DIGIT_5 YELLOW DOWN YELLOW (9)"),
    Shot("player", "OK picture"),
    Shot("player-paused", "OK picture OK"),
    Shot("player-more", "OK picture OK UP RIGHT"),
    Shot("player-seek", "OK picture RIGHT"),
    Shot("player-zap", "OK picture DOWN"),
    Shot("next", "OK picture end"),
    Shot("just-play-next", "DIGIT_2 >door:play OK picture end"),
    Shot("error", "OK picture broken"),
)
