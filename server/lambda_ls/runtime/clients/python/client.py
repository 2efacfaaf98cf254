"""How handlers in Python are run."""

from __future__ import annotations

import os
import re
from importlib.util import find_spec

from ..base import Launch, Wish
from .interpreters import Interpreter, interpreter, runtime_of

_CLIENT = "awslambdaric"
_CLIENT_NEEDS = (3, 10)
_BUILT_IN = "built-in client"
_STARTER = os.path.join(os.path.dirname(__file__), "child", "start.py")
_VERSION = re.compile(r"""__version__\s*=\s*["']([^"']+)""")


class PythonClient:
    """AWS's own client where it is installed with the server, else one that does the same."""

    def launch(self, wish: Wish) -> Launch:
        """How a handler is run."""
        found = interpreter(wish)
        own = _folder_of(_CLIENT) if found.version >= _CLIENT_NEEDS else None
        return Launch(
            client=f"{_CLIENT} {_version(own)}" if own else _BUILT_IN,
            argv=(
                found.program,
                _STARTER,
                *(("--state",) if wish.tells_state else ()),
                own or "",
                _folder_of("simplejson") or "",
                *wish.layers,
            ),
            runtime=runtime_of(found),
            dependencies=_packages(found),
        )


def _folder_of(package: str) -> str | None:
    """The folder that holds a package of the server's; nothing of it is loaded."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return None
    return os.path.dirname(os.path.dirname(spec.origin))


def _version(folder: str) -> str:
    with open(os.path.join(folder, _CLIENT, "__init__.py"), encoding="utf-8") as file:
        found = _VERSION.search(file.read())
    return found[1] if found else ""


def _packages(found: Interpreter) -> tuple[str, ...]:
    """The folder of the environment's packages, whose time changes with an installation."""
    if not found.environment:
        return ()
    parts = ("Lib",) if os.name == "nt" else ("lib", runtime_of(found))
    return (os.path.join(found.environment, *parts, "site-packages"),)
