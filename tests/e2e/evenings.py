"""Opening and closing again and again, and what memory does meanwhile."""

from __future__ import annotations

from bench.held import Held, settled
from tests.e2e.television import Television

LIST = "2"
"""支部党课: its first page holds lessons one behind the other."""


def at_home(television: Television) -> Held:
    """What all processes hold at home, when the player has let go of what it played."""
    television.press("Home")
    assert television.process is not None
    return settled(television.process.pid)


def lessons(television: Television, count: int) -> None:
    """Open so many lessons from the list, each until its first picture, and leave them."""
    television.press("Home", LIST)
    for _ in range(count):
        since = television.mark
        television.press("Return")
        television.until_player("playing", since=since)
        television.press("Escape")
        if television.view["screen"] == "player":
            television.press("Escape")


def pages(television: Television, count: int) -> None:
    """Open so many pages: sections, their next pages, articles of the machine."""
    television.press("Home")
    done = 0
    while done < count:
        for digit in "1347":
            television.press(digit, "Next", "Home")
            done += 2
        television.press("3", "Return")
        if television.view["screen"] == "player":
            television.press("Escape")
        television.press("Escape")
        done += 1
