"""Writes the pages below docs/ that are made from the code.

`python -m tools.docs` writes them, `python -m tools.docs --check` fails if one is not up to date.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(ROOT, "server"))

from lambda_ls.rules.pages import page, table  # noqa: E402
from lambda_ls.rules.registry import RULES  # noqa: E402
from lambda_ls.triggers.catalogue import all_definitions  # noqa: E402
from lambda_ls.workspace.settings import SETTINGS, Setting  # noqa: E402

from .trigger_pages import trigger_page, trigger_table  # noqa: E402

NOTICE = "<!-- Made by `python -m tools.docs` from the rule's module. -->\n\n"
TRIGGER_NOTICE = "<!-- Made by `python -m tools.docs` from the trigger's data file. -->\n\n"
RULES_FOLDER = "docs/rules"
TRIGGERS_FOLDER = "docs/triggers"
SETTINGS_PAGE = "docs/settings.md"
SETTINGS_HEAD = """\
<!-- Made by `python -m tools.docs` from the settings' definition. -->

# Settings

Settings of a project stand in `lambda-ls.toml`, or in the table `[tool.lambda-ls]` of
`pyproject.toml`. For each template the nearest file above it counts, alone; `lambda-ls.toml` wins
over a `pyproject.toml` beside it, and a `pyproject.toml` without the table counts for nothing.

```toml
# lambda-ls.toml
ignore = ["runtime-end-of-life"]
exclude = ["legacy"]
```

The editor's settings (`lambda-ls.ignore` and so on) and the command line's options (`--select`,
`--ignore`) win over the files, each over the setting of its name; an empty list counts as not set.
A rule that they select is checked although a file ignores it. Severities win rule by rule.
How to begin in [a project that has findings already](ci.md#a-project-that-has-findings-already).

What cannot be followed (an unknown name, a value of another type, a file that is not TOML) ends a
command with exit code 2. The editor tells of it and goes on with the default.
"""


def main(arguments: list[str]) -> int:
    """Write or check the pages; the exit code is 1 if one is not up to date."""
    if arguments == ["--check"]:
        stale = stale_pages()
        for path in stale:
            print(f"{path} is not up to date: run python -m tools.docs", file=sys.stderr)
        return 1 if stale else 0
    write_pages()
    return 0


def stale_pages() -> tuple[str, ...]:
    """The pages that differ from what they should be, and those that should not be there."""
    expected = dict(_pages())
    present = {
        f"{folder}/{name}"
        for folder in (RULES_FOLDER, TRIGGERS_FOLDER)
        for name in os.listdir(os.path.join(ROOT, folder))
    }
    differing = {path for path, text in expected.items() if _read(path) != text}
    return tuple(sorted(differing | (present - expected.keys())))


def write_pages() -> None:
    """Write every page."""
    for folder in (RULES_FOLDER, TRIGGERS_FOLDER):
        os.makedirs(os.path.join(ROOT, folder), exist_ok=True)
    for path, text in _pages():
        with open(os.path.join(ROOT, path), "w", encoding="utf-8", newline="\n") as file:
            file.write(text)


def _pages() -> Iterator[tuple[str, str]]:
    yield f"{RULES_FOLDER}/README.md", NOTICE + table()
    for rule in RULES:
        yield rule.page, NOTICE + page(rule)
    yield f"{TRIGGERS_FOLDER}/README.md", TRIGGER_NOTICE + trigger_table()
    for trigger in all_definitions():
        yield f"{TRIGGERS_FOLDER}/{trigger.id}.md", TRIGGER_NOTICE + trigger_page(trigger)
    yield SETTINGS_PAGE, SETTINGS_HEAD + "".join(map(_described, SETTINGS))


def _described(setting: Setting) -> str:
    return (
        f"\n## `{setting.name}`\n\n{setting.description}\n\n"
        f"```toml\n{setting.name} = {setting.example}\n```\n"
    )


def _read(path: str) -> str | None:
    try:
        with open(os.path.join(ROOT, path), encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
