"""Keys and values that a deployment refuses, where it is certain what was meant."""

from __future__ import annotations

from collections.abc import Iterator

from ..aws.properties import PropertyNames
from ..model.function import UnknownProperty
from ..model.place import Spanned
from ..text.similar import certainly_meant
from ..text.tree import Entry, Mapping
from .calls import literal
from .located import Located


def unknown_names(located: Located, names: PropertyNames, owner: str) -> Iterator[UnknownProperty]:
    """The unknown keys of a mapping of properties, and the unknown values of its enumerations."""
    mapping = located.node
    if not isinstance(mapping, Mapping) or mapping.tag or _is_generated(mapping):
        return
    for entry in mapping:
        if names.properties and entry.key.text not in names.properties:
            yield from _unknown_key(located, entry, names, owner)
        elif entry.key.text in names.values:
            yield from _unknown_values(located, entry, names, owner)


def _is_generated(mapping: Mapping) -> bool:
    """Whether a macro or a loop adds keys that cannot be seen."""
    return any(entry.key.text.startswith("Fn::") for entry in mapping)


def _unknown_key(
    located: Located, entry: Entry, names: PropertyNames, owner: str
) -> Iterator[UnknownProperty]:
    absent = (name for name in names.properties if name not in located.mapping)
    meant = certainly_meant(entry.key.text, absent)
    if meant:
        yield UnknownProperty(located.key(entry), meant, owner)


def _unknown_values(
    located: Located, entry: Entry, names: PropertyNames, owner: str
) -> Iterator[UnknownProperty]:
    name = entry.key.text
    accepted = names.values[name]
    for value in located.at(entry.value).items():
        text = value.text
        if text is None or not isinstance(literal(text), str):
            continue
        if (text.lower() if name in names.any_case else text) in accepted:
            continue
        meant = certainly_meant(text, accepted)
        if meant:
            yield UnknownProperty(Spanned(text, value.place), meant, owner, is_value=True, of=name)
