"""What a server that runs for days must not gather."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from .project import write_project
from .session import settled
from .wire import Server

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it reads /proc")


def test_scans_leave_no_threads_behind(tmp_path: Path) -> None:
    write_project(tmp_path)
    server = Server([tmp_path])
    try:
        settled(server, [])
        before = server.threads()
        for number in range(10):
            server.settings = {"exclude": [f"no-such-folder-{number}"]}
            server.notify("workspace/didChangeConfiguration", {"settings": None})
            settled(server, [])
        assert server.threads() <= before
    finally:
        server.kill()
