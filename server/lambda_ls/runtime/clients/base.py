"""What a language has to say for its handlers to be run.

A client is a program in the project's own interpreter. It asks the Runtime API for invocations,
calls the handler, and posts what comes of it. The execution environment starts it in the task root
with the variables of Lambda: `_HANDLER`, `LAMBDA_TASK_ROOT`, `AWS_LAMBDA_RUNTIME_API`, ...
`AWS_LAMBDA_RUNTIME_API` is `127.0.0.1:PORT/TOKEN`: a client prefixes its paths with `/TOKEN`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from msgspec import Struct, field


class Wish(Struct, frozen=True):
    """What is to be run.

    `runtime` is the template's identifier (`python3.13`), empty where it is not known. `handler`
    is the handler string. `task_root` is the absolute folder that it counts from; empty for inline
    code, which is written to a folder of its own. `folders` are the absolute folders in which the
    project's own tools and packages are looked for, the nearest first. `layers` are the folders
    whose content Lambda puts below `/opt`, later ones over earlier ones. `host` is the environment
    of the user's shell. With `tells_state` the client tells the server, in a header with each
    question for the next invocation, what the modules of the code hold. `memory` is what the
    function is given, in MB. `build_arguments` are those of the template for the tool that builds
    the code.
    """

    runtime: str
    handler: str
    task_root: str
    folders: tuple[str, ...]
    layers: tuple[str, ...] = ()
    host: Mapping[str, str] = field(default_factory=dict)
    tells_state: bool = False
    memory: int = 128
    build_arguments: tuple[str, ...] = ()


class Launch(Struct, frozen=True):
    """How the process is started.

    `client` names the client with its version, for the user. `runtime` is the identifier of what
    really runs. `environment` is added to the variables of Lambda, below the template's own.
    `dependencies` are folders besides the code with which the process grows old: packages.
    `notes` are whole sentences for the user, without a full stop.
    """

    client: str
    argv: tuple[str, ...]
    runtime: str
    environment: tuple[tuple[str, str], ...] = ()
    dependencies: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class CannotRunError(Exception):
    """A function cannot be run here; the message says what the user can do about it."""


class Client(Protocol):
    """The programs of one language."""

    def launch(self, wish: Wish) -> Launch:
        """How a handler is run; looks for interpreters, but starts nothing of the user's code.

        Raises:
            CannotRunError: if it cannot be run on this machine.
        """
