"""The commands and their arguments."""

from __future__ import annotations

import argparse
import gc
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .. import __version__
from ..aws.defaults import LONGEST_TIMEOUT
from ..runs.limits import MOST_TIMES
from .errors import FINE, INTERRUPTED, WRONG_USAGE, CommandError
from .output import note, use_utf8

if TYPE_CHECKING:
    from .check import CheckOptions
    from .invoke import InvokeOptions

_SEVERITIES = ("error", "warning", "information", "never")
_ROOT_HELP = (
    "the workspace, within which files are read (default: the nearest folder at or above all PATHs "
    "that holds .git, lambda-ls.toml or a pyproject.toml with [tool.lambda-ls]; without any, this "
    "folder if it holds all PATHs, else the folder that does)"
)
_JOBS_HELP = "processes to use (default: in large workspaces one for each processor, up to 4)"
_CHECK_EPILOG = """\
PATH is one of
  a folder       its templates, and those beside the folders above it (default: this folder)
  a template     this template with what it includes (YAML or JSON)
  a source file  what is wrong in it; templates that name it are looked for in the workspace

exit codes:
  0  fine
  1  problems at or above --fail-on
  2  wrong usage, a path that does not exist, or a setting that cannot be followed
"""
_EVENT_EPILOG = """\
TARGET is one of
  a trigger                        sqs
  a function, or one of its events Orders, Orders:QueueEvent, path/template.yaml::Orders
  a handler                        path/app.py::handler

The event of a function has the values of its template: routes, names, prefixes, patterns.
"""
_INVOKE_EPILOG = """\
TARGET is one of
  a function, or one of its events Orders, Orders:QueueEvent, path/template.yaml::Orders
  a handler                        path/app.py::handler, also one that no template names

The response goes to stdout, the log and remarks to stderr. Without --event the handler gets the
sample event of --trigger, or of the function's first trigger.

exit codes:
  0  the handler has succeeded, each time; with --redeliver, every record is done
  1  it has failed: an error, a timeout, an exit; with --redeliver, also if a record is given up or
     would come again for ever
  2  wrong usage, or it cannot be run here
"""
_LONGEST_REASON = 500
_MOST_JOBS = 64


def run(arguments: Sequence[str]) -> int:
    """Run one command; the exit code as the documentation lists them. Never raises."""
    use_utf8()
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as stop:  # argparse has said what is wrong, or has given the help.
        return WRONG_USAGE if stop.code else FINE
    try:
        return _command(options)
    except CommandError as error:
        note(f"lambda-ls: {error}")
        return WRONG_USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        # A traceback helps nobody who uses the tool, and is no line that a program can read.
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        note(f"lambda-ls: internal error, please report it: {reason[:_LONGEST_REASON]}")
        return WRONG_USAGE


def _command(options: argparse.Namespace) -> int:
    # Each command is imported when it is wanted, since `check` must start in a blink.
    if options.command == "serve":
        from .serve import serve

        # A server runs long enough for cycles to fill the memory; see `__main__.main`.
        gc.enable()
        return serve(options.tcp)
    if options.command == "check":
        from .check import check

        return check(_check_options(options))
    if options.command == "list":
        from .list import list_functions

        return list_functions(options.path, options.root, options.format)
    if options.command == "event":
        from .event import event

        return event(options.target, options.root, options.seed, is_list=options.list)
    if options.command == "invoke":
        from .invoke import invoke

        return invoke(_invoke_options(options))
    from .explain import explain

    return explain(options.rule)


def _check_options(options: argparse.Namespace) -> CheckOptions:
    from .check import CheckOptions

    return CheckOptions(
        paths=tuple(options.paths),
        root=options.root,
        format=options.format,
        select=tuple(options.select),
        ignore=tuple(options.ignore),
        fail_on=options.fail_on,
        fix=options.fix,
        jobs=options.jobs,
    )


def _invoke_options(options: argparse.Namespace) -> InvokeOptions:
    from .invoke import InvokeOptions

    return InvokeOptions(
        target=options.target,
        event=options.event,
        trigger=options.trigger,
        times=options.times,
        timeout=options.timeout,
        variables=tuple(options.env),
        format=options.format,
        root=options.root,
        real_credentials=options.aws_credentials,
        redeliver=options.redeliver,
        debug=options.debug,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="lambda-ls",
        description="Joins serverless templates to the AWS Lambda handlers they name.",
    )
    parser.add_argument("--version", action="version", version=f"lambda-ls {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    checked = commands.add_parser(
        "check",
        help="report what would fail in Lambda",
        epilog=_CHECK_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_check(checked)
    _add_list(commands.add_parser("list", help="list every function and where its handler is"))
    _add_event(commands.add_parser("event", help="print a sample event", epilog=_EVENT_EPILOG))
    _add_invoke(commands.add_parser("invoke", help="run a handler", epilog=_INVOKE_EPILOG))
    explained = commands.add_parser("explain", help="show a rule's page, or all rules")
    explained.add_argument("rule", nargs="?", metavar="RULE")
    served = commands.add_parser("serve", help="run the language server on stdin and stdout")
    served.add_argument("--tcp", metavar="HOST:PORT", help="listen there instead, for debugging")
    return parser


def _add_check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", default=["."], metavar="PATH")
    parser.add_argument("--root", metavar="DIR", help=_ROOT_HELP)
    parser.add_argument(
        "--format",
        choices=("text", "json", "sarif", "github"),
        default="text",
        help="github annotates a workflow's run, sarif is for code scanning (default: text)",
    )
    for option, wanted in (("--select", "only these rules"), ("--ignore", "all but these rules")):
        parser.add_argument(
            option, metavar="RULE,...", action="extend", type=_names, default=[], help=wanted
        )
    parser.add_argument(
        "--fail-on",
        choices=_SEVERITIES,
        default="error",
        help="the least severity that makes the exit code 1 (default: error)",
    )
    parser.add_argument("--fix", action="store_true", help="make the changes that are safe")
    parser.add_argument("--jobs", type=_jobs, metavar="N", help=_JOBS_HELP)


def _add_list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", nargs="?", default=".", metavar="PATH")
    parser.add_argument("--root", metavar="DIR", help=_ROOT_HELP)
    parser.add_argument("--format", choices=("text", "json"), default="text")


def _add_event(parser: argparse.ArgumentParser) -> None:
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("target", nargs="?", metavar="TARGET")
    parser.add_argument("--root", metavar="DIR", help=_ROOT_HELP)
    parser.add_argument(
        "--seed",
        type=int,
        default=0,
        metavar="N",
        help="another number gives other ids (default: 0)",
    )
    parser.add_argument(
        "--list",
        action="store_true",
        help="print all trigger ids, or what TARGET can be tried with",
    )


def _add_invoke(parser: argparse.ArgumentParser) -> None:
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("target", metavar="TARGET")
    parser.add_argument("--event", metavar="FILE", help="the event as JSON; - reads stdin")
    parser.add_argument("--trigger", metavar="NAME", help="an event of the function, or a trigger")
    how_often = parser.add_mutually_exclusive_group()
    how_often.add_argument(
        "--times",
        type=_times,
        default=1,
        metavar="N",
        help="how many times to invoke it, warm from the second time on (default: 1)",
    )
    how_often.add_argument(
        "--redeliver",
        action="store_true",
        help="deliver what has failed of a batch again, as its queue or stream does",
    )
    parser.add_argument(
        "--debug", action="store_true", help="wait for a debugger, and tell how to attach it"
    )
    parser.add_argument(
        "--timeout", type=_seconds, metavar="S", help="seconds (default: the template's)"
    )
    parser.add_argument(
        "--env",
        type=_variable,
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="set a variable, instead of the template's value; can be repeated",
    )
    parser.add_argument(
        "--aws-credentials",
        action="store_true",
        help="pass on the AWS credentials of this shell; without it, calls to AWS are refused",
    )
    parser.add_argument("--root", metavar="DIR", help=_ROOT_HELP)
    parser.add_argument("--format", choices=("text", "json"), default="text")


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _jobs(text: str) -> int:
    return _number_to(_MOST_JOBS, text)


def _times(text: str) -> int:
    return _number_to(MOST_TIMES, text)


def _number_to(most: int, text: str) -> int:
    # Python refuses to read a number of thousands of digits.
    if not (text.isascii() and text.isdigit() and 0 < int(text[:6]) <= most):
        raise argparse.ArgumentTypeError(f"must be a number from 1 to {most}")
    return int(text)


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= LONGEST_TIMEOUT:
        raise argparse.ArgumentTypeError(f"must be a number of seconds, up to {LONGEST_TIMEOUT}")
    return value


def _variable(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not name or not equals:
        raise argparse.ArgumentTypeError("must be NAME=VALUE")
    return name, value
