"""What the tool makes of projects: functions by status, and findings by rule.

`python -m tools.precision FOLDER...` reads each folder as a workspace, changes nothing in it and
prints one line for it and one for all. `--findings` prints every finding as well, `--undecided`
every function whose handler is neither found nor missing, with the reason.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(ROOT, "server"))

from lambda_ls.features.diagnostics import Diagnostics  # noqa: E402
from lambda_ls.model.resolution import External, Undecided, status_of  # noqa: E402
from lambda_ls.workspace.scan import scan  # noqa: E402
from lambda_ls.workspace.workspace import Workspace, WorkspaceSnapshot  # noqa: E402


@dataclass
class Counts:
    """What one project holds, or all of them."""

    templates: int = 0
    functions: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)

    def add(self, other: Counts) -> None:
        """Count another project in."""
        self.templates += other.templates
        self.functions += other.functions
        self.statuses += other.statuses
        self.rules += other.rules

    def __str__(self) -> str:
        parts = [f"{self.templates} templates", f"{self.functions} functions"]
        parts += [f"{count} {status}" for status, count in self.statuses.most_common()]
        rules = ", ".join(f"{count} {rule}" for rule, count in self.rules.most_common())
        return f"{', '.join(parts)}; {rules or 'no findings'}"


def main(arguments: list[str]) -> int:
    """Print the counts of every project and of all together."""
    options = {each for each in arguments if each.startswith("--")}
    total = Counts()
    for folder in (each for each in arguments if each not in options):
        root = os.path.abspath(folder)
        snapshot = _read(root)
        counts = count(snapshot)
        total.add(counts)
        print(f"{os.path.basename(root)}: {counts}")
        if "--findings" in options:
            print(*_findings(snapshot, root), sep="\n", end="")
        if "--undecided" in options:
            print(*_undecided(snapshot, root), sep="\n", end="")
    print(f"all: {total}")
    return 0


def count(snapshot: WorkspaceSnapshot) -> Counts:
    """The counts of one workspace."""
    functions = snapshot.functions()
    statuses = (status_of(snapshot.facts(each).resolution) for each in functions)
    files = Diagnostics().everywhere(snapshot)
    rules = (finding.rule for file in files for finding in file.findings)
    return Counts(len(snapshot.templates()), len(functions), Counter(statuses), Counter(rules))


def _read(root: str) -> WorkspaceSnapshot:
    workspace = Workspace((root,))
    workspace.adopt(scan((root,)))
    return workspace.snapshot()


def _findings(snapshot: WorkspaceSnapshot, root: str) -> Iterator[str]:
    for file in Diagnostics().everywhere(snapshot):
        source = snapshot.source(file.path)
        for finding in file.findings:
            start = snapshot.span(finding.place).start
            line = source.position(start).line + 1 if source else 0
            place = f"{os.path.relpath(file.path, root)}:{line}"
            yield f"  {place} {finding.severity.value}[{finding.rule}] {finding.message}"
    yield ""


def _undecided(snapshot: WorkspaceSnapshot, root: str) -> Iterator[str]:
    for function in snapshot.functions():
        found = snapshot.facts(function).resolution
        if isinstance(found, (External, Undecided)):
            place = f"{os.path.relpath(function.template, root)}::{function.name}"
            yield f"  {place} {status_of(found)}: {found.reason}"
    yield ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
