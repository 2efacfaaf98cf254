"""A process beside the server that ends what the server has started, however the server ends.

It reads lines from its stdin. Each says what is alive from then on: a JSON list of `[GROUP, MARK,
FOLDER]`, one for each process group, or nothing. When the other end of the pipe is gone, so is the
server, and what the last whole line names is ended.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

_SHELL = "/bin/sh"
# A shell waits, which starts within a millisecond; Python would take the time from the handler's
# own start. It hardly ever has to come.
_WAIT = """\
alive=
while IFS= read -r line; do alive=$line; done
[ -z "$alive" ] || printf '%s\\n' "$alive" | "$1" -I -S "$2"
"""


class Watchdog:
    """Knows which process groups are alive, and outlives the server by a moment."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._alive: dict[int, tuple[str, str]] = {}

    def start(self) -> None:
        """Start it if it does not run, best before that which it is to watch."""
        if self._process is None or self._process.poll() is not None:
            # A session of its own keeps Ctrl-C and hang-ups of the terminal away from it.
            self._process = subprocess.Popen(
                [_SHELL, "-c", _WAIT, _SHELL, sys.executable, __file__],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                start_new_session=True,
            )

    def watch(self, group: int, mark: str, folder: str) -> None:
        """A process group has started; the mark is that of `ending.end_all`.

        The folder is removed where the server does not live to do so.
        """
        self._alive[group] = mark, folder
        self._tell()

    def forget(self, group: int) -> None:
        """A process group has been ended."""
        self._alive.pop(group, None)
        if self._process is not None:
            self._tell()

    def close(self) -> None:
        """End the watchdog with all that it still watches."""
        process, self._process = self._process, None
        if process is not None and process.stdin is not None:
            process.stdin.close()
            process.wait()

    def _tell(self) -> None:
        self.start()
        if self._process is not None and self._process.stdin is not None:
            alive = [(group, *each) for group, each in self._alive.items()]
            self._process.stdin.write(f"{json.dumps(alive) if alive else ''}\n".encode())


def main() -> None:
    """End what the server has left."""
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    import shutil

    from ending import end_all  # type: ignore[import-not-found]

    for group, mark, folder in json.loads(sys.stdin.readline()):
        end_all(group, mark)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
