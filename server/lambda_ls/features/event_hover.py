"""What is known of an event key, a context member or a variable that holds one, as Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from ..aws.data import Json
from ..model.flow import Lack, Root, path_text
from ..model.trigger import Trigger
from ..triggers.catalogue import definition
from ..triggers.context import ContextMember, context_of
from ..triggers.contract import contract
from ..triggers.lookup import Found
from ..triggers.shape import Shape
from ..workspace.events import meanings_of, member_of
from ..workspace.snapshot import Snapshot
from .events import Taken, taken_at
from .markdown import SEPARATOR, block, code, codes, paragraphs
from .results import Hover
from .trigger_words import trigger_title

_SHOWN = 4
_CONTEXT = "**Context** of the invocation"
_LANGUAGES = {"python": "python", "node": "javascript"}


def event_hover(snapshot: Snapshot, path: str, offset: int) -> Hover | None:
    """What the code takes from an invocation at an offset; None where nothing is known of it."""
    found = taken_at(snapshot, path, offset)
    if not found:
        return None
    is_event = found[0].value.root is Root.EVENT
    parts = _event(found) if is_event else _context(found[0])
    text = SEPARATOR.join(tuple(dict.fromkeys(parts))[:_SHOWN])
    return Hover(found[0].span, text) if text else None


def member_markdown(member: ContextMember, language: str) -> str:
    """All that is to be said of a member of the context."""
    until = f"Only up to `{member.until}`." if member.until else ""
    since = f"From `{member.since}` on." if member.since else ""
    null = "Can be null." if member.is_nullable and language == "node" else ""
    none = "Can be None." if member.is_nullable and language == "python" else ""
    example = f"Example: {code(member.example)}" if member.example else ""
    return paragraphs(
        block(member.signature or f"{member.name}: {member.type}", _LANGUAGES[language]),
        member.description,
        " ".join(filter(None, (null, none, until, since))),
        example,
    )


def value_markdown(found: Found) -> str:
    """The description of a value, when it is not there, and an example."""
    return paragraphs(found.shape.description, _lacks(found), _example(found.shape))


def type_text(shapes: Iterable[Shape]) -> str:
    """The types of a value in a few words."""
    types = sorted({kind for shape in shapes for kind in shape.types})
    return " or ".join(types) or "any"


def _event(found: tuple[Taken, ...]) -> Iterator[str]:
    """One part for each trigger, whichever functions it invokes."""
    for taken in found:
        for trigger, value in meanings_of(taken.value, _known(taken)):
            yield (
                _value(taken, trigger, value) if taken.value.path else _whole(taken, trigger, value)
            )
        if not taken.value.path:
            yield from _unknown(taken)


def _known(taken: Taken) -> tuple[Trigger, ...]:
    return tuple(each for each in taken.facts.triggers if each.open_reason is None)


def _value(taken: Taken, trigger: Trigger, found: Found) -> str:
    title = f"**{code(path_text(taken.value.path))}** {type_text(found.shapes)} · {_title(trigger)}"
    return paragraphs(title, value_markdown(found), _link(trigger))


def _whole(taken: Taken, trigger: Trigger, found: Found) -> str:
    """The event itself: its keys, and what becomes of the outcome."""
    invocation = contract(trigger.id).invocation
    keys = [name for shape in found.shapes for name in shape.properties]
    return paragraphs(
        f"**Event** of {code(taken.facts.function.name)} · {_title(trigger)}",
        found.shape.description,
        f"Keys: {codes(dict.fromkeys(keys))}" if keys else "",
        f"- Returned value: {invocation.result}\n- On failure: {invocation.failure}",
        _link(trigger),
    )


def _unknown(taken: Taken) -> Iterator[str]:
    """Why nothing is known of the event of a function."""
    title = f"**Event** of {code(taken.facts.function.name)}"
    for trigger in taken.facts.triggers:
        if trigger.open_reason is not None:
            yield paragraphs(
                f"{title} · {_title(trigger)}", f"Can be anything: {trigger.open_reason}."
            )
    if not taken.facts.triggers:
        yield paragraphs(title, "No template of this workspace shows what invokes the function.")


def _context(taken: Taken) -> Iterator[str]:
    language = taken.code.language.name
    context = context_of(language, taken.value.root)
    if context is None:
        return
    member = member_of(language, taken.value)
    if member is not None:
        yield paragraphs(member_markdown(member, language), f"[Context]({context.docs})")
    elif not taken.value.path:
        members = "\n".join(
            f"- {code(each.signature or each.name)}" for each in context.members.values()
        )
        is_durable = taken.value.root is Root.DURABLE
        title = "**Durable context** of the execution" if is_durable else _CONTEXT
        yield paragraphs(title, members, f"[Context]({context.docs})")


def _title(trigger: Trigger) -> str:
    return code(trigger_title(trigger))


def _link(trigger: Trigger) -> str:
    known = definition(trigger.id)
    return f"[{known.title} events]({known.docs})" if known else ""


def _lacks(found: Found) -> str:
    parts = []
    if Lack.ABSENT in found.lacks:
        parts.append("Not always there.")
    if Lack.NULL in found.lacks:
        parts.append("Can be null.")
    return " ".join(parts)


def _example(shape: Shape) -> str:
    examples: tuple[Json, ...] = shape.allowed or shape.examples[:1]
    shown = ", ".join(code(json.dumps(each, ensure_ascii=False)) for each in examples)
    word = "Values" if shape.allowed else "Example"
    return f"{word}: {shown}" if shown else ""
