"""Thousands of keys at the real television with speech on: nothing breaks, focus is never lost, and memory stays where it is."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from bench.held import growth, slope
from tests.e2e.long_walk import AFTERNOON, Found, LongWalk
from tests.e2e.offices import ROOT, publish, served
from tests.e2e.television import Television

SEED = int(os.environ.get("WALK_SEED", "20261122"))
SHORT, LONG = 250, int(os.environ.get("WALK_KEYS", "20000"))
WARM = 0.25
"""The share of the long walk after which growth is counted: what is kept on purpose (56 MB of textures, 64 open sizes of the
fonts, broken lines of 2,048 paragraphs) is full when all pages have been seen in all sizes, which takes some thousand keys."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample office's articles, served."""
    out = tmp_path_factory.mktemp("office") / "site"
    publish(ROOT / "media" / "articles", out)
    with served(out) as address:
        yield address


def walk(television: Television, office: str, keys: int, weigh_every: int = 0) -> Found:
    television.start(*AFTERNOON, "--feed", office)
    television.until(lambda event: event["event"] == "sync" and event["outcome"] == "fetched", "the office's articles")
    found = LongWalk(television, SEED).run(keys, weigh_every)
    print(found.keys, "keys", {name: getattr(found, name) for name in found.__dataclass_fields__ if name != "memory"})
    assert found.speech["playing"] and found.speaking >= 0.4 * found.keys, "speech was on for most of it"
    assert found.doubled and found.holds and found.repeats
    return found


@pytest.mark.slow
def test_some_hundred_keys_with_speech_on_break_nothing_and_lose_no_focus(television: Television, office: str) -> None:
    found = walk(television, office, SHORT)
    assert len(found.screens) >= 5


@pytest.mark.soak
@pytest.mark.timeout(0)
def test_twenty_thousand_keys_with_speech_on_break_nothing_and_cost_at_most_five_per_cent(
    television: Television, office: str
) -> None:
    found = walk(television, office, LONG, weigh_every=200)
    assert found.speaking >= 0.6 * found.keys
    few = len(found.memory) // 8
    warm = [held for keys, held in found.memory if keys <= LONG * WARM][-few:]
    late = [held for _, held in found.memory][-few:]
    grown = growth([held.own for held in warm], [held.own for held in late])
    creeping = slope([(keys, held.own) for keys, held in found.memory if keys > LONG * WARM])
    print(
        f"own memory {grown:+.1%} ({creeping * 1000:+.2f} MB in 1,000 keys),"
        f" PSS {growth([held.pss for held in warm], [held.pss for held in late]):+.1%}"
    )
    assert grown <= 0.05
    assert found.sizes >= {1, 2, 3, 4}
