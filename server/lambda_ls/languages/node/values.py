"""What an expression of a file is worth, as far as the file itself tells."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace
from tree_sitter import Node

from ...model.module import Callability, Import
from ..syntax import SyntaxTree
from .bindings import Binding
from .changes import Changes, changes_of
from .members import Member, class_members, decorators, entry, extends
from .nodes import (
    CLASSES,
    FUNCTIONS,
    arguments,
    bare,
    callee_name,
    has_token,
    parts,
    property_name,
    required_module,
    string_value,
    text_of,
)

_MAX_DEPTH = 24
_MAX_STEPS = 20_000
_MAX_WRAPPERS = 20

_NEVER_CALLABLE = frozenset(
    {
        "array",
        "binary_expression",
        "enum_declaration",
        "false",
        "jsx_element",
        "jsx_self_closing_element",
        "null",
        "number",
        "regex",
        "string",
        "template_string",
        "true",
        "unary_expression",
        "undefined",
        "update_expression",
    }
)
_NAMES = frozenset(
    {
        "identifier",
        "shorthand_property_identifier",
        "shorthand_property_identifier_pattern",
        "type_identifier",
    }
)
_EITHER_SIDE = frozenset({"||", "&&", "??"})


class Value(Struct, frozen=True):
    """What is known of a value.

    `function` is the function that runs in the end, behind the wrappers `wrapped_by`. `members`
    are its properties, `is_open` tells that there can be more, `stars` are modules whose names it
    takes over. `binding` is the top-level name through which it was reached. `is_class` tells of a
    class, whose members are those of a function.
    """

    callable: Callability = Callability.UNKNOWN
    function: Node | None = None
    wrapped_by: tuple[str, ...] = ()
    imported: Import | None = None
    members: Mapping[str, Member] = field(default_factory=dict)
    is_open: bool = False
    stars: tuple[str, ...] = ()
    binding: Binding | None = None
    is_class: bool = False


UNKNOWN = Value()
_NO = Value(Callability.NO)


class Values:
    """Follows expressions through the top-level names of one file."""

    def __init__(self, tree: SyntaxTree, bindings: Mapping[str, Binding]) -> None:
        self._tree = tree
        self._bindings = bindings
        self._changes: dict[str, Changes] = {}
        self._steps = 0

    def of(self, node: Node | None, depth: int = 0) -> Value:
        """The value of an expression; unknown where it nests or refers too deep."""
        self._steps += 1
        if node is None or depth > _MAX_DEPTH or self._steps > _MAX_STEPS:
            return UNKNOWN
        node = bare(node)
        if node.type in FUNCTIONS:
            return _function(node)
        if node.type in CLASSES:
            return _class(node)
        if node.type in _NAMES:
            return self._name(text_of(node), depth)
        if node.type == "binary_expression" and _operator(node) in _EITHER_SIDE:
            return UNKNOWN
        if node.type in _NEVER_CALLABLE:
            return _NO
        return self._compound(node, depth + 1)

    def _compound(self, node: Node, depth: int) -> Value:
        if node.type == "object":
            return self._object(node, depth)
        if node.type in ("member_expression", "subscript_expression"):
            return self._property(node, depth)
        if node.type == "call_expression":
            return self._call(node, depth)
        if node.type == "new_expression":
            return self._instance(node)
        if node.type == "await_expression":
            awaited = self.of(parts(node)[0] if parts(node) else None, depth)
            return awaited if awaited.imported else UNKNOWN
        return UNKNOWN

    def _name(self, name: str, depth: int) -> Value:
        binding = self._bindings.get(name)
        if binding is None:
            return UNKNOWN
        if binding.imported:
            return Value(imported=binding.imported, binding=binding)
        value = self.of(binding.value, depth + 1)
        for key in binding.keys:
            value = self._member(value, key, depth + 1)
        if not binding.fixed and value.callable is Callability.NO and not value.members:
            value = UNKNOWN
        if value.callable is not Callability.YES and binding.value is not None:
            value = self._changed(name, binding.value, value, depth + 1)
        return replace(value, binding=binding)

    def _changed(self, name: str, made: Node, value: Value, depth: int) -> Value:
        """The object of a name with what the file does to it after it was made."""
        if bare(made).type not in ("object", "new_expression"):
            return value
        changes = self._changes.get(name) or changes_of(self._tree, name)
        self._changes[name] = changes
        members = dict(value.members)
        for change in changes.assigned:
            members[change.path] = Member(change.key, change.statement, change.value)
        unseen = value.callable is Callability.UNKNOWN and not value.stars
        is_open = value.is_open or unseen or changes.open_reason is not None
        for merged in changes.merged:
            other = self.of(merged, depth)
            members.update(other.members)
            is_open = is_open or other.is_open or not other.members
        return _object_value(members, is_open, value.stars)

    def _object(self, node: Node, depth: int) -> Value:
        members: dict[str, Member] = {}
        stars: list[str] = []
        is_open = False
        for part in parts(node):
            if part.type == "spread_element":
                other = self.of(parts(part)[0] if parts(part) else None, depth)
                members.update(other.members)
                whole = other.imported is not None and other.imported.name is None
                stars += (other.imported.module,) if other.imported and whole else other.stars
                is_open = is_open or other.is_open or not (other.members or whole)
                continue
            key, value = entry(part)
            name = property_name(key) if key else None
            if key is None or name is None:
                is_open = True
            else:
                members[name] = Member(key, part, value)
        return _object_value(members, is_open, tuple(stars))

    def _property(self, node: Node, depth: int) -> Value:
        key = node.child_by_field_name("property")
        name = text_of(key) if key else string_value(node.child_by_field_name("index"))
        value = self.of(node.child_by_field_name("object"), depth)
        return UNKNOWN if name is None else self._member(value, name, depth)

    def _member(self, value: Value, name: str, depth: int) -> Value:
        member = value.members.get(name)
        if member:
            return self.of(member.value, depth + 1)
        if value.imported is None:
            return UNKNOWN
        path = f"{value.imported.name}.{name}" if value.imported.name else name
        return Value(imported=Import(value.imported.module, path))

    def _call(self, node: Node, depth: int) -> Value:
        module = required_module(node)
        if module is not None:
            return Value(imported=Import(module, None))
        callee = node.child_by_field_name("function")
        given = arguments(node)
        if callee and callee.type == "member_expression":
            method = callee.child_by_field_name("property")
            if method and text_of(method) == "bind":
                bound = self.of(callee.child_by_field_name("object"), depth)
                return replace(bound, callable=Callability.YES, imported=None, members={})
        if callee_name(node) == "Object.freeze" and given:
            return self.of(given[0], depth)
        return self._wrapped(node, depth)

    def _wrapped(self, call: Node, depth: int) -> Value:
        """The function that a call such as `middy(fn).use(x)` is given, if there is one."""
        chain = _chain(call)
        innermost = chain[-1]
        wrapper = callee_name(innermost) or "a call"
        for link in reversed(chain):
            for argument in arguments(link):
                inner = self.of(argument, depth) if _can_be_function(argument) else UNKNOWN
                if inner.function:
                    wrappers = (wrapper, *inner.wrapped_by)
                    return Value(
                        function=inner.function, wrapped_by=wrappers, binding=inner.binding
                    )
        return Value(wrapped_by=(wrapper,))

    def _instance(self, node: Node) -> Value:
        constructor = node.child_by_field_name("constructor")
        if constructor is None or constructor.type != "identifier":
            return UNKNOWN
        binding = self._bindings.get(text_of(constructor))
        if binding is None or binding.value is None or binding.value.type not in CLASSES:
            return UNKNOWN
        members, has_constructor = class_members(binding.value, static=False)
        is_open = has_constructor or extends(binding.value)
        return _object_value(members, is_open, ())


def _function(node: Node) -> Value:
    if node.type != "method_definition":
        return Value(Callability.YES, node)
    if has_token(node, "get") or has_token(node, "set"):
        return UNKNOWN
    wrappers = decorators(node)
    certain = Callability.UNKNOWN if wrappers else Callability.YES
    return Value(certain, node, wrapped_by=wrappers)


def _class(node: Node) -> Value:
    """A class as a value: a function that refuses to be called without `new`."""
    members, _ = class_members(node, static=True)
    return replace(_object_value(members, extends(node), ()), is_class=True)


def _object_value(members: dict[str, Member], is_open: bool, stars: tuple[str, ...]) -> Value:
    certain = Callability.UNKNOWN if is_open or stars else Callability.NO
    return Value(certain, members=members, is_open=is_open, stars=stars)


def _chain(call: Node) -> list[Node]:
    """The calls of `a(x).b(y)(z)`, the outermost first."""
    chain = [call]
    node: Node | None = call
    for _ in range(_MAX_WRAPPERS):
        node = node.child_by_field_name("function") if node else None
        while node and node.type == "member_expression":
            node = node.child_by_field_name("object")
        if node is None or node.type != "call_expression":
            break
        chain.append(node)
    return chain


def _can_be_function(argument: Node) -> bool:
    argument = bare(argument)
    return argument.type in FUNCTIONS or argument.type in (
        "identifier",
        "call_expression",
        "member_expression",
    )


def _operator(node: Node) -> str:
    operator = node.child_by_field_name("operator")
    return operator.type if operator else ""
