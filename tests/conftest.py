from __future__ import annotations

from hypothesis import settings

# A slow machine is no mistake of an example.
settings.register_profile("lambda-ls", deadline=None)
settings.load_profile("lambda-ls")
