"""Reading the arguments of the commands."""

from __future__ import annotations

import contextlib
import io

from lambda_ls.cli.main import run

from .workspaces import folders

_PROJECT = {"template.yaml": "Resources: {}\n"}
SEEDS = (
    *("--env NAME=VALUE", "--env =", "--timeout 3", "--timeout 1e3", "--times 2", "--jobs 0"),
    *("--select handler-malformed,duplicate-key", "--ignore x", "--fail-on never", "--seed -7"),
    *("sqs", "Orders:Queue", "template.yaml::Orders", "app.py::handler", "--format json", "--list"),
)
_COMMANDS = ("check", "list", "event", "explain", "invoke nothing --event {}")


def run_commands(text: str) -> object:
    """What each command says to arguments; it never fails in a way that it does not know of.

    A handler is never run: there is none.
    """
    root = folders().of(_PROJECT)
    told = []
    for command in _COMMANDS:
        arguments = [*command.split(" "), *text.split(" "), "--root", root]
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(arguments)
        assert code in (0, 1, 2), arguments
        assert "internal error" not in err.getvalue(), (arguments, err.getvalue())
        assert "Traceback" not in err.getvalue()
        told.append((code, out.getvalue(), err.getvalue()))
    return told
