"""The members of the context objects that handlers get beside the event."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from msgspec import Struct, field

from ..aws.data import JsonObject, as_list, as_object, as_optional_text, as_text, packaged
from ..model.flow import Root

_NUMBER = re.compile(r"\d+")


class ContextMember(Struct, frozen=True):
    """A member of the context.

    `signature` is a method's (`getRemainingTimeInMillis(): number`), empty for a property.
    `until` is the last runtime that has it (`nodejs22.x`), `since` the first one; empty where all
    have it. Assigning to a member has no effect in Lambda unless it `is_settable`. Where it
    `is_open` it can hold more than the listed members: content of the caller's. One that
    `is_context` is Lambda's own context, behind that of a durable execution.
    """

    name: str
    type: str
    description: str
    example: str
    signature: str
    is_nullable: bool
    is_settable: bool
    is_open: bool
    until: str
    since: str
    is_context: bool
    members: Mapping[str, ContextMember] = field(default_factory=dict)

    @property
    def is_method(self) -> bool:
        """Whether it must be called."""
        return bool(self.signature)

    def is_gone_in(self, runtime: str) -> bool:
        """Whether a runtime of the same language is newer than the last one that has it."""
        return bool(self.until) and _version(runtime) > _version(self.until)


class Context(Struct, frozen=True):
    """A context of one language; `docs` is its page of the documentation.

    `title` is what people call it.
    """

    title: str
    docs: str
    members: Mapping[str, ContextMember]

    @property
    def own(self) -> ContextMember | None:
        """The member that is Lambda's own context, where this one stands before it."""
        return next((each for each in self.members.values() if each.is_context), None)


@cache
def context_of(language: str, root: Root = Root.CONTEXT) -> Context | None:
    """The context of a language (`python`, `node`); None where it is not known.

    It is that which Lambda hands to handlers, or the one that durable executions have instead.
    """
    if language not in ("python", "node"):
        return None
    name = f"durable-{language}" if root is Root.DURABLE else language
    data = packaged(__package__, "contexts", f"{name}.json")
    return Context(as_text(data["title"]), as_text(data["docs"]), _members(data, language))


def _members(data: JsonObject, language: str) -> Mapping[str, ContextMember]:
    if data.get("context"):
        own = context_of(language)
        return own.members if own is not None else {}
    listed = (as_object(each) for each in as_list(data.get("members", ())))
    return {as_text(each["name"]): _member(each, language) for each in listed}


def _member(data: JsonObject, language: str) -> ContextMember:
    return ContextMember(
        name=as_text(data["name"]),
        type=as_text(data["type"]),
        description=as_text(data["description"]),
        example=_text(data, "example"),
        signature=_text(data, "signature"),
        is_nullable=bool(data.get("nullable")),
        is_settable=bool(data.get("settable")),
        is_open=bool(data.get("open")),
        until=_text(data, "until"),
        since=_text(data, "since"),
        is_context=bool(data.get("context")),
        members=_members(data, language),
    )


def _version(runtime: str) -> tuple[int, ...]:
    return tuple(int(number) for number in _NUMBER.findall(runtime))


def _text(data: JsonObject, key: str) -> str:
    return as_optional_text(data.get(key)) or ""
