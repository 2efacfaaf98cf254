"""What is no message is passed over, and does not make the server deaf."""

from __future__ import annotations

from pathlib import Path

import pytest

from .traffic import GARBAGE
from .wire import Server


@pytest.mark.parametrize("garbage", [*GARBAGE, b"stray words\r\n", b"Content-Length: x\r\n\r\n"])
def test_garbage_between_messages_is_passed_over(tmp_path: Path, garbage: bytes) -> None:
    server = Server([tmp_path])
    try:
        server.send_bytes(garbage)
        assert server.request("workspace/diagnostic", {"previousResultIds": []}) == {"items": []}
        assert server.shut_down() == 0
        assert "Traceback" not in server.errors()
    finally:
        server.kill()
