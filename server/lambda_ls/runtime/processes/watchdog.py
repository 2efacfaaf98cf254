"""A process beside the server that ends what the server has started, however the server ends.

It reads lines from its stdin: `+ GROUP MARK FOLDER` for a process group that has started, `- GROUP`
for one that has ended. When the other end of the pipe is gone, so is the server.
"""

from __future__ import annotations

import os
import subprocess
import sys


class Watchdog:
    """Knows which process groups are alive, and outlives the server by a moment."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._groups: set[int] = set()

    def watch(self, group: int, mark: str, folder: str) -> None:
        """A process group has started; the mark is that of `ending.end_all`.

        The folder is removed where the server does not live to do so.
        """
        self._groups.add(group)
        self._tell(f"+ {group} {mark} {folder}\n")

    def forget(self, group: int) -> None:
        """A process group has been ended."""
        self._groups.discard(group)
        if self._process is not None:
            self._tell(f"- {group}\n")

    def close(self) -> None:
        """End the watchdog with all that it still watches."""
        process, self._process = self._process, None
        if process is not None and process.stdin is not None:
            if not self._groups:
                # It has nothing to do any more, and may not even have started.
                process.kill()
            process.stdin.close()
            process.wait()

    def _tell(self, line: str) -> None:
        if self._process is None or self._process.poll() is not None:
            # A session of its own keeps Ctrl-C and hang-ups of the terminal away from it.
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", __file__],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                start_new_session=True,
            )
        if self._process.stdin is not None:
            self._process.stdin.write(line.encode())


def main() -> None:
    """Wait for the end of the server."""
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    import shutil

    from ending import end_all  # type: ignore[import-not-found]

    groups = {}
    for line in sys.stdin:
        action, group, *rest = line.rstrip("\n").split(" ", 3)
        if action == "+":
            groups[int(group)] = rest
        else:
            groups.pop(int(group), None)
    for number, (mark, folder) in groups.items():
        end_all(number, mark)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
