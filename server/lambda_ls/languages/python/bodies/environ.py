"""The expressions that stand for `os.environ`, and those that name a variable in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tree_sitter import Node

from ....model.term import OPAQUE, Constant, Imported, Parameter, Term
from ....text.source import SourceText, read_once
from ....text.span import Span
from ...flows.known import Outside
from ..bindings import Binding
from .names import Variable

if TYPE_CHECKING:
    from .bodies import PythonBody

_WORDS = re.compile(r"environ|getenv|putenv|unsetenv")
_NAMES = ("environ", "environb")
_ENVIRON = frozenset(f"os.{name}" for name in _NAMES)
_ALIAS = re.compile(r"(\w+)\s*=\s*(?:\w+\s*\.\s*)?environb?\b|\benvironb?\s+as\s+(\w+)")
_NAMES_ONLY = frozenset(
    {"aliased_import", "dotted_name", "import_from_statement", "import_statement"}
)


@read_once
def names_environment(source: SourceText) -> bool:
    """Whether anything in a text can be about the environment; much cheaper than to read it."""
    return _WORDS.search(source.text) is not None


@read_once
def _written_as(source: SourceText) -> frozenset[str]:
    """What `os.environ` may be called in a text, besides the names of the module `os`."""
    aliases = (name for match in _ALIAS.finditer(source.text) for name in match.groups() if name)
    return frozenset((*_NAMES, *aliases))


def is_environ(body: PythonBody, node: Node) -> bool:
    """Whether an attribute or a name is `os.environ`, also by another name."""
    last = node.child_by_field_name("attribute") if node.type == "attribute" else node
    if last is None or body.terms.text(last) not in _written_as(body.file.tree.source):
        return False
    parent = node.parent
    if parent is None or parent.type in _NAMES_ONLY:
        return False
    if parent.type == "keyword_argument" and node != parent.child_by_field_name("value"):
        return False
    if parent.type == "attribute" and node != parent.child_by_field_name("object"):
        return False
    if outside(body, node) in _ENVIRON:
        return True
    binding = _binding(body, node) if node.type == "identifier" else None
    value = binding.value if binding is not None and binding.node != node else None
    return value is not None and outside(body, value) in _ENVIRON


def is_alias(body: PythonBody, assignment: Node, value: Node) -> bool:
    """Whether an assignment only gives `os.environ` another name that can be followed."""
    left = assignment.child_by_field_name("left")
    if left is None or left.type != "identifier" or left == value:
        return left == value
    binding = _binding(body, left)
    return binding is not None and binding.node == left


def outside(body: PythonBody, node: Node) -> str:
    """The full name of something from outside the file, empty for anything else."""
    known = body.terms.named(node) if node.type in {"attribute", "identifier"} else None
    return known.name if isinstance(known, Outside) else ""


def name_given(body: PythonBody, key: Node) -> Term | Imported:
    """The variable that an expression names; opaque if it may be any."""
    term = body.terms.of(key)
    is_text = isinstance(term, Constant) and isinstance(term.value, str)
    if is_text and key.type == "identifier" and _binding(body, key) is None:
        # The name is given several values, the last of which need not be the one.
        return OPAQUE
    if is_text or isinstance(term, Parameter):
        return term
    known = body.terms.named(key) if key.type in {"attribute", "identifier"} else None
    if isinstance(known, Outside) and known.imported is not None:
        return Imported(known.imported, body.terms.text(key))
    return OPAQUE


def inside(body: PythonBody, key: Node) -> Span:
    """The range of a name without its quotes."""
    span = body.terms.span(key)
    if key.type != "string" or len(key.children) < 2:
        return span
    return Span(body.terms.span(key.children[0]).end, body.terms.span(key.children[-1]).start)


def _binding(body: PythonBody, name: Node) -> Binding | None:
    """The one statement that gives a name its value."""
    text = body.terms.text(name)
    found = body.terms.meaning(text)
    variable = found if isinstance(found, Variable) else body.names.module_variable(text)
    if variable is None or variable.is_parameter or len(variable.bindings) != 1:
        return None
    return variable.bindings[0]
