"""What each function of a Python file, and its top level, does when it is executed."""

from .bodies import PythonBodies

__all__ = ["PythonBodies"]
