"""The temporary folder of an execution environment."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable

from .clients.base import CannotRunError

_PREFIX = "lambda-ls-"


class RunFolder:
    """Holds all that a run writes: `/tmp` of the function, and inline code.

    `path` is the folder itself. `temporary` in it stands for `/tmp`, `task_root` is where files of
    the plan are written to.
    """

    def __init__(self, files: Iterable[tuple[str, str]]) -> None:
        """Make it, with these files of the task root.

        Raises:
            CannotRunError: if there is no room for it.
        """
        try:
            self.path = tempfile.mkdtemp(prefix=_PREFIX)
            self.temporary = os.path.join(self.path, "tmp")
            self.task_root = os.path.join(self.path, "task")
            self._fill(files)
        except OSError as error:
            reason = f"no temporary folder can be made for the run: {error.strerror or error}"
            raise CannotRunError(reason) from error

    def remove(self) -> None:
        """Delete it, as far as that can be done."""
        shutil.rmtree(self.path, ignore_errors=True)

    def _fill(self, files: Iterable[tuple[str, str]]) -> None:
        try:
            os.mkdir(self.temporary)
            os.mkdir(self.task_root)
            for name, text in files:
                path = os.path.join(self.task_root, name)
                with open(path, "w", encoding="utf-8", newline="") as file:
                    file.write(text)
        except BaseException:
            self.remove()
            raise
