"""`python -m tvapp.ui.probe HOME`: opens a tiny window, asks OpenGL who draws, prints one JSON object, ends. For `doctor`.

A program of its own: a driver that breaks takes only this process with it. HOME is a folder Kivy may write to.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main(home: Path) -> int:
    from tvapp.ui.window import open_window

    window = open_window(64, 36, False, "doctor", home)
    from kivy.graphics.opengl import GL_RENDERER, GL_VERSION, glGetString

    window.set_clear_colour((1.0, 0.0, 0.0, 1.0))
    window.show()
    red = window.pixels()[:3] == b"\xff\x00\x00"
    print(
        json.dumps(
            {"renderer": _text(glGetString(GL_RENDERER)), "version": _text(glGetString(GL_VERSION)), "drawn": red}
        )
    )
    window.close()
    return 0


def _text(value: bytes | str) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
