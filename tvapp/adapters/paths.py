"""Where things are kept on this machine. Creates nothing."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

APP = "keting-dangjian"
STORE_NAME = "tv.db"


def default_state_dir(environ: Mapping[str, str] | None = None) -> Path:
    """The one folder that `run` and `sync` write to: systemd's $STATE_DIRECTORY, else below the XDG data folder.

    systemd.exec(5): STATE_DIRECTORY may name several folders, separated by colons; the first is ours.
    """
    env = os.environ if environ is None else environ
    given = env.get("STATE_DIRECTORY", "").split(":")[0]
    if given:
        return Path(given)
    data = env.get("XDG_DATA_HOME", "")
    if os.path.isabs(data):  # the specification says to ignore relative ones
        return Path(data) / APP
    return Path(env.get("HOME") or os.path.expanduser("~")) / ".local" / "share" / APP


def store_path(state: Path) -> Path:
    """The database in a state folder."""
    return state / STORE_NAME
