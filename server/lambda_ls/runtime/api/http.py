"""As much of HTTP/1.1 (RFC 9112) as runtime interface clients speak.

The standard library's server is not used: its import takes as long as the start of Python, and it
refuses header lines that the clients really send.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping

from msgspec import Struct

LARGEST_HEAD = 4 * 1024 * 1024
"""Bytes of a request's head. The clients put up to 1 MiB of JSON into one header line."""

_PIECE = 1024 * 1024
_LONGEST_TRAILERS = 100
_REASONS = {
    200: "OK",
    202: "Accepted",
    400: "Bad Request",
    403: "Forbidden",
    404: "Not Found",
    410: "Gone",
    413: "Payload Too Large",
}


class BadRequestError(Exception):
    """What arrived is no request that can be read; the connection is of no use any more."""


class Head(Struct, frozen=True):
    """A request line with its headers, whose names are in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]


class Body(Struct, frozen=True):
    """A request's body: as much of it as is kept, its whole size in bytes, and its trailers."""

    data: bytes
    size: int
    trailers: Mapping[str, str]


async def read_head(reader: asyncio.StreamReader) -> Head | None:
    """The head of the next request; None where the client has closed the connection.

    Raises:
        BadRequestError: if it is none.
    """
    try:
        data = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError as error:
        if error.partial:
            raise BadRequestError("the request ends in its head") from error
        return None
    except asyncio.LimitOverrunError as error:
        raise BadRequestError("the head is too long") from error
    first, *lines = data[:-4].decode("latin-1").split("\r\n")
    parts = first.split(" ")
    if len(parts) != 3 or not parts[2].startswith("HTTP/1."):
        raise BadRequestError("this is no HTTP/1.1")
    return Head(parts[0], parts[1], _fields(lines))


async def read_body(reader: asyncio.StreamReader, head: Head, limit: int) -> Body:
    """The body of a request, read to its end; what is beyond the limit is not kept.

    Raises:
        BadRequestError: if it cannot be read.
    """
    kept = bytearray()
    if "chunked" in head.headers.get("transfer-encoding", "").lower():
        return await _chunks(reader, kept, limit)
    size = _number(head.headers.get("content-length") or "0", 10)
    await _take(reader, size, kept, limit)
    return Body(bytes(kept), size, {})


def response(status: int, body: bytes, headers: Iterable[tuple[str, str]]) -> bytes:
    """A whole response, to be sent at once: in two parts it would wait for an acknowledgement."""
    lines = [f"HTTP/1.1 {status} {_REASONS[status]}", f"Content-Length: {len(body)}"]
    lines += (f"{name}: {value}" for name, value in headers)
    return "\r\n".join((*lines, "\r\n")).encode("latin-1", "replace") + body


async def _chunks(reader: asyncio.StreamReader, kept: bytearray, limit: int) -> Body:
    total = 0
    while True:
        size = _number((await _line(reader)).partition(";")[0].strip(), 16)
        if size == 0:
            break
        await _take(reader, size, kept, limit)
        await _line(reader)
        total += size
    lines: list[str] = []
    while line := await _line(reader):
        lines.append(line)
        if len(lines) > _LONGEST_TRAILERS:
            raise BadRequestError("too many trailers")
    return Body(bytes(kept), total, _fields(lines))


async def _take(reader: asyncio.StreamReader, size: int, kept: bytearray, limit: int) -> None:
    while size:
        piece = await reader.read(min(size, _PIECE))
        if not piece:
            raise BadRequestError("the request ends in its body")
        size -= len(piece)
        kept += piece[: max(0, limit - len(kept))]


async def _line(reader: asyncio.StreamReader) -> str:
    try:
        line = await reader.readuntil(b"\n")
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError) as error:
        raise BadRequestError("the request ends in its body") from error
    return line.decode("latin-1").rstrip("\r\n")


def _fields(lines: Iterable[str]) -> dict[str, str]:
    pairs = (line.partition(":") for line in lines)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _number(text: str, base: int) -> int:
    try:
        value = int(text, base)
    except ValueError as error:
        raise BadRequestError("a size is no number") from error
    if value < 0:
        raise BadRequestError("a size is negative")
    return value
