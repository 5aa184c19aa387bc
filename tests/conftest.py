"""For all tests: properties are tried on the same examples every time, and no test fails for being slow on a busy machine.

Other examples: CHANCE=1 make test (and `make soak`, which takes the time to look for them).
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("chance", deadline=None)
settings.load_profile("chance" if os.environ.get("CHANCE") else "steady")
