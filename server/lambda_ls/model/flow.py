"""How code uses what an invocation hands it: the event and the context, whatever the language."""

from __future__ import annotations

from enum import Enum, IntEnum
from typing import Literal, TypeAlias

from msgspec import Struct

from ..text.span import Span
from .module import Import


class Root(str, Enum):
    """What a handler is handed."""

    EVENT = "event"
    CONTEXT = "context"
    DURABLE = "durable"
    """What a durable execution has instead of the context, which AWS's SDK makes."""


class Key(Struct, frozen=True):
    """The value at a key of an object."""

    name: str


class Step(Enum):
    """The steps from a value to one inside it that no key names."""

    ITEM = "item"
    """An item of a list: by a loop or by an index."""
    VALUE = "value"
    """The value of any key of an object: by a loop over its values or by a computed key."""
    JSON = "json"
    """What a string holds once it is parsed as JSON."""
    BASE64 = "base64"
    """What a string holds once it is decoded from base64."""
    GZIP = "gzip"
    """What bytes hold once they are decompressed."""


Path: TypeAlias = tuple[Key | Step, ...]

# What a string holds has the string's own path.
_SHOWN = {Step.ITEM: "[]", Step.VALUE: ".*", Step.JSON: "", Step.BASE64: "", Step.GZIP: ""}


def path_text(path: Path) -> str:
    """A path as people write it: `Records[].s3.object`; empty for the whole value."""
    text = "".join(f".{step.name}" if isinstance(step, Key) else _SHOWN[step] for step in path)
    return text.removeprefix(".")


class Lack(Enum):
    """The two ways in which a key's value can fail to be there."""

    NULL = "null"
    ABSENT = "absent"


class Value(Struct, frozen=True):
    """A value that came with the invocation: the event or the context, or something inside.

    `provided` are the ways of not being there that the code has provided for: after
    `event.get("x") or {}` it is both, after `event.get("x", {})` only `ABSENT`. `data_class` names
    the class that wraps the value (`SQSEvent` of Powertools), whose attributes stand for keys.
    """

    root: Root
    path: Path = ()
    provided: frozenset[Lack] = frozenset()
    data_class: str | None = None


class Catch(IntEnum):
    """What catches an error; of several parts around each other the greatest counts."""

    NOTHING = 0
    """It leaves the function."""
    NET = 1
    """A part at the end of the handler that takes all failures alike: to it a key that is missing
    is a failure, and nothing that the code provides for."""
    PROVISION = 2
    """A part that may be there for keys that are missing, and goes on without them."""


class Form(Enum):
    """How a key is written."""

    SUBSCRIPT = "subscript"
    """`owner["key"]`"""
    GET = "get"
    """`owner.get("key")`"""
    ATTRIBUTE = "attribute"
    """`owner.key`"""
    PATTERN = "pattern"
    """`{ key } = owner`"""
    TEST = "test"
    """`"key" in owner`, which asks whether the key is there"""


Mode: TypeAlias = Literal["read", "write", "delete"]


class Access(Struct, frozen=True):
    """One place that takes a key from a value.

    `key_span` is the key without its quotes, `owner_span` the expression before it (empty at the
    pattern for `PATTERN`), `span` the whole expression, or the entry of a pattern. `is_optional`
    tells that the code provides for the key not being there: a default, a test, `?.` behind it, a
    `try` around it. `is_called` tells that the value is called right away: `owner.key()`. Where it
    `is_caught`, an error that it causes does not leave the handler; it may only be reported there.
    """

    owner: Value
    key: str
    form: Form
    key_span: Span
    owner_span: Span
    span: Span
    mode: Mode = "read"
    is_optional: bool = False
    is_called: bool = False
    is_caught: bool = False


class NameUse(Struct, frozen=True):
    """A variable that holds a value of the invocation. `is_parameter` is true where it is made."""

    name: str
    span: Span
    value: Value
    is_parameter: bool = False


class Handed(Struct, frozen=True):
    """A value that is passed to a call.

    `callee` is what is called as written (`s3.get_object`), and `imported` where that name comes
    from, None where it is no import. The value is the argument at `position` or of the name
    `keyword`, which is also the key in an object literal that is an argument (`{ Key: key }`).
    `span` is the argument's expression.
    """

    value: Value
    span: Span
    callee: str
    imported: Import | None = None
    position: int | None = None
    keyword: str | None = None


Arguments: TypeAlias = tuple[tuple[int | str, Value], ...]
"""What a function is called with: what is known of it, by position or by name."""

HANDLER_ARGUMENTS: Arguments = ((0, Value(Root.EVENT)), (1, Value(Root.CONTEXT)))
"""What Lambda calls a handler with."""

Place: TypeAlias = tuple[Root, Path]
"""A place in the event or in the context."""


class Places(Struct, frozen=True):
    """Places with which code has to do before it passes the event on.

    Those that it writes to, those of which it asks whether they are there, and those whose key it
    looks for. In all of them `Step.VALUE` stands for any key.
    """

    written: frozenset[Place] = frozenset()
    tested: frozenset[Place] = frozenset()
    looked_for: frozenset[Place] = frozenset()

    def __or__(self, other: Places) -> Places:
        """The places of both."""
        return Places(
            self.written | other.written,
            self.tested | other.tested,
            self.looked_for | other.looked_for,
        )


class Taking(Struct, frozen=True):
    """How a wrapper is given a function: as the argument at a position of a call of it.

    Where the wrapper `is_made`, it is not called itself but what a call of it gives:
    `wrap(options)(handler)`.
    """

    position: int = 0
    is_made: bool = False


class Wrapping(Struct, frozen=True):
    """A wrapper around a handler that stands in another file.

    `callee` is the wrapper as written (`http.wrap`), and `imported` where that name comes from.
    `span` is all of the call, or the decorator.
    """

    callee: str
    imported: Import
    taking: Taking
    span: Span

    @property
    def handed(self) -> Handed:
        """The event, which the wrapper gets before the handler."""
        return Handed(Value(Root.EVENT), self.span, self.callee, self.imported)


class Passed(Struct, frozen=True):
    """What a wrapper calls the function with that it is given.

    `caught` is what catches the errors of that function there. `places` are those with which the
    wrapper has to do.
    """

    arguments: Arguments
    caught: Catch
    places: Places


class Start(Struct, frozen=True):
    """A function to be followed, and what it is called with.

    A handler's wrappers are seen through. Of those that stand in other files these are the
    `through` outermost; what they call it with, and what else they do, has been found out before.
    With `taking` the function is such a wrapper, and what it makes is followed.
    """

    symbol: str
    arguments: Arguments
    through: int = 0
    caught: Catch = Catch.NOTHING
    places: Places = Places()
    taking: Taking | None = None

    @property
    def is_handler(self) -> bool:
        """Whether Lambda calls the function, or its wrapper."""
        return self.through > 0 or self.arguments == HANDLER_ARGUMENTS


class Flow(Struct, frozen=True, eq=False):
    """What one file does with the values that a function of it is called with.

    Everything is in the order of the text. Functions of the same file that get a value are
    followed; calls of others are in `handed`. What is uncertain (a name that is bound again,
    a computed key, an unknown wrapper) is not there at all. `wrapping` is the wrapper of another
    file through which the function has not been seen yet, so that there is nothing else. `passed`
    is what a wrapper that was followed calls the function with that it is given, None where that
    cannot be told. `is_durable` tells that the SDK of durable executions stands before the handler.
    """

    names: tuple[NameUse, ...] = ()
    accesses: tuple[Access, ...] = ()
    handed: tuple[Handed, ...] = ()
    wrapping: Wrapping | None = None
    passed: Passed | None = None
    is_durable: bool = False


class Sketch(Struct, frozen=True):
    """A source text in which the key under the cursor is written out so that it can be followed.

    `key` is that made-up key. In the real text `replace` is what has been typed of the key,
    `before` and `after` what must be written around a chosen key (quotes, brackets).
    After a dot only identifiers fit; `dotted` is then the range from the dot on, in whose place
    other keys can be written as `["key"]`, and None everywhere else. `is_quoted` tells that the key
    stands in quotes, where any key fits.
    """

    source: str
    key: str
    replace: Span
    before: str = ""
    after: str = ""
    dotted: Span | None = None
    is_quoted: bool = False
