"""Ruby: handlers name a file and a method of it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from msgspec import Struct

from ..model.handler import Malformation, MalformedName, OpaqueName, ParsedHandler
from ..text.source import SourceText
from ..text.span import Span
from .base import Definition
from .length import too_long

_LINE = re.compile(
    r"^=begin\b(?s:.*?)(?:^=end\b|\Z)"
    r"|^__END__$(?s:.*)"
    r"|^(?P<indent>[ \t]*)(?:"
    r"(?P<kind>class|module)[ \t]+(?P<type>[A-Z]\w*(?:::[A-Z]\w*)*)"
    r"|(?P<eigen>class[ \t]*<<[ \t]*self)\b"
    r"|(?:(?:public|private|protected|private_class_method|module_function)[ \t]+)?"
    r"def[ \t]+(?P<self>self\.)?(?P<method>[^\W\d]\w*[?!]?)"
    r")",
    re.MULTILINE,
)
_FORM = (
    "must be of form FILENAME.METHOD or FILENAME.CLASS.METHOD where FILENAME corresponds with an "
    "existing Ruby source file FILENAME.rb"
)
_NO_FILE = "LoadError: cannot load such file -- "
_OPAQUE = "Ruby code is only searched: what it defines when it runs cannot be told"


class RubyLanguage:
    """Ruby; implements `languages.base.SearchedLanguage`."""

    name = "ruby"
    extensions: tuple[str, ...] = (".rb",)

    def parse_handler(self, handler: str) -> ParsedHandler:
        """`file.method` or `file.Module::Class.method`, split at every dot."""
        long = too_long(handler)
        if long:
            return long
        if not handler:
            return MalformedName(handler, Malformation.EMPTY, _invalid(handler))
        # String#split of Ruby leaves out empty parts at the end.
        parts = handler.rstrip(".").split(".")
        if len(parts) not in (2, 3):
            return MalformedName(handler, _fault(handler, parts), _invalid(handler))
        if parts[0]:
            return OpaqueName(handler, _OPAQUE)
        if handler.startswith("./"):
            return MalformedName(handler, Malformation.RELATIVE, _NO_FILE, handler[2:])
        return MalformedName(handler, Malformation.NO_MODULE, _NO_FILE)

    def wanted(self, handler: str) -> tuple[str, ...]:
        """`app.rb#handler` or `app.rb#Module::Class.handler`, first with the file's folder."""
        file, _, method = handler.partition(".")
        if not method:
            return ()
        *folders, name = file.split("/")
        key = f"{name}.rb#{method}"
        return (f"{folders[-1]}/{key}", key) if folders else (key,)

    def definitions(self, source: SourceText, path: str) -> tuple[Definition, ...]:
        """The methods that can be called without an object.

        Of several with one name the last one counts, as in Ruby.
        """
        folder, file = os.path.split(path)
        spans = dict(_methods(source.text))
        names = (file, f"{os.path.basename(folder)}/{file}")
        return tuple(
            Definition(f"{name}#{method}", span) for method, span in spans.items() for name in names
        )


class _Scope(Struct, frozen=True):
    """A class or module; with `own` its methods can be called on itself."""

    indent: int
    name: str
    own: bool


_FILE = _Scope(-1, "", True)


def _methods(text: str) -> Iterator[tuple[str, Span]]:
    """The methods with the names of their classes; nesting is read off the indentation."""
    scopes = [_FILE]
    for match in _LINE.finditer(text):
        if match["indent"] is None:
            continue
        indent = len(match["indent"])
        while scopes[-1].indent >= indent:
            scopes.pop()
        if match["method"] is None:
            scopes.append(_scope(match, indent, scopes[-1]))
        elif scopes[-1].own or match["self"]:
            name = f"{scopes[-1].name}.{match['method']}".lstrip(".")
            yield name, Span(*match.span("method"))


def _scope(match: re.Match[str], indent: int, outer: _Scope) -> _Scope:
    if match["eigen"]:
        return _Scope(indent, outer.name, own=True)
    name = f"{outer.name}::{match['type']}".lstrip(":")
    # Methods of a module can be made its own by a line elsewhere (`extend self`).
    return _Scope(indent, name, own=match["kind"] == "module")


def _fault(handler: str, parts: list[str]) -> Malformation:
    if len(parts) > 1:
        parent = handler.startswith("../")
        return Malformation.PARENT_FOLDER if parent else Malformation.FORM
    return Malformation.NO_FUNCTION if handler.endswith(".") else Malformation.NO_DOT


def _invalid(handler: str) -> str:
    return f"ArgumentError: Invalid handler {handler}, {_FORM}"
