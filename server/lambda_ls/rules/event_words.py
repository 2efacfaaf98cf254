"""The conditions and words that the rules on events and contexts share."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.finding import Fix, Replace
from ..model.flow import Form
from ..text.span import Span
from ..triggers.lookup import NoSuchKey
from ..workspace.events import EventUse, Meaning
from ..workspace.facts import FunctionFacts
from ..workspace.flows import CodeText

_FAILS_IN_PYTHON = {
    Form.SUBSCRIPT: "the handler will fail with KeyError",
    Form.ATTRIBUTE: "the handler will fail with AttributeError",
}


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


def consequence(use: EventUse) -> str:
    """What a read of a key that is not there does."""
    if use.code.language.name == "python":
        return _FAILS_IN_PYTHON.get(use.access.form, "its value will always be None")
    return "its value will always be undefined"


def sent_by(meanings: tuple[Meaning, ...]) -> str:
    """The triggers, for people."""
    return " and ".join(dict.fromkeys(each.trigger.title for each in meanings))


def rewrite(title: str, code: CodeText, span: Span, text: str, *, safe: bool) -> tuple[Fix, ...]:
    """The fix that replaces a range of code; none where the template writes it otherwise."""
    place = code.place(span)
    return (Fix(title, safe, (Replace(place, text),)),) if place else ()


def change_key(use: EventUse, key: str) -> tuple[Fix, ...]:
    """The fix that writes another key; none where it would have to be written in another way."""
    if use.access.form in (Form.ATTRIBUTE, Form.PATTERN) and not key.isidentifier():
        return ()
    return (Fix(f"Change to `{key}`", False, (Replace(use.place, key),)),)
