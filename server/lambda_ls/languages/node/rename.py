"""The places that change when an export gets another name."""

from __future__ import annotations

from tree_sitter import Node

from ...text.source import SourceText
from ...text.span import Span
from ..syntax import parse
from .collect import FileExports, FoundExport, Naming, collect_exports
from .exports import LONGEST_FILE
from .files import grammar_of
from .nodes import CLASSES, field_text, text_of
from .scopes import Reference, occurrences, references

_PROPERTIES = frozenset({"property_identifier", "shorthand_property_identifier_pattern"})


def rename_spans(source: SourceText, path: str, name: str) -> tuple[Span, ...]:
    """The name at its definition and wherever the file uses it; empty where that is not safe.

    Of a path of properties (`api.handler`) only the last one is renamed.
    """
    if len(source) > LONGEST_FILE:
        return ()
    tree = parse(grammar_of(path), source)
    result = tree.once(collect_exports)
    found = [export for export in result.found if export.name == name]
    if tree.broken or not found or any(each.naming is Naming.FIXED for each in found):
        return ()
    nodes = [each.key for each in found]
    properties = _properties(result, name, found)
    bound = _bound(result, found)
    if properties is None or bound is None:
        return ()
    return tuple(sorted({tree.span(node) for node in (*nodes, *properties, *bound)}))


def _properties(result: FileExports, name: str, found: list[FoundExport]) -> list[Node] | None:
    """The uses `exports.name`; None if some other object's `name` can be the same property."""
    owner, _, last = name.rpartition(".")
    objects = [owner] if owner else result.objects
    if not objects:
        return []
    places = occurrences(result.tree, last, _PROPERTIES)
    keys = [each.key for each in found]
    # `this` can be the object where the export is written inside of an object or class.
    inside = any(key.parent and key.parent.type != "member_expression" for key in keys)
    uses: list[Node] = []
    for place in places or ():
        of = place.parent.child_by_field_name("object")
        if of is None:
            if _taken_out_of(place) in objects:
                return None
        elif "".join(text_of(of).split()) in objects:
            uses.append(place.node)
        elif place.node not in keys and (owner or (of.type == "this" and inside)):
            return None
    return None if places is None else uses


def _taken_out_of(place: Reference) -> str:
    """The object in `const { name } = object`."""
    declarator = next(
        (node for node in reversed(place.ancestors) if node.type == "variable_declarator"), None
    )
    return field_text(declarator, "value") if declarator else ""


def _bound(result: FileExports, found: list[FoundExport]) -> list[Node] | None:
    """The uses of the top-level name that is exported; None if one cannot simply change."""
    binding = next((each.value.binding for each in found if each.naming is Naming.BINDING), None)
    if binding is None:
        return []
    places = references(result.tree, text_of(binding.name))
    keys = [each.key for each in found]
    is_class = binding.value is not None and binding.value.type in CLASSES
    nodes: list[Node] = []
    for place in places or ():
        if place.node.type == "type_identifier" and not is_class:
            continue
        if place.node.type.startswith("shorthand") and place.node not in keys:
            return None
        nodes.append(place.node)
    return nodes if places else None
