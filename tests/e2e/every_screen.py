"""Every screen of `shots`, as the real television lays it out, read by the audit of the screen design. Run as a program: THEMES.

THEMES is `each` (one theme a picture, turn about) or `all`. Prints what is wrong, and ends with status 1 when something is.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ["SDL_VIDEODRIVER"] = "offscreen"

from tvapp.core.model import TextSize, ThemeName
from tvapp.layout.audit import problems
from tvapp.shots.script import SHOTS
from tvapp.shots.studio import Studio


def main() -> int:
    themes = list(ThemeName)
    looked = wrong = 0
    with tempfile.TemporaryDirectory(prefix="every-screen-") as scratch:
        studio = Studio((640, 360), Path(scratch))
        try:
            for place, shot in enumerate(SHOTS):
                for size in shot.sizes:
                    of_one = (themes[(place + size) % len(themes)],)
                    for theme in themes if sys.argv[1] == "all" else of_one:
                        studio.stage(shot, size, theme)
                        looked += 1
                        scene = studio.screen.scene
                        assert scene is not None
                        for problem in problems(scene):
                            wrong += 1
                            print(f"{shot.name} {size.label} {theme.value}: {problem}")
        finally:
            studio.close()
    print(f"{looked} looked at, sizes {len(TextSize)}, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
