"""The conditions and words that the rules on events and contexts share."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from ..model.finding import Fix, Replace
from ..model.flow import Access, Form
from ..model.place import Place
from ..text.span import Span
from ..triggers.lookup import NoSuchKey
from ..workspace.events import EventUse, Meaning
from ..workspace.facts import FunctionFacts
from ..workspace.flows import CodeText

_ERRORS_OF_PYTHON = {Form.SUBSCRIPT: "KeyError", Form.ATTRIBUTE: "AttributeError"}
_ASKING = frozenset({Form.GET, Form.TEST})

# Between names that are tried one after the other lie few lines, and one of these words; behind the
# first one of `get` comes the default.
_CLOSE = 4
_OTHERWISE = re.compile(r"""^["']\s*,|\|\||\?\?|\?(?![.?])|\b(?:or|else|except|catch)\b""")


def reads(facts: FunctionFacts) -> Iterator[EventUse]:
    """What the code reads from the event, where every trigger of the function is known for it."""
    if not facts.event.is_certain:
        return
    for use in facts.event.events:
        if use.access.mode == "read" and len(use.meanings) == len(facts.triggers):
            yield use


def missing(use: EventUse) -> tuple[NoSuchKey, ...]:
    """What each trigger says of a key that none of them sends; empty where one may send it."""
    answers = tuple(each.answer for each in use.meanings)
    found = tuple(each for each in answers if isinstance(each, NoSuchKey))
    return found if len(found) == len(answers) else ()


def is_asked_for(facts: FunctionFacts, use: EventUse) -> bool:
    """Whether Python code that would fail at a key asks elsewhere whether the key is there."""
    if use.code.language.name != "python" or use.access.form not in _ERRORS_OF_PYTHON:
        return False
    return any(
        other.access.form in _ASKING and _are_same(use, other) for other in facts.event.events
    )


def is_one_of_several(facts: FunctionFacts, use: EventUse, keys: Collection[str]) -> bool:
    """Whether the code tries several names, another key of the object right before or after."""
    return any(
        other.access.key in keys
        and other.access.owner.path == use.access.owner.path
        and other.place.path == use.place.path
        and _are_alternatives(use, other)
        for other in facts.event.events
    )


def is_tried(use: EventUse) -> bool:
    """Whether the code goes on where the key is not there."""
    return use.access.is_optional or use.access.form in _ASKING


def consequence(use: EventUse) -> str:
    """What a read of a key that is not there does."""
    if use.access.form is Form.TEST:
        return "this test will never find it"
    if use.code.language.name == "python":
        error = _ERRORS_OF_PYTHON.get(use.access.form)
        if error is None:
            return "its value will always be None"
        return "it is never there" if use.access.is_optional else failing(use.access, error)
    return "its value will always be undefined"


def failing(access: Access, error: str) -> str:
    """What happens where the code takes something that raises an error."""
    return f"this will raise {error}" if access.is_caught else f"the handler will fail with {error}"


def never_sent(meanings: tuple[Meaning, ...], key: str) -> str:
    """That none of the triggers sends a key."""
    verb = "sends" if len({each.trigger.title for each in meanings}) == 1 else "send"
    return f"{sent_by(meanings)} never {verb} `{key}`"


def sent_by(meanings: tuple[Meaning, ...]) -> str:
    """The triggers, for people."""
    return " and ".join(dict.fromkeys(each.trigger.title for each in meanings))


def rewrite(title: str, code: CodeText, span: Span, text: str, *, safe: bool) -> tuple[Fix, ...]:
    """The fix that replaces a range of code; none where the template writes it otherwise."""
    place = code.place(span)
    return (Fix(title, safe, (Replace(place, text),)),) if place else ()


def change_key(facts: FunctionFacts, use: EventUse, key: str) -> tuple[Fix, ...]:
    """The fix that writes another key; none where it would have to be written in another way.

    What Python code only does with the key where it is there gets the new one along with the test:
    it would fail as soon as that holds.
    """
    places: dict[Place, str] = {}
    for each in (use, *_relying(facts, use)):
        if each.access.form in (Form.ATTRIBUTE, Form.PATTERN) and not key.isidentifier():
            return ()
        # The name that a pattern binds stays, as other code uses it.
        places[each.place] = f"{key}: {use.access.key}" if _is_bound_by_its_key(each) else key
    changes = tuple(Replace(place, text) for place, text in places.items())
    return (Fix(f"Change to `{key}`", False, changes),)


def _relying(facts: FunctionFacts, use: EventUse) -> Iterator[EventUse]:
    """The uses of a key that would fail if it was not for a look whether the key is there."""
    if use.access.form not in _ASKING or use.code.language.name != "python":
        return
    for other in facts.event.events:
        if other.access.form in _ERRORS_OF_PYTHON and _are_same(use, other):
            yield other


def _is_bound_by_its_key(use: EventUse) -> bool:
    """Whether it is an entry of a pattern that binds a name of the same spelling: `{ key }`."""
    entry = use.code.source.slice(use.access.span)
    key = use.access.key
    is_name = use.access.form is Form.PATTERN and entry.startswith(key)
    return is_name and not entry[len(key) :].lstrip().startswith(":")


def _are_same(one: EventUse, other: EventUse) -> bool:
    """Whether two uses are about the same key of the same part of the event."""
    is_same_key = one.access.key == other.access.key
    return is_same_key and one.access.owner.path == other.access.owner.path


def _are_alternatives(one: EventUse, other: EventUse) -> bool:
    first, second = sorted((one.access.key_span, other.access.key_span))
    between = one.code.source.slice(Span(first.end, max(first.end, second.start)))
    return between.count("\n") <= _CLOSE and bool(_OTHERWISE.search(between))
