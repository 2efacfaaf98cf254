"""Misspells the keys of events in handlers that work, and counts how many of them are found.

`python -m tools.event_mistakes FOLDER...` reads each folder as a workspace. Every key that a
handler reads, and that the triggers of its function are known to send, is misspelt in three ways,
in memory only. `--missed` lists what was not found, `--no-fix` what was found but cannot be undone.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(ROOT, "server"))

from lambda_ls.features.diagnostics import Diagnostics  # noqa: E402
from lambda_ls.model.finding import Replace  # noqa: E402
from lambda_ls.triggers.lookup import Found  # noqa: E402
from lambda_ls.workspace.events import EventUse  # noqa: E402
from lambda_ls.workspace.scan import scan  # noqa: E402
from lambda_ls.workspace.workspace import Workspace  # noqa: E402

from .misspelling import other_case, shortened, swapped  # noqa: E402

_SLIPS: Mapping[str, Callable[[str], str]] = {
    "letters swapped": swapped,
    "letter left out": shortened,
    "other case": other_case,
}
_RULES = frozenset({"unknown-event-key", "route-parameter-mismatch", "wrong-payload-version"})
_SHORTEST = 3


@dataclass(frozen=True)
class Outcome:
    """What became of one misspelt key; `where` is for people."""

    where: str
    slip: str
    form: str
    language: str
    found: bool
    fixed: bool


def main(arguments: list[str]) -> int:
    """Print the counts, and on request every mistake that was missed or not undone."""
    options = {each for each in arguments if each.startswith("--")}
    outcomes: list[Outcome] = []
    for folder in (each for each in arguments if each not in options):
        for outcome in measure(os.path.abspath(folder)):
            outcomes.append(outcome)
            wanted = "--no-fix" if outcome.found else "--missed"
            if wanted in options and not outcome.fixed:
                print(outcome.where, outcome.slip, outcome.form)
    for kind in ("slip", "form", "language"):
        print(_table(kind, outcomes))
    return 0


def measure(root: str) -> Iterator[Outcome]:
    """Every misspelt key of a workspace with what became of it."""
    workspace = Workspace((root,))
    workspace.adopt(scan((root,)))
    seen: set[tuple[str, int]] = set()
    for function in workspace.snapshot().functions():
        facts = workspace.facts(function)
        for use in facts.event.events if facts.event.is_certain else ():
            place = (use.place.path, workspace.span(use.place).start)
            if place not in seen and _is_known(use, len(facts.triggers)):
                seen.add(place)
                yield from _outcomes(workspace, root, function.template, use)


def _is_known(use: EventUse, triggers: int) -> bool:
    """Whether all triggers send the key, and not because keys there are the user's."""
    answers = [each.answer for each in use.meanings]
    known = [each for each in answers if isinstance(each, Found)]
    owners = [shape for each in use.meanings for shape in each.owner.shapes]
    is_closed = not any(shape.is_open or shape.values for shape in owners)
    return (
        is_closed
        and len(known) == triggers
        and use.access.mode == "read"
        and len(use.access.key) >= _SHORTEST
    )


def _outcomes(workspace: Workspace, root: str, template: str, use: EventUse) -> Iterator[Outcome]:
    path, key = use.place.path, use.access.key
    source = workspace.files.source(path)
    span = workspace.span(use.place)
    text = source.text if source else ""
    line = source.position(span.start).line + 1 if source else 0
    for slip, change in _SLIPS.items():
        wrong = change(key)
        workspace.open(path, text[: span.start] + wrong + text[span.end :])
        changed = workspace.template(template)
        snapshot = workspace.snapshot()
        findings = Diagnostics().of_template(snapshot, changed) if changed else ()
        hits = [
            each
            for each in findings
            if each.rule in _RULES
            and each.place.path == path
            and snapshot.span(each.place).start == span.start
        ]
        changes = (each for hit in hits for fix in hit.fixes for each in fix.changes)
        # In a pattern the name that it binds stays.
        restored = (key, f"{key}: {wrong}")
        fixed = any(isinstance(each, Replace) and each.text in restored for each in changes)
        where = f"{os.path.relpath(path, root)}:{line} {key} -> {wrong}"
        name = use.code.language.name
        yield Outcome(where, slip, use.access.form.value, name, bool(hits), fixed)
        workspace.close(path)


def _table(kind: str, outcomes: list[Outcome]) -> str:
    made = Counter(str(getattr(each, kind)) for each in outcomes)
    found = Counter(str(getattr(each, kind)) for each in outcomes if each.found)
    fixed = Counter(str(getattr(each, kind)) for each in outcomes if each.fixed)
    rows = [f"{kind:20}{'made':>8}{'found':>8}{'with fix':>10}"]
    rows += [f"{each:20}{made[each]:>8}{found[each]:>8}{fixed[each]:>10}" for each in made]
    total = f"{'all':20}{len(outcomes):>8}{found.total():>8}{fixed.total():>10}"
    return "\n".join((*rows, total, ""))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
