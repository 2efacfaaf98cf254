"""Puts mistakes into handlers that work, and counts how many of them are found.

`python -m tools.mistakes FOLDER...` reads each folder as a workspace. In every Python and Node.js
function whose handler is found it changes the handler string or the code folder in one way after
the other, in memory only, and looks whether the change is reported and whether a fix would undo it.
`--missed` lists what was not found, `--no-fix` what was found without the fix.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(ROOT, "server"))

from lambda_ls.model.finding import Finding, Replace  # noqa: E402
from lambda_ls.model.function import CodeFolder, Function  # noqa: E402
from lambda_ls.model.handler import HandlerName  # noqa: E402
from lambda_ls.model.place import Place  # noqa: E402
from lambda_ls.model.resolution import External, Resolved, Undecided, status_of  # noqa: E402
from lambda_ls.rules.registry import check_function  # noqa: E402
from lambda_ls.workspace.scan import scan  # noqa: E402
from lambda_ls.workspace.workspace import Workspace  # noqa: E402

from .misspelling import other_case, shortened, swapped  # noqa: E402


@dataclass(frozen=True)
class Mistake:
    """A change of the text at `place`; `kind` is what somebody did wrong, in words."""

    kind: str
    place: Place
    right: str
    wrong: str


@dataclass(frozen=True)
class Outcome:
    """What the check says of a mistake: `status` of the handler, and whether a fix undoes it.

    `reason` is why nothing is reported, empty where something is.
    """

    function: Function
    mistake: Mistake
    status: str
    reason: str
    fixed: bool


def main(arguments: list[str]) -> int:
    """Print the counts, and on request every mistake that was missed or not undone."""
    options = {each for each in arguments if each.startswith("--")}
    outcomes: list[Outcome] = []
    for folder in (each for each in arguments if each not in options):
        for outcome in measure(os.path.abspath(folder)):
            outcomes.append(outcome)
            missed = outcome.status != "missing"
            wanted = "--missed" if missed else "--no-fix"
            if wanted in options and (missed or not outcome.fixed):
                print(_line(outcome, folder))
    print(_table(outcomes))
    return 0


def measure(root: str) -> Iterator[Outcome]:
    """Every mistake of a workspace with what became of it."""
    workspace = Workspace((root,))
    workspace.adopt(scan((root,)))
    for function in workspace.snapshot().functions():
        facts = workspace.facts(function)
        found = facts.resolution
        if facts.language not in ("python", "node") or not isinstance(found, Resolved):
            continue
        if found.name is None or facts.handler is None:
            continue
        for mistake in mistakes(workspace, function, facts.handler.place, found.name):
            yield _outcome(workspace, function, mistake)


def mistakes(
    workspace: Workspace, function: Function, place: Place, name: HandlerName
) -> Iterator[Mistake]:
    """The mistakes that can be put into one function."""
    if workspace.text_at(place) == name.text:
        extension = ".py" if workspace.facts(function).language == "python" else ".js"
        wrong = _wrong_handlers(name, extension)
        for kind, text in wrong:
            if text != name.text:
                yield Mistake(kind, place, name.text, text)
    code = function.code
    if not isinstance(code, CodeFolder) or code.place is None:
        return
    written = workspace.text_at(code.place)
    if written.strip("./") and os.path.basename(code.folder) in written:
        yield from _wrong_folders(code.place, written)


def _wrong_handlers(name: HandlerName, extension: str) -> Iterator[tuple[str, str]]:
    text, symbol = name.text, name.symbol
    module = text[name.module_span.start : name.module_span.end]
    separator = max(module.rfind("/"), module.rfind(".")) + 1
    folders, file = module[:separator], module[separator:]
    yield "function: letters swapped", f"{module}.{swapped(symbol)}"
    yield "function: letter left out", f"{module}.{shortened(symbol)}"
    yield "function: other case", f"{module}.{other_case(symbol)}"
    yield "function: another name", f"{module}.processOrders"
    yield "file: letters swapped", f"{folders}{swapped(file)}.{symbol}"
    yield "file: letter left out", f"{folders}{shortened(file)}.{symbol}"
    yield "file: other case", f"{folders}{other_case(file)}.{symbol}"
    yield "file: another name", f"{folders}process_orders.{symbol}"
    yield "colon for the dot", f"{module}:{symbol}"
    yield "file name, no function", f"{module}{extension}"
    yield "extension of the file", f"{module}{extension}.{symbol}"
    yield "no function", module
    if folders:
        first = folders.split("/")[0].split(".")[0]
        yield "folder: letters swapped", swapped(first) + text[len(first) :]
        yield "folder: left out", f"{file}.{symbol}"


def _wrong_folders(place: Place, written: str) -> Iterator[Mistake]:
    stem = written.rstrip("/")
    parent, slash, folder = stem.rpartition("/")
    changes: dict[str, Callable[[str], str]] = {
        "code folder: letters swapped": swapped,
        "code folder: letter left out": shortened,
        "code folder: other case": other_case,
    }
    for kind, change in changes.items():
        wrong = f"{parent}{slash}{change(folder)}{written[len(stem) :]}"
        if wrong != written:
            yield Mistake(kind, place, written, wrong)


def _outcome(workspace: Workspace, function: Function, mistake: Mistake) -> Outcome:
    path = mistake.place.path
    source = workspace.files.source(path)
    span = workspace.span(mistake.place)
    text = source.text if source else ""
    workspace.open(path, text[: span.start] + mistake.wrong + text[span.end :])
    template = workspace.template(function.template)
    functions = template.functions if template else ()
    changed = next((each for each in functions if each.name == function.name), None)
    facts = workspace.facts(changed) if changed else None
    workspace.close(path)
    if facts is None:
        return Outcome(function, mistake, "unknown", "the function is not read any more", False)
    found = facts.resolution
    reason = found.reason if isinstance(found, (External, Undecided)) else ""
    fixed = any(_undoes(finding, mistake) for finding in check_function(facts))
    return Outcome(function, mistake, status_of(found), reason, fixed)


def _undoes(finding: Finding, mistake: Mistake) -> bool:
    """Whether a fix writes what was there; Python takes dots and slashes between folders alike."""
    changes = (change for fix in finding.fixes for change in fix.changes)
    texts = (change.text for change in changes if isinstance(change, Replace))
    return any(text.replace("/", ".") == mistake.right.replace("/", ".") for text in texts)


def _line(outcome: Outcome, root: str) -> str:
    template = os.path.relpath(outcome.function.template, root)
    mistake = outcome.mistake
    return (
        f"{template}::{outcome.function.name} {mistake.kind}: "
        f"{mistake.right} -> {mistake.wrong}: {outcome.status} {outcome.reason}"
    )


def _table(outcomes: list[Outcome]) -> str:
    kinds = dict.fromkeys(each.mistake.kind for each in outcomes)
    groups = {kind: [each for each in outcomes if each.mistake.kind == kind] for kind in kinds}
    heading = f"{'mistake':32}{'made':>8}{'found':>8}{'':>8}{'with fix':>10}{'resolved':>10}"
    return "\n".join([heading, *(_row(*group) for group in groups.items()), _row("all", outcomes)])


def _row(kind: str, outcomes: list[Outcome]) -> str:
    resolved = sum(each.status == "resolved" for each in outcomes)
    found = sum(each.status == "missing" for each in outcomes)
    fixed = sum(each.fixed for each in outcomes)
    share = f"{100 * found / max(1, len(outcomes)):.1f} %"
    return f"{kind:32}{len(outcomes):>8}{found:>8}{share:>8}{fixed:>10}{resolved:>10}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
