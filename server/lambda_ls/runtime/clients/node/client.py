"""How functions with a Node.js runtime are started."""

from __future__ import annotations

import json
import os
import re

from .... import __version__
from ..base import CannotRunError, Launch, Wish
from .interpreters import Node, find_node
from .sources import find_esbuild, package_folders, source_to_build

_BOOTSTRAP = os.path.join(os.path.dirname(os.path.abspath(__file__)), "bootstrap.cjs")
_RUNTIME = re.compile(r"nodejs(\d+)\.x")
_OLDEST = 18

_REQUIRE_MODULE = "--no-experimental-require-module"
_DETECT_MODULE = "--no-experimental-detect-module"
_DISABLED = {20: (_REQUIRE_MODULE,), 22: (_REQUIRE_MODULE, _DETECT_MODULE)}
"""What Lambda turns off that Node.js has on.

https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html, as of 2026-11.
"""

_KNOW_THE_FLAGS = ((20, 17, 0), (24, 0, 0))
"""From which version on, and up to which, Node.js surely takes these flags."""


class NodeClient:
    """Starts the client beside this file."""

    def launch(self, wish: Wish) -> Launch:
        """How a handler is run.

        Raises:
            CannotRunError: if there is no Node.js that is new enough, or TypeScript and no esbuild.
        """
        wanted = _wanted(wish.runtime)
        node = find_node(wanted, wish.host, next((each for each in wish.folders if each), ""))
        if node is None:
            raise CannotRunError("no Node.js is on the search path; install it from nodejs.org")
        if node.major < _OLDEST:
            raise CannotRunError(
                f"Node.js {node.label} is too old to run handlers; Node.js {_OLDEST} does"
            )
        flags, options = _flags(wish.memory), [f"--generation={wanted or node.major}"]
        source = source_to_build(wish)
        if source is not None:
            flags.append("--enable-source-maps")
            options += (f"--source={source}", f"--esbuild={find_esbuild(source, wish)}")
            options += (f"--build={json.dumps(wish.build_arguments)}",)
        if wish.tells_state:
            options.append("--state=told")
        return Launch(
            client=f"built-in bootstrap {__version__}",
            argv=(node.path, *flags, _BOOTSTRAP, *options),
            runtime=f"nodejs{node.major}.x",
            environment=_environment(wish, wanted or node.major, node),
            dependencies=package_folders(wish),
            notes=_notes(source, wish.build_arguments),
        )


def _flags(memory: int) -> list[str]:
    """The flags of the managed runtime, by `/var/runtime/bootstrap` in its images of 2026-11.

    A tenth of the memory is for young objects, in two halves, and the rest for old ones.
    """
    young = memory // 10
    return [
        "--expose-gc",
        "--max-http-header-size=81920",
        f"--max-semi-space-size={max(1, young // 2)}",
        f"--max-old-space-size={memory - young}",
    ]


def _notes(source: str | None, given: tuple[str, ...]) -> tuple[str, ...]:
    if source is None:
        return ()
    name = os.path.basename(source)
    whose = "settings of our own beside the template's" if given else "settings of our own"
    return (f"`{name}` is bundled by the project's esbuild first, with {whose}",)


def _wanted(runtime: str) -> int | None:
    match = _RUNTIME.fullmatch(runtime)
    return int(match[1]) if match is not None else None


def _environment(wish: Wish, major: int, node: Node) -> tuple[tuple[str, str], ...]:
    # In Lambda both are set by the script that starts Node.js, unless the function has its own.
    variables = [("NODE_PATH", os.pathsep.join(_search_path(wish, major)))]
    first, end = _KNOW_THE_FLAGS
    if major in _DISABLED and first <= node.version < end:
        variables.append(("NODE_OPTIONS", " ".join(_DISABLED[major])))
    return tuple((name, value) for name, value in variables if value)


def _search_path(wish: Wish, major: int) -> tuple[str, ...]:
    """Where `require` looks besides the folders above a file: in layers, and in the code."""
    layers = wish.layers[::-1]
    return (
        *(os.path.join(layer, "nodejs", f"node{major}", "node_modules") for layer in layers),
        *(os.path.join(layer, "nodejs", "node_modules") for layer in layers),
        *((wish.task_root,) if wish.task_root else ()),
    )
