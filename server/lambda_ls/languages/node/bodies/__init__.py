"""What each function of a JavaScript or TypeScript file, and its top level, does when it runs."""

from .bodies import NodeBodies

__all__ = ["NodeBodies"]
