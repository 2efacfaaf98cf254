"""The event and the context along Python code: what it takes from them, and where it is typed."""

from .follow import follow
from .sketch import sketch

__all__ = ["follow", "sketch"]
