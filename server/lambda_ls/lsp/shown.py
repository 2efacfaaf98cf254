"""What a client was last told of files, so that it is only asked to fetch it again for news."""

from __future__ import annotations

from collections.abc import Callable


class Shown:
    """One kind of answer, as texts; `read` gives those that are right now."""

    def __init__(self, read: Callable[[str], tuple[str, ...]]) -> None:
        self._read = read
        self._told: dict[str, tuple[str, ...]] = {}

    def tell(self, path: str) -> None:
        """The client is being told what is right now."""
        self._told[path] = self._read(path)

    def forget(self, path: str) -> None:
        """The client shows the file no more."""
        self._told.pop(path, None)

    def take_news(self) -> bool:
        """Whether something that was told is wrong by now; the client then asks for all again."""
        has_news = any(texts != self._read(path) for path, texts in self._told.items())
        if has_news:
            self._told.clear()
        return has_news
