"""Starts a handler in the order of the managed runtime: the runtime's own modules come first.

Arguments: `--state` where what the modules hold is to be told after each invocation; the folder
that holds `awslambdaric`, empty for the client of our own; the folder that holds `simplejson`,
empty where there is none; then the folders that stand for `/opt`.
"""

from __future__ import annotations

import os
import site
import sys
from importlib.machinery import PathFinder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from importlib.machinery import ModuleSpec
    from types import ModuleType

_HERE = os.path.dirname(os.path.abspath(__file__))
_OWN = (
    "runtime_client",
    "module_state",
    "built_in",
    "built_in_context",
    "built_in_errors",
    "built_in_json",
    "built_in_logs",
)
_STATE = "--state"
_ENTRY = "/var/runtime/bootstrap.py"


class _Private:
    """Finds modules of the runtime in folders that are not on the path of the user's code."""

    def __init__(self, folders: Mapping[str, str]) -> None:
        self._folders = folders

    def find_spec(
        self, name: str, path: object = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        folder = self._folders.get(name)
        return PathFinder.find_spec(name, [folder]) if folder else None


def main() -> None:
    """Load the client, then give the path and the arguments their shape of Lambda, and run."""
    tells_state = _STATE in sys.argv[1:2]
    client, simplejson, *layers = sys.argv[2 if tells_state else 1 :]
    sys.argv[:] = [_ENTRY]
    if sys.path and os.path.abspath(sys.path[0]) == _HERE:
        del sys.path[0]
    own = dict.fromkeys(_OWN, _HERE)
    private = _Private({**own, "awslambdaric": client, "simplejson": simplejson})
    sys.meta_path.insert(0, private)
    run = _genuine() if client else _built_in()
    if tells_state:
        _tell_state()
    sys.meta_path.remove(private)
    # It is part of Lambda's image, but a copy of the user's own comes first.
    sys.meta_path.append(_Private({"snapshot_restore_py": client}))
    # In Lambda the code lies in a folder that cannot be written to.
    sys.dont_write_bytecode = True
    _set_path(layers)
    run(os.environ["_HANDLER"])


def _genuine() -> Callable[[str], None]:
    import runtime_client
    from awslambdaric import bootstrap
    from awslambdaric.lambda_runtime_client import LambdaRuntimeClient
    from awslambdaric.lambda_runtime_marshaller import to_json

    class Client(LambdaRuntimeClient):  # type: ignore[misc]
        """Reports a failed start as the original does, but to an address with a path."""

        def call_rapid(
            self,
            http_method: str,
            endpoint: str,
            expected_http_code: int,
            payload: object = None,
            headers: Mapping[str, str] | None = None,
        ) -> None:
            kind = next(iter((headers or {}).values()), "")
            runtime_client.post_init_error(to_json(payload), kind)

    class Sink(bootstrap.StandardLogSink):  # type: ignore[misc]
        """Ends the line of each record; in Lambda, frames tell where one ends."""

        def log(self, msg: str, frame_type: object = None) -> None:
            sys.stdout.write(msg if msg.endswith("\n") else f"{msg}\n")

    bootstrap.create_log_sink = Sink
    client = Client(os.environ["AWS_LAMBDA_RUNTIME_API"], _polls_in_thread())
    return lambda handler: bootstrap.run(handler, client)


def _polls_in_thread() -> bool:
    """Whether this runtime waits for invocations in a thread, as newer ones do."""
    from awslambdaric.lambda_config import LambdaConfigProvider

    return bool(LambdaConfigProvider([_ENTRY, os.environ["_HANDLER"]]).use_thread_polling)


def _built_in() -> Callable[[str], None]:
    import built_in

    run: Callable[[str], None] = built_in.run
    return run


def _tell_state() -> None:
    import runtime_client
    from module_state import module_state

    runtime_client.tell_state(lambda: module_state(os.environ["LAMBDA_TASK_ROOT"]))


def _set_path(layers: list[str]) -> None:
    """The task root comes before the layers, and both before what is installed."""
    folders = [os.environ["LAMBDA_TASK_ROOT"]]
    if "PYTHONPATH" not in os.environ:
        packages = "lib/python{}.{}/site-packages".format(*sys.version_info[:2])
        for layer in reversed(layers):
            python = os.path.join(layer, "python")
            folders += (os.path.join(python, packages), python)
    present = [each for each in folders if os.path.isdir(each)]
    sys.path[:0] = present
    for each in present:
        site.addsitedir(each)


main()
