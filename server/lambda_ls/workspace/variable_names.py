"""The names of environment variables, and where code writes them out."""

from __future__ import annotations

from msgspec import Struct

from ..model.environment import Mode, VariableUse
from ..model.place import Place
from ..model.term import Constant, Imported
from ..text.span import Span
from .bodies import BodyReader, CodeBodies
from .callees import find_callee
from .code import CodeReader
from .flows import CodeText


class Named(Struct, frozen=True):
    """The name of a variable where code says it; `literal` is where it is written out.

    With `binds` the code gives the same name to what it takes, in a pattern.
    """

    name: str
    code: CodeText
    span: Span
    literal: Place | None
    binds: bool = False

    @property
    def place(self) -> Place | None:
        """Where code says it; None where the template writes that otherwise."""
        return self.code.place(self.span)


class VariableRead(Struct, frozen=True, eq=False):
    """A use of a variable by one function.

    `is_init` tells that it happens while the function starts, `is_certain` that it happens whatever
    an invocation brings.
    """

    named: Named
    mode: Mode
    is_init: bool
    is_certain: bool

    @property
    def name(self) -> str:
        """The variable's name."""
        return self.named.name

    @property
    def place(self) -> Place | None:
        """Where code names it; None where the template writes that otherwise."""
        return self.named.place


class VariableNames:
    """Looks up what uses of variables name."""

    def __init__(self, bodies: BodyReader, code: CodeReader) -> None:
        self._bodies = bodies
        self._code = code

    def named(self, within: CodeBodies, use: VariableUse) -> Named | None:
        """What a use names, whatever the function around it is called with."""
        code = within.code
        if isinstance(use.name, Imported):
            return self._elsewhere(within, use.name, use.span)
        if not isinstance(use.name, Constant) or not isinstance(use.name.value, str):
            return None
        name = use.name.value
        return Named(name, code, use.span, _literal(within, name, use.span), use.binds)

    def _elsewhere(self, within: CodeBodies, name: Imported, span: Span) -> Named | None:
        """A constant of another file."""
        if within.code.inline is not None:
            return None
        path, folder = within.code.path, within.folder
        found = find_callee(self._code, path, name.imported, name.callee, folder)
        there = self._bodies.file(found.path, folder) if found else None
        constant = there.bodies.constant(found.export.name) if found and there else None
        if there is None or constant is None or not isinstance(constant.value, str):
            return None
        text = constant.value
        literal = _literal(there, text, _inside(there, text, constant.spot.span))
        return Named(text, within.code, span, literal)


def named_by(within: CodeBodies, term: Constant) -> Named | None:
    """The variable that a constant names which is passed to a function."""
    if not isinstance(term.value, str):
        return None
    span = _inside(within, term.value, term.spot.span)
    return Named(term.value, within.code, span, _literal(within, term.value, span))


def _inside(within: CodeBodies, text: str, span: Span) -> Span:
    """The range of a text without the quotes around it."""
    written = within.code.source.slice(span)
    at = written.find(text)
    is_quoted = at >= 0 and not written.replace(text, "", 1).strip("rRuU'\"`")
    return Span(span.start + at, span.start + at + len(text)) if is_quoted else span


def _literal(within: CodeBodies, name: str, span: Span) -> Place | None:
    """Where the name is written out: here, or where the constant that stands here is made."""
    written = within.code.source.slice(span)
    if written == name:
        return within.code.place(span)
    constant = within.bodies.constant(written)
    if constant is None or constant.value != name:
        return None
    inside = _inside(within, name, constant.spot.span)
    return within.code.place(inside) if within.code.source.slice(inside) == name else None
