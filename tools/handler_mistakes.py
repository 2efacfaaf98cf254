"""Puts mistakes into handlers and settings that work, and counts how many of them are found.

`python -m tools.handler_mistakes FOLDER...` reads each folder as a workspace. One mistake after the
other is put into every function whose handler is found and can be read, in memory only: a mistake
counts as found if its rule says something new, as placed if that stands where the mistake is, and
as fixed if a fix removes it and gives nothing new. Where nobody could be sure of the mistake, as
the handler is handed to code that is not known, it does not count, and the reason is listed.

`--missed` lists what was not found or stands elsewhere, `--no-fix` what has a fix that does not
work, `--forms` counts how handlers are handed to Lambda, `--synthetic` takes small projects of all
forms instead of folders, `--most=N` takes N functions of each folder at most, and `--rule=NAME`
one rule.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from itertools import islice

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(ROOT, "server"))

from lambda_ls.rules.registry import by_name  # noqa: E402
from lambda_ls.workspace.scan import scan  # noqa: E402
from lambda_ls.workspace.workspace import Workspace  # noqa: E402

from .injecting.injectors import mistakes  # noqa: E402
from .injecting.judging import Judge  # noqa: E402
from .injecting.model import Outcome  # noqa: E402
from .injecting.synthetic import written_projects  # noqa: E402
from .injecting.table import reasons, table  # noqa: E402
from .injecting.targets import targets  # noqa: E402


def main(arguments: list[str]) -> int:
    """Print the counts, and on request every mistake that was missed or not undone."""
    options = {each for each in arguments if each.startswith("--")}
    most = next((int(each[7:]) for each in options if each.startswith("--most=")), None)
    rules = frozenset(each[7:] for each in options if each.startswith("--rule="))
    outcomes: list[Outcome] = []
    with written_projects() as folders:
        chosen = folders if "--synthetic" in options else arguments
        for folder in (each for each in chosen if each not in options):
            for outcome in measure(os.path.abspath(folder), most, rules):
                outcomes.append(outcome)
                if _is_wanted(outcome, options):
                    print(_line(outcome, folder), flush=True)
    print(table(outcomes, _rule))
    if "--forms" in options:
        print(table(outcomes, lambda each: (each.language, each.form)))
    print(reasons(outcomes))
    return 0


def measure(
    root: str, most: int | None = None, rules: frozenset[str] = frozenset()
) -> Iterator[Outcome]:
    """Every mistake of a workspace with what became of it; of these rules only if there are any."""
    workspace = Workspace((root,))
    workspace.adopt(scan((root,)))
    judge = Judge(workspace, root)
    for target in islice(targets(workspace), most):
        for mistake in mistakes(target):
            if by_name(mistake.rule) is not None and (not rules or mistake.rule in rules):
                yield judge.outcome(target, mistake)


def _is_wanted(outcome: Outcome, options: Iterable[str]) -> bool:
    if not outcome.is_placed and not outcome.reason:
        return "--missed" in options
    return "--no-fix" in options and outcome.has_fix and not outcome.is_fixed


def _line(outcome: Outcome, root: str) -> str:
    said = "elsewhere" if outcome.found and not outcome.is_placed else ""
    said = said or ("the fix does not work" if outcome.found else "missed")
    kind = f"{outcome.rule} ({outcome.kind}) in {outcome.language}, {outcome.form}"
    return f"{os.path.basename(os.path.abspath(root))}/{outcome.where} {kind}: {said}"


def _rule(outcome: Outcome) -> tuple[str, str]:
    return outcome.rule, outcome.language


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
