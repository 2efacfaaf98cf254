"""Every key of every sample event, read in every form, in both languages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest
from lambda_ls.aws.data import Json
from lambda_ls.languages.registry import deep_language
from lambda_ls.model.flow import HANDLER_ARGUMENTS, Access, Key, Path, Root, Start, Step, Value
from lambda_ls.model.trigger import NO_SETTINGS
from lambda_ls.text.similar import certainly_meant
from lambda_ls.text.source import SourceText
from lambda_ls.triggers.catalogue import all_definitions
from lambda_ls.triggers.contract import contract
from lambda_ls.triggers.lookup import Found, NoSuchKey, look_up

from tools.misspelling import other_case, shortened, swapped

IDS = [each.id for each in all_definitions()]
SHORTEST = 3


@dataclass(frozen=True)
class Form:
    """A way to read a key; `{owner}` and `{key}` stand for the parts, which are expressions."""

    language: str
    code: str


FORMS = (
    Form("python", "{owner}[{key}]"),
    Form("python", "{owner}.get({key})"),
    Form("python", "{owner}.get({key}, None)"),
    Form("python", "({key} in {owner})"),
    Form("python", "[x[{key}] for x in [{owner}]]"),
    Form("node", "{owner}[{key}];"),
    Form("node", "{owner}?.[{key}];"),
    Form("node", "(({{ {key}: x }}) => x)({owner});"),
    Form("node", "{{ const {{ {key}: x }} = {owner}; }}"),
)
HEADS = {
    "python": "def handler(event, context):\n",
    "node": "export const handler = async (event, context) => {\n",
}


def paths(value: Json, above: Path = ()) -> Iterator[Path]:
    """The way to every key of a value."""
    if isinstance(value, Mapping):
        for name, child in value.items():
            yield (*above, Key(name))
            yield from paths(child, (*above, Key(name)))
    elif isinstance(value, list):
        for item in value[:1]:
            yield from paths(item, (*above, Step.ITEM))


def known_paths(trigger: str) -> list[Path]:
    """The ways to the keys of the samples that are not the user's own."""
    every = (path for sample in contract(trigger).samples for path in paths(sample.event))
    return [path for path in dict.fromkeys(every) if is_described(trigger, path)]


def is_described(trigger: str, path: Path) -> bool:
    owner = look_up(trigger, NO_SETTINGS, Value(Root.EVENT, path[:-1]))
    shapes = owner.shapes if isinstance(owner, Found) else ()
    name = path[-1].name if isinstance(path[-1], Key) else ""
    return any(name in shape.properties for shape in shapes)


def source_of(form: Form, every: list[Path]) -> SourceText:
    """A handler with a line for each path."""
    lines = []
    for path in every:
        owner = "event" + "".join(map(subscript, path[:-1]))
        last = path[-1]
        assert isinstance(last, Key)
        lines.append(f"    {form.code.format(owner=owner, key=json.dumps(last.name))}\n")
    tail = "};\n" if form.language == "node" else "    return None\n"
    return SourceText(HEADS[form.language] + "".join(lines) + tail)


def subscript(step: Key | Step) -> str:
    return f"[{json.dumps(step.name)}]" if isinstance(step, Key) else "[0]"


def last_accesses(form: Form, source: SourceText) -> dict[int, Access]:
    """The last key that is read in each line of a handler, by the number of the line."""
    language = deep_language(form.language)
    assert language is not None
    name = "app.py" if form.language == "python" else "app.mjs"
    flow = language.follow(source, name, Start("handler", HANDLER_ARGUMENTS))
    found: dict[int, Access] = {}
    for access in flow.accesses:
        line = source.position(access.key_span.start).line
        before = found.get(line)
        if before is None or len(before.owner.path) <= len(access.owner.path):
            found[line] = access
    return found


@pytest.mark.parametrize("trigger", IDS)
@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.language} {form.code}")
def test_every_key_of_a_sample_is_known_in_every_form(form: Form, trigger: str) -> None:
    every = known_paths(trigger)
    accesses = last_accesses(form, source_of(form, every))
    for number, path in enumerate(every, 1):
        access = accesses.get(number)
        assert access is not None, path
        if "for x in" not in form.code and "=> x)" not in form.code:
            assert (*access.owner.path, Key(access.key)) == path
        taken = Value(Root.EVENT, (*access.owner.path, Key(access.key)))
        found = look_up(trigger, NO_SETTINGS, taken)
        assert isinstance(found, Found), path
        assert found.shape.description, path


def test_misspelt_keys_of_all_samples_are_found_with_the_right_key() -> None:
    made = hit = 0
    for trigger in IDS:
        for path in known_paths(trigger):
            last = path[-1]
            assert isinstance(last, Key)
            if len(last.name) < SHORTEST or not is_closed(trigger, path[:-1]):
                continue
            for slip in (swapped, shortened, other_case):
                made += 1
                hit += suggestion(trigger, path[:-1], slip(last.name)) == last.name
    assert made > 3_000
    assert hit / made >= 0.95, f"{hit} of {made}"


def is_closed(trigger: str, owner: Path) -> bool:
    return isinstance(
        look_up(trigger, NO_SETTINGS, Value(Root.EVENT, (*owner, Key("\0")))), NoSuchKey
    )


def suggestion(trigger: str, owner: Path, key: str) -> str | None:
    answer = look_up(trigger, NO_SETTINGS, Value(Root.EVENT, (*owner, Key(key))))
    if not isinstance(answer, NoSuchKey):
        return None
    return certainly_meant(key, {name for each in answer.owner.shapes for name in each.properties})
