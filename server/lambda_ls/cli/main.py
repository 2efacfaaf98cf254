"""The commands and their arguments."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence

from .. import __version__
from .errors import FINE, WRONG_USAGE, UsageError

_SEVERITIES = ("error", "warning", "information", "never")


def run(arguments: Sequence[str]) -> int:
    """Run one command; the exit code as the documentation lists them."""
    options = _parser().parse_args(arguments)
    _use_utf8()
    try:
        return _command(options)
    except UsageError as error:
        print(f"lambda-ls: {error}", file=sys.stderr)
        return WRONG_USAGE
    except BrokenPipeError:
        # The reader (`| head`) has seen enough; Python would complain when it flushes at exit.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except KeyboardInterrupt:
        return 130


def _command(options: argparse.Namespace) -> int:
    # Each command is imported when it is wanted, since `check` must start in a blink.
    if options.command == "check":
        from .check import CheckOptions, check

        return check(
            CheckOptions(
                paths=tuple(options.paths),
                root=options.root,
                format=options.format,
                select=_names(options.select),
                ignore=_names(options.ignore),
                fail_on=options.fail_on,
                fix=options.fix,
                jobs=options.jobs,
            )
        )
    if options.command == "list":
        from .list import list_functions

        return list_functions(options.path, options.root, options.format)
    if options.command == "explain":
        from .explain import explain

        return explain(options.rule)
    from .serve import serve

    return serve(options.tcp)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="lambda-ls",
        description="Joins serverless templates to the AWS Lambda handlers they name.",
    )
    parser.add_argument("--version", action="version", version=f"lambda-ls {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_check(commands.add_parser("check", help="report what would fail in Lambda"))
    _add_list(commands.add_parser("list", help="list every function and where its handler is"))
    explained = commands.add_parser("explain", help="show a rule's page, or all rules")
    explained.add_argument("rule", nargs="?", metavar="RULE")
    served = commands.add_parser("serve", help="run the language server on stdin and stdout")
    served.add_argument("--tcp", metavar="HOST:PORT", help="listen there instead, for debugging")
    return parser


def _add_check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", default=["."], metavar="PATH")
    parser.add_argument("--root", metavar="DIR", help="the workspace (default: this folder)")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--select", metavar="RULE,...", help="only these rules")
    parser.add_argument("--ignore", metavar="RULE,...", help="all but these rules")
    parser.add_argument("--fail-on", choices=_SEVERITIES, default="error")
    parser.add_argument("--fix", action="store_true", help="make the changes that are safe")
    parser.add_argument("--jobs", type=_positive, default=1, metavar="N", help="processes to use")


def _add_list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", nargs="?", default=".", metavar="PATH")
    parser.add_argument("--root", metavar="DIR", help="the workspace (default: this folder)")
    parser.add_argument("--format", choices=("text", "json"), default="text")


def _names(text: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (text or "").split(",") if name.strip())


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def _use_utf8() -> None:
    """Messages quote the user's own text, which a console's old encoding might not have."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
