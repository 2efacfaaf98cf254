"""Changes to the text of a Python handler."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from textwrap import indent

from lambda_ls.languages.syntax import SyntaxTree
from lambda_ls.text.edits import TextEdit
from lambda_ls.text.span import Span
from tree_sitter import Node

_INNER = frozenset({"class_definition", "function_definition", "lambda"})
_STEP = "    "
_LEAVING = frozenset({"pass_statement", "raise_statement", "return_statement"})
_LAST = _LEAVING | {"expression_statement"}


class PythonText:
    """Implements the Protocol `Writer`."""

    def __init__(self, tree: SyntaxTree, node: Node) -> None:
        self._tree = tree
        self._node = node

    @property
    def event(self) -> str:
        """The first parameter that is not the method's own object."""
        parameters = self._node.child_by_field_name("parameters")
        names = [self._tree.text(each) for each in parameters.named_children] if parameters else []
        first = next((each for each in names if each not in ("self", "cls")), "")
        return re.split(r"[:=]", first)[0].strip().lstrip("*") if "*" not in first else ""

    @property
    def callback(self) -> str:
        """Python has none."""
        return ""

    def beside(self, path: str, lines: str) -> tuple[str, str]:
        """A module of the same folder."""
        return os.path.join(os.path.dirname(path), "answers.py"), f"{lines}\n"

    def at_start(self, lines: str) -> TextEdit | None:
        """Behind the docstring."""
        body = self._node.child_by_field_name("body")
        if body is None or body.type != "block":
            return None
        statements = [each for each in body.named_children if each.type != "comment"]
        is_described = len(statements) > 1 and _is_text(statements[0])
        return self._before(statements[1 if is_described else 0], lines)

    def guarded(self, lines: str) -> TextEdit | None:
        """Where the event has very many keys."""
        if not self.event:
            return None
        return self.at_start(f"if len({self.event}) > 99:\n{indent(lines, _STEP)}")

    def imported(self, lines: str) -> TextEdit:
        """Behind the docstring and what must come before imports."""
        for statement in self._tree.root.named_children:
            is_first = statement.type in ("comment", "future_import_statement")
            if not is_first and not _is_text(statement):
                return TextEdit(_empty(self._tree.span(statement).start), f"{lines}\n")
        return TextEdit(_empty(0), f"{lines}\n")

    def at_top(self, lines: str) -> TextEdit:
        """Before the definition, or the class around it."""
        top = self._node
        while top.parent is not None and top.parent.parent is not None:
            top = top.parent
        return TextEdit(_empty(self._tree.span(top).start), f"{lines}\n\n\n")

    def caught(self, lines: str) -> TextEdit | None:
        """At the end of the first `except` with a name."""
        for clause in self.own("except_clause"):
            name = next(iter(self._tree.find(clause, "as_pattern_target")), None)
            block = next((each for each in clause.named_children if each.type == "block"), None)
            last = block.named_children[-1] if block and block.named_children else None
            if name is None or last is None or last.type not in _LAST:
                continue
            text = lines.replace("ERROR", self._tree.text(name))
            if last.type in _LEAVING:
                return TextEdit(self._tree.span(last), indent(text, self._column(last)).lstrip())
            end = self._tree.span(last).end
            return TextEdit(_empty(end), f"\n{indent(text, self._column(last))}")
        return None

    def returned(self) -> list[Node]:
        """The dictionaries that it returns as they are written."""
        returned = [each.named_children for each in self.own("return_statement")]
        return [each[0] for each in returned if each and each[0].type == "dictionary"]

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

    def _before(self, statement: Node, lines: str) -> TextEdit:
        column = self._column(statement)
        text = f"{indent(lines, column).lstrip()}\n{column}"
        return TextEdit(_empty(self._tree.span(statement).start), text)

    def _column(self, statement: Node) -> str:
        source = self._tree.source
        return " " * source.position(self._tree.span(statement).start).column


def _own(node: Node, kind: str) -> Iterator[Node]:
    for child in node.named_children:
        if child.type == kind:
            yield child
        if child.type not in _INNER:
            yield from _own(child, kind)


def _is_text(statement: Node) -> bool:
    inner = statement.named_children
    is_expression = statement.type == "expression_statement"
    return is_expression and len(inner) == 1 and inner[0].type == "string"


def _empty(offset: int) -> Span:
    return Span(offset, offset)
