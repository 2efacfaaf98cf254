"""Standard input and output as the protocol's streams."""

from __future__ import annotations

import asyncio
import os
import re
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from pygls.io_ import AsyncReader, Writer

_CHUNK = 1 << 16
_LONGEST_HEADER = 1 << 20
_LENGTH = re.compile(rb"content-length:[ \t]*(\d{1,12})[ \t]*\r?\n", re.IGNORECASE)


class Input:
    """Where messages are read from, with headers as pygls knows them.

    It takes `content-length` for no header, and what stands in front of one for a part of it, and
    would wait for ever for the next that it knows.
    """

    def __init__(self, reader: AsyncReader) -> None:
        self._reader = reader

    async def readline(self) -> bytes:
        """A line of a header."""
        line = await self._reader.readline()
        length = _LENGTH.search(line)
        return b"Content-Length: %s\r\n" % length[1] if length else line

    async def readexactly(self, size: int) -> bytes:
        """The body of a message."""
        return await self._reader.readexactly(size)


class Output:
    """Where messages are written to, until the client has gone away or the connection is closed.

    What is sent after that is dropped: a server that is about to end still finishes what it was
    doing, and nothing of it may fail because nobody listens any more.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._closed = False

    def write(self, data: bytes) -> None:
        """Send bytes."""
        if self._closed:
            return
        try:
            self._writer.write(data)
        except OSError:
            self._closed = True

    def close(self) -> None:
        """Send nothing any more."""
        self._closed = True
        # A client that has gone away has not read what is still waiting to be written.
        with suppress(OSError):
            self._writer.close()


def claim_stdout() -> BinaryIO:
    """The real standard output, which nothing else can write to from now on.

    A stray `print`, of a library or of a child process, goes to standard error: one byte of it
    among the messages would end the connection.
    """
    sys.stdout.flush()
    protocol = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    sys.stdout = sys.stderr
    return os.fdopen(protocol, "wb")


def read_stdin() -> asyncio.StreamReader:
    """Standard input as a stream of the running event loop.

    A thread of its own reads, because Windows has no asynchronous standard input. All that has
    arrived can be read without waiting, so that messages that came while the server was busy are
    handled together, and a burst of keystrokes is analysed once.
    """
    loop = asyncio.get_running_loop()
    stream = asyncio.StreamReader(limit=_LONGEST_HEADER)

    def read() -> None:
        # os.read and not sys.stdin: a daemon thread within a buffered read would hold its lock
        # when the interpreter ends.
        descriptor = sys.stdin.fileno()
        try:
            while chunk := os.read(descriptor, _CHUNK):
                loop.call_soon_threadsafe(stream.feed_data, chunk)
            loop.call_soon_threadsafe(stream.feed_eof)
        except (OSError, RuntimeError):
            # The descriptor or the event loop is closed: the server is about to end.
            return

    threading.Thread(target=read, name="stdin", daemon=True).start()
    return stream
