"""Everything that reads texts of a user, each with texts to try it with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.database import DirectoryBasedExampleDatabase
from lambda_ls.aws.data import Json

from tests.effort import at_most

from . import seeds
from .aliases import SEEDS as ALIASES
from .aliases import read_aliases
from .arguments import SEEDS as ARGUMENTS
from .arguments import run_commands
from .code import read_code
from .comments import read_comments
from .damage import anything, damaged
from .documents import read_template
from .events import judge_event, offer_saved_event, read_event_file, sample_texts
from .handlers import check_handler, read_handler
from .projects import check_project
from .settings import SETTINGS_FILES, read_editor_settings, read_settings_file

_MOST_CALLS = 20_000_000
"""Each answer takes a fraction of them, and endlessly many where something grows too fast."""

Arguments: TypeAlias = st.SearchStrategy[tuple[Any, ...]]


class Reader(NamedTuple):
    """Something that reads what a user has written.

    `read` answers for what `arguments` gives, and asserts what must hold of every answer. Whatever
    it raises is a fault.
    """

    read: Callable[..., object]
    arguments: Callable[[], Arguments]


def property_of(reader: Reader, chosen: settings, *, counts: bool = True) -> Callable[[], None]:
    """What holds of a reader: it gives an answer, the same twice, for a bounded effort.

    With `counts` the effort is counted; it takes less time to look at a clock instead.
    """

    @chosen
    @given(reader.arguments())
    def answers_the_same_twice(arguments: tuple[Any, ...]) -> None:
        first = reader.read(*arguments)
        if not counts:
            assert reader.read(*arguments) == first
            return
        with at_most(_MOST_CALLS):
            assert reader.read(*arguments) == first

    return answers_the_same_twice


def found_in(folder: Path) -> settings:
    """Settings by which what failed, and was kept in a folder, fails again as small as can be."""
    return settings(
        database=DirectoryBasedExampleDatabase(folder / "failed"),
        phases=(Phase.reuse, Phase.shrink),
        deadline=None,
    )


def _files(names: Sequence[str], texts: Sequence[str]) -> Arguments:
    return st.tuples(st.sampled_from(names), anything(texts))


def _alone(values: st.SearchStrategy[Any]) -> Arguments:
    return st.tuples(values)


def _json_values() -> st.SearchStrategy[Json]:
    texts = st.sampled_from(("Records", "body", "requestContext", "version", "2.0", ""))
    simple = st.none() | st.booleans() | st.integers() | st.floats() | texts | st.text(max_size=3)
    return st.recursive(
        simple, lambda inner: st.lists(inner) | st.dictionaries(texts, inner), max_leaves=12
    )


def _editor_settings() -> Arguments:
    keys = st.sampled_from(("select", "ignore", "severity", "exclude", "inlay-hints", "path", "x"))
    patterns = st.lists(anything(("**/*.g.yaml", "packages/*/[!a-z]?", "legacy")))
    return _alone(_json_values() | st.dictionaries(keys, _json_values() | patterns))


@st.composite
def _projects(draw: st.DrawFn) -> tuple[Any, ...]:
    project = draw(st.sampled_from(seeds.projects()))
    path = draw(st.sampled_from(sorted(project)))
    others = tuple(dict.fromkeys((*project.values(), *seeds.COMMENTS, *seeds.HANDLERS)))
    text = draw(damaged((project[path],), others))
    return project, path, text, draw(st.integers(0, 9_999))


READERS: Mapping[str, Reader] = {
    "yaml": Reader(
        read_template,
        lambda: _files(("/w/template.yaml", "/w/serverless.yml"), seeds.texts(".yaml", ".yml")),
    ),
    "json": Reader(
        read_template,
        lambda: _files(("/w/template.json", "/w/serverless.json"), seeds.texts(".json")),
    ),
    "python": Reader(read_code, lambda: _files(("app.py",), seeds.texts(".py"))),
    "node": Reader(
        read_code,
        lambda: _files(
            ("app.js", "app.mjs", "app.ts", "app.tsx"),
            seeds.texts(".js", ".mjs", ".cjs", ".ts", ".tsx"),
        ),
    ),
    "import-aliases": Reader(read_aliases, lambda: _alone(anything(ALIASES))),
    "settings": Reader(read_settings_file, lambda: _files(SETTINGS_FILES, seeds.SETTINGS)),
    "editor-settings": Reader(read_editor_settings, _editor_settings),
    "event": Reader(read_event_file, lambda: _alone(anything(sample_texts()))),
    "saved-event": Reader(offer_saved_event, lambda: _files(("saved", "Orders"), sample_texts())),
    "event-value": Reader(judge_event, lambda: _alone(_json_values())),
    "handler": Reader(read_handler, lambda: _alone(anything(seeds.HANDLERS))),
    "declared-handler": Reader(check_handler, lambda: _alone(anything(seeds.HANDLERS))),
    "comment": Reader(
        read_comments,
        lambda: _files(("template.yaml", "src/app.py", "src/app.js"), seeds.COMMENTS),
    ),
    "arguments": Reader(run_commands, lambda: _alone(anything(ARGUMENTS))),
    "project": Reader(check_project, _projects),
}
"""By the name by which `python -m tests.fuzz` knows each."""
