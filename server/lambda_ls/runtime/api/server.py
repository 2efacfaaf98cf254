"""The Runtime API on loopback, for all processes that one server has started."""

from __future__ import annotations

import asyncio
import socket

from .channel import Channel
from .door import MOST_WAITING, Door
from .http import LARGEST_HEAD, BadRequestError, Head, read_body, read_head, response

_MOST_CONNECTIONS = 256
_MOST_STRANGERS = 32
_SECONDS_TO_ASK = 10.0
_NOBODY = response(403, b"", (("Connection", "close"),))


class RuntimeApi:
    """Gives each process a channel of its own, below a path that nobody else can guess.

    Other users of the machine do not know the path; web pages do not either, and what a browser
    sends for them carries an `Origin` or the name of another host.
    """

    def __init__(self, door: Door) -> None:
        self._door = door
        self._server: asyncio.Server | None = None
        self._channels: dict[str, Channel] = {}
        # Whether each has shown that it knows its path.
        self._connections: dict[asyncio.StreamWriter, bool] = {}
        self._authority = ""
        self._starting = asyncio.Lock()

    async def open_channel(self, address: str) -> Channel:
        """A new channel at an address of the door."""
        async with self._starting:
            if self._server is None:
                await self._listen()
        _, _, token = address.partition("/")
        channel = self._channels[token] = Channel()
        return channel

    def close_channel(self, channel: Channel) -> None:
        """Refuse all further requests to a channel."""
        channel.close()
        self._channels = {key: each for key, each in self._channels.items() if each is not channel}

    async def close(self) -> None:
        """Stop listening, and drop all connections."""
        for channel in tuple(self._channels.values()):
            self.close_channel(channel)
        for writer in tuple(self._connections):
            writer.transport.abort()
        if self._server is not None:
            self._server.close()
            self._server = None

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(
            self._connected, sock=self._door.socket, limit=LARGEST_HEAD, backlog=MOST_WAITING
        )
        self._authority = self._door.authority

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._make_room()
        self._connections[writer] = False
        try:
            await self._serve(reader, writer)
        except (OSError, BadRequestError, asyncio.TimeoutError, asyncio.CancelledError):
            # The other side has gone or speaks something else; there is nobody to tell it to.
            pass
        finally:
            del self._connections[writer]
            writer.close()

    def _make_room(self) -> None:
        """Drop the connection that has been silent for longest, so that none is kept out."""
        strangers = [writer for writer, is_known in self._connections.items() if not is_known]
        known = len(self._connections) - len(strangers)
        if len(strangers) >= _MOST_STRANGERS:
            strangers[0].transport.abort()
        elif known >= _MOST_CONNECTIONS:
            next(iter(self._connections)).transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        _send_at_once(writer)
        # Only a stranger connects and asks nothing; a process may be silent as long as it runs.
        head = await asyncio.wait_for(read_head(reader), _SECONDS_TO_ASK)
        while head is not None:
            found = self._found(head)
            if found is None:
                writer.write(_NOBODY)
                await writer.drain()
                return
            self._connections[writer] = True
            channel, path = found
            if "100-continue" in head.headers.get("expect", "").lower():
                writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            body = await read_body(reader, head, channel.limit(head, path))
            writer.write(await channel.answer(head, path, body))
            await writer.drain()
            head = await read_head(reader)

    def _found(self, head: Head) -> tuple[Channel, str] | None:
        """The channel that a request may use, with the path in it; None for a stranger."""
        if head.headers.get("host") != self._authority or "origin" in head.headers:
            return None
        token, slash, path = head.path.removeprefix("/").partition("/")
        channel = self._channels.get(token)
        return (channel, slash + path) if channel is not None else None


def _send_at_once(writer: asyncio.StreamWriter) -> None:
    connection = writer.get_extra_info("socket")
    if connection is not None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
