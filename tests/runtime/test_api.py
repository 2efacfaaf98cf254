from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable

from lambda_ls.runtime.api.channel import Channel
from lambda_ls.runtime.api.door import Door
from lambda_ls.runtime.api.http import Body, Head, response
from lambda_ls.runtime.api.messages import LARGEST_PAYLOAD, Answered, InitFailed, Invocation, Ready
from lambda_ls.runtime.api.server import RuntimeApi

NEXT = "/2018-06-01/runtime/invocation/next"
RESPONSE = "/2018-06-01/runtime/invocation/one/response"
ERROR = "/2018-06-01/runtime/invocation/one/error"
INIT_ERROR = "/2018-06-01/runtime/init/error"
ONE = Invocation("one", b'{"a":1}', 99, "arn", "Root=1")


class Caller:
    """Writes requests byte by byte, as a client of any kind could."""

    def __init__(self, address: str) -> None:
        self.authority, _, self.token = address.partition("/")
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def raw(self, data: bytes) -> tuple[int, dict[str, str], bytes]:
        if self._streams is None:
            host, _, port = self.authority.partition(":")
            self._streams = await asyncio.open_connection(host, int(port), limit=1 << 24)
        reader, writer = self._streams
        writer.write(data)
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        pairs = [line.partition(": ") for line in head[1:] if line]
        headers = {name.lower(): value for name, _, value in pairs}
        body = await reader.readexactly(int(headers["content-length"]))
        return int(head[0].split(" ")[1]), headers, body

    async def call(
        self, method: str, path: str, body: bytes = b"", **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        given = {"Host": self.authority, "Content-Length": str(len(body)), **headers}
        lines = [f"{method} /{self.token}{path} HTTP/1.1"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in given.items()]
        return await self.raw("\r\n".join((*lines, "", "")).encode() + body)


def served(work: Callable[[str, Channel], Awaitable[None]]) -> None:
    async def run() -> None:
        door = Door()
        api = RuntimeApi(door)
        address = door.address()
        try:
            await asyncio.wait_for(work(address, await api.open_channel(address)), 20)
        finally:
            await api.close()

    asyncio.run(run())


async def status(call: Awaitable[tuple[int, dict[str, str], bytes]]) -> int:
    return (await call)[0]


async def take_one(address: str, channel: Channel) -> Caller:
    """A client that has got the invocation."""
    caller = Caller(address)
    asked = asyncio.ensure_future(caller.call("GET", NEXT))
    assert isinstance(await channel.happening(), Ready)
    channel.deliver(ONE)
    await asked
    return caller


def test_an_invocation_comes_with_its_headers() -> None:
    async def work(address: str, channel: Channel) -> None:
        asked = asyncio.ensure_future(Caller(address).call("GET", NEXT))
        assert isinstance(await channel.happening(), Ready)
        channel.deliver(ONE)
        code, headers, body = await asked
        assert (code, body) == (200, ONE.body)
        assert headers["content-type"] == "application/json"
        assert headers["lambda-runtime-aws-request-id"] == "one"
        assert headers["lambda-runtime-deadline-ms"] == "99"

    served(work)


def test_strangers_and_web_pages_are_refused() -> None:
    async def work(address: str, channel: Channel) -> None:
        authority = address.partition("/")[0]
        for stranger in (f"{authority}/guess", authority, f"{authority}/"):
            assert await status(Caller(stranger).call("GET", NEXT)) == 403
        assert await status(Caller(address).call("GET", NEXT, Host="evil.example")) == 403
        assert await status(Caller(address).call("GET", NEXT, Origin="http://evil.example")) == 403
        assert await status(Caller(address).call("POST", INIT_ERROR, b"{}", Origin="null")) == 403

    served(work)


def test_only_the_current_invocation_is_answered_and_only_once() -> None:
    async def work(address: str, channel: Channel) -> None:
        caller = await take_one(address, channel)
        other = RESPONSE.replace("one", "two")
        assert await status(caller.call("POST", other, b"1")) == 400
        assert await status(caller.call("POST", RESPONSE, b"1")) == 202
        for path in (RESPONSE, ERROR):
            assert await status(caller.call("POST", path, b"2")) == 403
        assert await status(caller.call("POST", INIT_ERROR, b"{}")) == 403
        answer = await channel.happening()
        assert isinstance(answer, Answered)
        assert (answer.kind, answer.body) == ("response", b"1")
        asyncio.ensure_future(caller.call("GET", NEXT))  # noqa: RUF006
        assert isinstance(await channel.happening(), Ready)

    served(work)


def test_a_client_that_asks_again_takes_the_place_of_its_first_question() -> None:
    async def work(address: str, channel: Channel) -> None:
        first = asyncio.ensure_future(Caller(address).call("GET", NEXT))
        assert isinstance(await channel.happening(), Ready)
        second = asyncio.ensure_future(Caller(address).call("GET", NEXT))
        assert await status(first) == 403
        channel.deliver(ONE)
        assert await status(second) == 200

    served(work)


def test_a_flood_of_requests_tells_nothing() -> None:
    async def work(address: str, channel: Channel) -> None:
        caller = await take_one(address, channel)
        for _ in range(500):
            await caller.call("POST", RESPONSE, b"1")
            await caller.call("GET", "/nothing")
        assert isinstance(await channel.happening(), Answered)
        assert channel._happenings.empty()

    served(work)


def test_a_failed_start_is_told() -> None:
    async def work(address: str, channel: Channel) -> None:
        assert await status(Caller(address).call("POST", INIT_ERROR, b'{"errorType":"X"}')) == 202
        assert await channel.happening() == InitFailed(b'{"errorType":"X"}')

    served(work)


def test_the_limit_of_a_response_is_the_services_own() -> None:
    async def work(address: str, channel: Channel) -> None:
        caller = await take_one(address, channel)
        code, _, body = await caller.call("POST", RESPONSE, b"x" * (LARGEST_PAYLOAD + 1))
        assert code == 413
        assert json.loads(body) == {
            "errorMessage": "Exceeded maximum allowed payload size (6291556 bytes).",
            "errorType": "RequestEntityTooLarge",
        }
        answer = await channel.happening()
        assert isinstance(answer, Answered)
        assert (answer.size, len(answer.body)) == (LARGEST_PAYLOAD + 1, LARGEST_PAYLOAD)

    served(work)


def test_a_header_line_of_a_megabyte_is_read() -> None:
    async def work(address: str, channel: Channel) -> None:
        caller = await take_one(address, channel)
        cause = "x" * 1_900_000
        assert await status(caller.call("POST", ERROR, b"{}", X_Cause=cause)) == 202

    served(work)


def test_a_streamed_response_can_end_with_an_error() -> None:
    async def work(address: str, channel: Channel) -> None:
        caller = await take_one(address, channel)
        head = (
            f"POST /{caller.token}{RESPONSE} HTTP/1.1\r\nHost: {caller.authority}\r\n"
            "Transfer-Encoding: chunked\r\nLambda-Runtime-Function-Response-Mode: streaming\r\n\r\n"
        )
        chunks = "3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\nLambda-Runtime-Function-Error-Type: Own\r\n\r\n"
        assert await status(caller.raw((head + chunks).encode())) == 202
        answer = await channel.happening()
        assert isinstance(answer, Answered)
        assert (answer.body, answer.is_stream) == (b"abcdefg", True)
        assert answer.trailers == {"lambda-runtime-function-error-type": "Own"}

    served(work)


def test_what_is_no_http_ends_its_connection_only() -> None:
    async def work(address: str, channel: Channel) -> None:
        authority, _, token = address.partition("/")
        host, _, port = authority.partition(":")
        for data in (
            b"\x16\x03\x01 hello\r\n\r\n",
            b"GET\r\n\r\n",
            f"POST /{token}{INIT_ERROR} HTTP/1.1\r\nHost: {authority}\r\n"
            "Content-Length: -5\r\n\r\n".encode(),
            f"POST /{token}{INIT_ERROR} HTTP/1.1\r\nHost: {authority}\r\n"
            "Transfer-Encoding: chunked\r\n\r\nzz\r\n".encode(),
        ):
            reader, writer = await asyncio.open_connection(host, int(port))
            writer.write(data)
            assert await reader.read() == b""
            writer.close()
        assert await status(Caller(address).call("POST", INIT_ERROR, b"{}")) == 202

    served(work)


def test_connections_of_strangers_do_not_keep_a_process_out() -> None:
    async def work(address: str, channel: Channel) -> None:
        host, _, port = address.partition("/")[0].partition(":")
        idle = [await asyncio.open_connection(host, int(port)) for _ in range(200)]
        assert await status(Caller(address).call("POST", INIT_ERROR, b"{}")) == 202
        for _, writer in idle:
            writer.close()

    served(work)


def test_what_stands_for_aws_is_below_the_path_of_its_process_only() -> None:
    class Echo:
        limit = 3

        def answer(self, head: Head, path: str, body: Body) -> bytes:
            return response(200, f"{head.method} {path} {body.data!r} {body.size}".encode(), ())

    async def work(address: str, channel: Channel) -> None:
        caller = Caller(address)
        assert await status(caller.call("POST", "/lambda/2025-12-01/x")) == 404
        channel.service = Echo()
        code, _, body = await caller.call("POST", "/lambda/2025-12-01/x?a=b", b"12345")
        assert (code, body) == (200, b"POST /2025-12-01/x?a=b b'123' 5")
        # It has nothing to say of what belongs to the Runtime API.
        assert await status(caller.call("GET", "/lambdas/2025-12-01/x")) == 404
        stranger = Caller(f"{caller.authority}/{'0' * 48}")
        assert await status(stranger.call("POST", "/lambda/2025-12-01/x")) == 403
        page = Caller(address)
        assert await status(page.call("POST", "/lambda/2025-12-01/x", Origin="http://a.b")) == 403

    served(work)
