"""One player and one folder of clips for the whole session: a start of VLC costs more than most clips."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.player.clips import Clips
from tests.player.watch import Watch


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Clips:
    return Clips(tmp_path_factory.mktemp("clips"))


@pytest.fixture(scope="session")
def _one_player() -> Iterator[Watch]:
    watch = Watch()
    watch.player.start()
    yield watch
    watch.player.close()


@pytest.fixture
def watch(_one_player: Watch) -> Iterator[Watch]:
    yield _one_player
    _one_player.player.stop()
