"""Changes to the text of a JavaScript or TypeScript handler."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from textwrap import indent

from lambda_ls.languages.syntax import SyntaxTree
from lambda_ls.text.edits import TextEdit
from lambda_ls.text.span import Span
from tree_sitter import Node

FUNCTIONS = frozenset(
    {"arrow_function", "function_declaration", "function_expression", "method_definition"}
    | {"generator_function", "generator_function_declaration"}
)
_LEAVING = frozenset({"return_statement", "throw_statement"})
_MODULE = ("import_statement", "export_statement")
_STEP = "  "


class NodeText:
    """Implements the Protocol `Writer`."""

    def __init__(self, tree: SyntaxTree, node: Node) -> None:
        self._tree = tree
        self._node = node

    @property
    def is_module(self) -> bool:
        """Whether the file is written with `import` and `export`."""
        return any(each.type in _MODULE for each in self._tree.root.named_children)

    @property
    def event(self) -> str:
        """The first parameter where it is a plain name."""
        return self._parameter(0)

    @property
    def callback(self) -> str:
        """The third parameter."""
        return self._parameter(2)

    def beside(self, path: str, lines: str) -> tuple[str, str]:
        """A module in the same style, whose functions are all exported."""
        names = ", ".join(re.findall(r"^function (\w+)", lines, re.MULTILINE))
        end = f"export {{ {names} }};" if self.is_module else f"module.exports = {{ {names} }};"
        file = f"answers{os.path.splitext(path)[1]}"
        return os.path.join(os.path.dirname(path), file), f"{lines}\n\n{end}\n"

    def at_start(self, lines: str) -> TextEdit | None:
        """At the start of the block, which an arrow's expression gets where it has none."""
        body = self._node.child_by_field_name("body")
        if body is None:
            return None
        if body.type != "statement_block":
            text = f"{{\n{indent(lines, _STEP)}\n{_STEP}return {self._tree.text(body)};\n}}"
            return TextEdit(self._tree.span(body), text)
        start = self._tree.span(body).start + 1
        first = next(iter(body.named_children), None)
        is_below = first is not None and first.start_point.row > body.start_point.row
        column = " " * first.start_point.column if first is not None and is_below else _STEP
        end = "" if is_below else "\n"
        return TextEdit(_empty(start), f"\n{indent(lines, column)}{end}")

    def guarded(self, lines: str) -> TextEdit | None:
        """Where the event has very many keys, or else now and then."""
        large = f"Object.keys({self.event}).length > 99"
        condition = large if self.event else "Date.now() % 2 === 0"
        return self.at_start(f"if ({condition}) {{\n{indent(lines, _STEP)}\n}}")

    def imported(self, lines: str) -> TextEdit:
        """Behind the directives, in the way that the file takes modules."""
        if self.is_module:
            lines = re.sub(r"const (.+?) = require\((.+?)\);", r"import \1 from \2;", lines)
        for statement in self._tree.root.named_children:
            inner = statement.named_children
            is_directive = statement.type == "expression_statement" and inner[0].type == "string"
            if statement.type not in ("comment", "hash_bang_line") and not is_directive:
                return TextEdit(_empty(self._tree.span(statement).start), f"{lines}\n")
        return TextEdit(_empty(0), f"{lines}\n")

    def at_top(self, lines: str) -> TextEdit:
        """Before the statement that holds the function."""
        top = self._node
        while top.parent is not None and top.parent.parent is not None:
            top = top.parent
        return TextEdit(_empty(self._tree.span(top).start), f"{lines}\n\n")

    def caught(self, lines: str) -> TextEdit | None:
        """At the end of the first `catch` with a name."""
        for clause in self.own("catch_clause"):
            name, body = (clause.child_by_field_name(each) for each in ("parameter", "body"))
            if name is None or name.type != "identifier" or body is None:
                continue
            last = next(reversed([e for e in body.named_children if e.type != "comment"]), None)
            if last is None or last.type not in _LEAVING | {"expression_statement"}:
                continue
            text = lines.replace("ERROR", self._tree.text(name))
            column = " " * last.start_point.column
            if last.type in _LEAVING:
                return TextEdit(self._tree.span(last), indent(text, column).lstrip())
            return TextEdit(_empty(self._tree.span(last).end), f"\n{indent(text, column)}")
        return None

    def returned(self) -> list[Node]:
        """The objects that it returns as they are written."""
        returned = [each.named_children for each in self.own("return_statement")]
        return [each[0] for each in returned if each and each[0].type == "object"]

    def entry(self, record: Node, key: str) -> Node | None:
        """The pair with this key."""
        for pair in record.named_children:
            name = pair.child_by_field_name("key") if pair.type == "pair" else None
            if name is not None and self._tree.text(name).strip("\"'") == key:
                return pair
        return None

    def own(self, kind: str) -> list[Node]:
        """The nodes of a type that are no other function's."""
        return list(_own(self._node, kind))

    def _parameter(self, position: int) -> str:
        single = self._node.child_by_field_name("parameter")
        listed = self._node.child_by_field_name("parameters")
        given = [single] if single is not None else listed.named_children if listed else []
        named = [each for each in given if each.type != "comment"]
        if position >= len(named):
            return ""
        node: Node | None = named[position]
        if node is not None and node.type in ("required_parameter", "optional_parameter"):
            node = node.child_by_field_name("pattern")
        return self._tree.text(node) if node is not None and node.type == "identifier" else ""


def _own(node: Node, kind: str) -> Iterator[Node]:
    for child in node.named_children:
        if child.type == kind:
            yield child
        if child.type not in FUNCTIONS and child.type != "class_declaration":
            yield from _own(child, kind)


def _empty(offset: int) -> Span:
    return Span(offset, offset)
