"""Which scope of a Python file a use of a name belongs to, and what the use does there."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct
from tree_sitter import Node

from ..syntax import ancestors
from .patterns import TARGETS, is_capture

_COMPREHENSIONS = frozenset(
    {
        "dictionary_comprehension",
        "generator_expression",
        "list_comprehension",
        "set_comprehension",
    }
)
_PARAMETERS = frozenset(
    {
        "default_parameter",
        "dictionary_splat_pattern",
        "lambda_parameters",
        "list_splat_pattern",
        "parameters",
        "tuple_pattern",
        "typed_default_parameter",
        "typed_parameter",
    }
)
# The field of each construct whose names it binds.
_BINDING_FIELDS = {
    "as_pattern": "alias",
    "assignment": "left",
    "augmented_assignment": "left",
    "class_definition": "name",
    "for_in_clause": "left",
    "for_statement": "left",
    "function_definition": "name",
    "named_expression": "name",
    "type_alias_statement": "left",
}


class Role(Enum):
    """What one use of a name does in its scope."""

    READ = "read"
    BIND = "bind"
    # `import name` or `from x import name`: the name is another module's too.
    IMPORT = "import"
    GLOBAL = "global"
    NONLOCAL = "nonlocal"
    # An attribute, a keyword, a module's path: not the scope's name at all.
    OTHER = "other"


class Use(Struct, frozen=True):
    """One identifier: what it does, and the scopes it sees from the inside out, module last."""

    node: Node
    role: Role
    scopes: tuple[Node, ...]


def use_of(identifier: Node) -> Use | None:
    """Classify an identifier; None where it nests too deep to tell."""
    role = _role(identifier)
    scopes: list[Node] = []
    for parent, child in ancestors(identifier):
        if _opens_scope(parent, child, identifier):
            scopes.append(parent)
    if not scopes or scopes[-1].type != "module":
        return None
    if role is Role.BIND and _is_walrus(identifier):
        # A walrus in a comprehension binds in the scope around it.
        while scopes[0].type in _COMPREHENSIONS:
            del scopes[0]
    return Use(identifier, role, tuple(scopes))


def _opens_scope(parent: Node, child: Node, identifier: Node) -> bool:
    """Whether what `child` holds of `parent` is evaluated in a scope of the parent's own."""
    if parent.type == "module":
        return True
    if parent.type in {"function_definition", "lambda"}:
        if child == parent.child_by_field_name("parameters"):
            return _is_parameter(identifier)
        return child == parent.child_by_field_name("body") or child.type == "type_parameter"
    if parent.type == "class_definition":
        return child == parent.child_by_field_name("body")
    if parent.type in _COMPREHENSIONS:
        return not _in_first_iterable(parent, child, identifier)
    return False


def _in_first_iterable(comprehension: Node, child: Node, identifier: Node) -> bool:
    first = next((c for c in comprehension.named_children if c.type == "for_in_clause"), None)
    iterable = first.child_by_field_name("right") if first else None
    if child != first or iterable is None:
        return False
    return iterable.start_byte <= identifier.start_byte < iterable.end_byte


def _is_parameter(identifier: Node) -> bool:
    """Whether an identifier in a parameter list is a parameter, not a default or annotation."""
    for parent, child in ancestors(identifier):
        if parent.type not in _PARAMETERS:
            return False
        if parent.type in {"parameters", "lambda_parameters"}:
            return True
        if parent.type in {"default_parameter", "typed_default_parameter"}:
            if child != parent.child_by_field_name("name"):
                return False
        elif parent.type == "typed_parameter" and child != parent.named_children[0]:
            return False
    return False


def _role(identifier: Node) -> Role:
    parent = identifier.parent
    if parent is None:
        return Role.OTHER
    kind = parent.type
    if kind == "attribute":
        return Role.OTHER if identifier == parent.child_by_field_name("attribute") else Role.READ
    if kind in {"keyword_argument", "keyword_pattern"}:
        return Role.OTHER if identifier == parent.named_children[0] else Role.READ
    if kind == "global_statement":
        return Role.GLOBAL
    if kind == "nonlocal_statement":
        return Role.NONLOCAL
    if kind == "aliased_import":
        return Role.BIND
    if kind == "dotted_name":
        return _role_in_dotted_name(identifier, parent)
    if kind in _PARAMETERS and _is_parameter(identifier):
        return Role.BIND
    if is_capture(identifier) and _in_case(identifier):
        return Role.BIND
    return Role.BIND if _is_target(identifier) else Role.READ


def _role_in_dotted_name(identifier: Node, name: Node) -> Role:
    if identifier != name.named_children[0]:
        return Role.OTHER
    around = name.parent
    if around is None:
        return Role.OTHER
    if around.type == "import_statement":
        return Role.IMPORT
    if around.type in {"import_from_statement", "future_import_statement"}:
        return Role.OTHER if name == around.child_by_field_name("module_name") else Role.IMPORT
    if around.type in {"aliased_import", "relative_import"}:
        return Role.OTHER
    return Role.BIND if is_capture(identifier) else Role.READ


def _in_case(identifier: Node) -> bool:
    for parent, _ in ancestors(identifier):
        if parent.type == "case_pattern":
            return True
        if parent.type.endswith("_statement"):
            return False
    return False


def _is_target(identifier: Node) -> bool:
    """Whether an assignment, a loop, a definition, ... binds the identifier."""
    for parent, child in ancestors(identifier):
        bound = _BINDING_FIELDS.get(parent.type)
        if bound is not None:
            return child == parent.child_by_field_name(bound)
        if parent.type == "delete_statement":
            return True
        if parent.type not in TARGETS and parent.type not in {"type", "generic_type"}:
            return False
    return False


def _is_walrus(identifier: Node) -> bool:
    parent = identifier.parent
    return parent is not None and parent.type == "named_expression"
