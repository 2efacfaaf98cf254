"""Following the event and the context through JavaScript and TypeScript."""

from .follow import follow
from .sketch import sketch

__all__ = ["follow", "sketch"]
