"""What VS Code's debuggers need to know of a session."""

from __future__ import annotations

import os

from ..aws.data import Json
from ..runtime.debugging import DebugPlan

_RUNTIME_FILES = ("<node_internals>/**", "**/lambda_ls/runtime/clients/**")


def debug_configuration(plan: DebugPlan, name: str) -> dict[str, Json]:
    """A launch configuration as VS Code's `debug.startDebugging` takes it.

    https://code.visualstudio.com/docs/python/debugging and
    https://code.visualstudio.com/docs/nodejs/nodejs-debugging tell what its keys mean.
    """
    common: dict[str, Json] = {
        "name": name,
        "request": "launch",
        "program": plan.program,
        "args": list(plan.arguments),
        "env": {**_without_the_editors(), **dict(plan.environment)},
        "cwd": plan.folder,
        "console": "internalConsole",
    }
    if plan.kind == "python":
        return {
            **common,
            "type": "debugpy",
            "python": [plan.interpreter, "-Xfrozen_modules=off", *plan.options],
            "justMyCode": True,
            "subProcess": False,
            # The default is the `.env` of the workspace.
            "envFile": "",
        }
    built: list[Json] = [f"{plan.build_folder}/**/*.{end}" for end in ("js", "mjs")]
    return {
        **common,
        "type": "node",
        "runtimeExecutable": plan.interpreter,
        "runtimeArgs": list(plan.options),
        "skipFiles": list(_RUNTIME_FILES),
        "autoAttachChildProcesses": False,
        "sourceMaps": True,
        # Source that is built first lies outside of the workspace, and so does its map.
        "outFiles": built,
        # It is built when the debugger has looked for it, so it has to wait for its breakpoints.
        "runtimeSourcemapPausePatterns": built,
        "resolveSourceMapLocations": None,
    }


def _without_the_editors() -> dict[str, Json]:
    """Debuggers add the editor's variables, among them the user's; null takes one away.

    The editor has started this server with its own.
    """
    return dict.fromkeys(os.environ)
