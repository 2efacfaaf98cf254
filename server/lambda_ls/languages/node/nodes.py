"""Small questions to a node of a JavaScript or TypeScript tree."""

from __future__ import annotations

from tree_sitter import Node

FUNCTIONS = frozenset(
    {
        "arrow_function",
        "function_declaration",
        "function_expression",
        "generator_function",
        "generator_function_declaration",
        "method_definition",
    }
)
CLASSES = frozenset({"class", "class_declaration", "abstract_class_declaration"})

# Wrappers of an expression that leave its value as it is.
TRANSPARENT = frozenset(
    {
        "as_expression",
        "non_null_expression",
        "parenthesized_expression",
        "satisfies_expression",
        "type_assertion",
    }
)
_MAX_WRAPPERS = 50

# Compilers' helpers around `require`.
_INTEROP = ("__importStar", "__importDefault", "interopRequireDefault", "interopRequireWildcard")


def text_of(node: Node) -> str:
    """The source of a node; meant for names, whose text is short."""
    return (node.text or b"").decode("utf-8", "replace")


def field_text(node: Node, field: str) -> str:
    """The source of a field's node, empty where there is none."""
    child = node.child_by_field_name(field)
    return text_of(child) if child else ""


def has_token(node: Node, token: str) -> bool:
    """Whether a keyword or sign (`async`, `type`, `*`) is a direct child."""
    return any(child.type == token for child in node.children)


def parts(node: Node) -> list[Node]:
    """The named children without comments."""
    return [child for child in node.named_children if child.type != "comment"]


def string_value(node: Node | None) -> str | None:
    """The text of a string literal without escapes, None for anything else."""
    if node is None or node.type not in ("string", "template_string"):
        return None
    inner = node.named_children
    if not inner:
        return ""
    if len(inner) > 1 or inner[0].type != "string_fragment":
        return None
    return text_of(inner[0])


def unquoted(node: Node) -> Node:
    """What stands between the quotes of a string, any other node as it is."""
    inner = node.named_children
    return inner[0] if node.type == "string" and len(inner) == 1 else node


def bare(node: Node) -> Node:
    """An expression without parentheses and type annotations around it.

    Of `(0, x)`, as compilers write it, and of `a = x` it is `x`.
    """
    for _ in range(_MAX_WRAPPERS):
        inner = _inside(node)
        if inner is None:
            break
        node = inner
    return node


def _inside(node: Node) -> Node | None:
    if node.type == "assignment_expression":
        return node.child_by_field_name("right")
    if node.type not in TRANSPARENT and node.type != "sequence_expression":
        return None
    inner = parts(node)
    # The type stands first in `<T>x` and last in `x as T`.
    last = node.type in ("type_assertion", "sequence_expression")
    return inner[-1 if last else 0] if inner else None


def arguments(call: Node) -> list[Node]:
    """The arguments of a call."""
    node = call.child_by_field_name("arguments")
    return parts(node) if node and node.type == "arguments" else []


def required_module(node: Node) -> str | None:
    """The specifier of `require("x")` and `import("x")`, also inside a compiler's helper."""
    for _ in range(2):
        if node.type != "call_expression":
            return None
        callee = callee_name(node)
        inner = arguments(node)
        if callee in ("require", "import") and inner:
            return string_value(inner[0])
        if len(inner) != 1 or not callee.endswith(_INTEROP):
            return None
        node = inner[0]
    return None


def callee_name(call: Node) -> str:
    """What a call calls if that is a name or a path of names, else empty."""
    callee = call.child_by_field_name("function") or call.child_by_field_name("constructor")
    if callee is None or callee.end_byte - callee.start_byte > 100:
        return ""
    callee = bare(callee)
    names = ("identifier", "import", "member_expression")
    return "".join(text_of(callee).split()) if callee.type in names else ""


def property_name(key: Node) -> str | None:
    """The name that a key of an object or class has, None if it is computed."""
    if key.type in ("property_identifier", "identifier", "number", "shorthand_property_identifier"):
        return text_of(key)
    if key.type == "computed_property_name":
        inner = parts(key)
        return string_value(inner[0]) if inner else None
    return string_value(key)
