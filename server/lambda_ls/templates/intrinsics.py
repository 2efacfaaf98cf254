"""Values of SAM and CloudFormation: literals, and intrinsic functions as far as possible."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Mapping as MappingOf
from itertools import chain, islice
from typing import TypeAlias

from ..aws.resource_names import naming_of
from ..model.place import MaybeNumber, MaybeText, Spanned, Unknown
from ..text.span import Span
from ..text.tree import EMPTY_MAPPING, Mapping, Node, Scalar, Sequence
from .calls import DYNAMIC, VARIABLE, Call, call_of, is_dynamic, literal
from .located import Located
from .scope import Scope

Value: TypeAlias = str | Unknown | None
"""What a node stands for; None is `AWS::NoValue`, which removes the property."""

# Aliases can make a small text endlessly deep, wide and long.
_MAX_DEPTH = 20
_MAX_NODES = 2_000
_MAX_LENGTH = 100_000
_AT_DEPLOYMENT = frozenset(
    {
        *("Base64", "Cidr", "GetAZs", "GetStackOutput", "ImportValue"),
        *("Length", "Select", "Split", "ToJsonString"),
    }
)
_LIKELY_PSEUDO = {"AWS::Partition": "aws", "AWS::URLSuffix": "amazonaws.com"}
_OF_THE_PLACE = frozenset({"AWS::Region", "AWS::AccountId"})


def resolve(node: Node, scope: Scope) -> Value:
    """The text that a node stands for in a template."""
    if isinstance(node, Scalar) and node.tag is None:
        return literal(node.text)
    return _Resolver(scope).value(node, 0)


def text_value(located: Located | None, scope: Scope) -> MaybeText | None:
    """The value of a property that holds a text; None if it is absent or removed."""
    value = resolve(located.node, scope) if located else None
    return Spanned(value, located.place) if located and value is not None else None


def number_value(located: Located | None, scope: Scope) -> MaybeNumber | None:
    """The value of a property that holds a whole number; None if it is absent or removed."""
    text = text_value(located, scope)
    if text is None:
        return None
    if isinstance(text.value, Unknown):
        return Spanned(text.value, text.place)
    number = Scalar(text.value, Span(0, 0)).integer
    return Spanned(
        Unknown("the value is not a whole number") if number is None else number, text.place
    )


class _Resolver:
    """Resolves one value, and gives up where it grows out of all proportion."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._left = _MAX_NODES

    def value(self, node: Node, depth: int) -> Value:
        self._left -= 1
        if depth > _MAX_DEPTH or self._left < 0:
            return Unknown("the value is nested too deeply")
        call = call_of(node)
        if call:
            return self._call(call, depth + 1)
        if isinstance(node, Scalar):
            return literal(node.text)
        return Unknown(f"the value is a {'list' if isinstance(node, Sequence) else 'mapping'}")

    def _call(self, call: Call, depth: int) -> Value:
        functions: MappingOf[str, Callable[[Node, int], Value]] = {
            "Ref": self._ref,
            "GetAtt": self._get_att,
            "Sub": self._sub,
            "Join": self._join,
            "If": self._if,
            "FindInMap": self._find_in_map,
        }
        function = functions.get(call.name)
        if function:
            return function(call.argument, depth)
        if call.name in _AT_DEPLOYMENT:
            return Unknown(f"`Fn::{call.name}` is known only at deployment")
        return Unknown(f"`{call.name}` is filled in by a macro or another tool")

    def _ref(self, argument: Node, depth: int) -> Value:
        if not isinstance(argument, Scalar) or not argument.text:
            return Unknown("`Ref` needs a name")
        return self._reference(argument.text)

    def _reference(self, name: str) -> Value:
        if name == "AWS::NoValue":
            return None
        parameter = self._scope.parameters.get(name)
        if parameter is not None:
            return Unknown(f"parameter `{name}` can be set at deployment", _default(parameter))
        named = self._scope.named.get(name)
        naming = naming_of(named.kind) if named else None
        if named and naming:
            return self._substituted(naming.ref, {"Name": named.name}, EMPTY_MAPPING, 0)
        reason = f"`{name}` is known only at deployment"
        pattern = f"${{{name}}}" if name in _OF_THE_PLACE else None
        return Unknown(reason, _LIKELY_PSEUDO.get(name), pattern)

    def _get_att(self, argument: Node, depth: int) -> Value:
        parts = argument.items if isinstance(argument, Sequence) else (argument,)
        texts = (each.text for each in parts if isinstance(each, Scalar) and each.tag is None)
        name = ".".join(texts)
        told = name or "Fn::GetAtt"
        return self._attribute(name) or Unknown(f"`{told}` is known only at deployment")

    def _attribute(self, name: str) -> Value:
        """What `X.Attribute` is; None where the template does not tell it."""
        id_, _, attribute = name.partition(".")
        named = self._scope.named.get(id_)
        naming = naming_of(named.kind) if named else None
        text = naming.attributes.get(attribute) if naming else None
        if named is None or text is None:
            return None
        return self._substituted(text, {"Name": named.name}, EMPTY_MAPPING, 0)

    def _sub(self, argument: Node, depth: int) -> Value:
        if isinstance(argument, Sequence):
            template, variables = _pair(argument.items)
        else:
            template, variables = argument, None
        if not isinstance(template, Scalar):
            return Unknown("`Fn::Sub` needs a text")
        own = variables if isinstance(variables, Mapping) else EMPTY_MAPPING
        return self._substituted(template.text, {}, own, depth)

    def _substituted(self, text: str, values: dict[str, Value], own: Mapping, depth: int) -> Value:
        """A text with its variables filled in: those with a value, then those of `own`."""
        parts: list[Value] = []
        end = 0
        for match in VARIABLE.finditer(text):
            name = match.group(1).strip()
            if name not in values:
                values[name] = self._variable(name, own, depth)
            parts += (text[end : match.start()], values[name])
            end = match.end()
        return _concatenated([*parts, text[end:]])

    def _variable(self, name: str, own: Mapping, depth: int) -> Value:
        if name.startswith("!"):
            return f"${{{name[1:]}}}"
        value = own.get(name)
        if value is not None:
            return self.value(value, depth)
        if "." in name:
            return self._attribute(name) or Unknown(f"`{name}` is known only at deployment")
        return self._reference(name)

    def _join(self, argument: Node, depth: int) -> Value:
        separator, items = _pair(argument.items if isinstance(argument, Sequence) else ())
        if not isinstance(separator, Scalar) or not isinstance(items, Sequence) or items.tag:
            return Unknown("`Fn::Join` is known only at deployment")
        values = [self.value(item, depth) for item in items]
        parts: list[Value] = []
        for value in values:
            if value is not None:
                parts += (separator.text, value)
        return _concatenated(parts[1:])

    def _if(self, argument: Node, depth: int) -> Value:
        items = argument.items if isinstance(argument, Sequence) else ()
        if len(items) != 3 or not isinstance(items[0], Scalar):
            return Unknown("`Fn::If` needs a condition and two values")
        yes, no = self.value(items[1], depth), self.value(items[2], depth)
        if yes == no:
            return yes
        reason = f"condition `{items[0].text}` decides at deployment"
        return Unknown(reason, _likely(no if yes is None else yes))

    def _find_in_map(self, argument: Node, depth: int) -> Value:
        items = argument.items if isinstance(argument, Sequence) else ()
        if len(items) < 3:
            return Unknown("`Fn::FindInMap` needs a mapping and two keys")
        keys = [self.value(item, depth) for item in items[:3]]
        found = {self._map_value(node, depth) for node in self._reachable(keys)}
        if len(items) == 3 and len(found) == 1:
            (value,) = found
            if value is not None:
                return value
        likely = {
            _likely(self._map_value(node, depth))
            for node in self._reachable([_likely(key) or key for key in keys])
        }
        reason = f"mapping `{_likely(keys[0]) or '?'}` decides at deployment"
        return Unknown(reason, likely.pop() if len(likely) == 1 else None)

    def _map_value(self, node: Node, depth: int) -> Value:
        return self.value(node, depth) if isinstance(node, Scalar) else None

    def _reachable(self, keys: list[Value]) -> Iterator[Node]:
        """The values of the mappings that these keys can mean."""
        nodes: list[Node] = [self._scope.mappings]
        # An unknown name of the mapping itself could mean anything.
        if not isinstance(keys[0], str):
            return
        for key in keys:
            below = chain.from_iterable(_below(node, key) for node in nodes)
            nodes = list(islice(below, _MAX_NODES))
        yield from nodes


def _default(parameter: Node) -> str | None:
    """What a parameter is if nobody sets it; the default of an SSM parameter is only its name."""
    if not isinstance(parameter, Mapping) or parameter.text("Type") not in ("String", "Number"):
        return None
    default = parameter.text("Default")
    value = None if default is None else literal(default)
    return value if isinstance(value, str) else None


def _pair(items: tuple[Node, ...]) -> tuple[Node | None, Node | None]:
    return (items[0], items[1]) if len(items) == 2 else (None, None)


def _below(node: Node, key: Value) -> list[Node]:
    if not isinstance(node, Mapping):
        return []
    if isinstance(key, str):
        value = node.get(key)
        return [] if value is None else [value]
    return [entry.value for entry in node]


def _likely(value: Value) -> str | None:
    return value.likely if isinstance(value, Unknown) else value


def _pattern(value: Value) -> str | None:
    likely = _likely(value)
    return value.pattern if isinstance(value, Unknown) and likely is None else likely


def _concatenated(parts: list[Value]) -> Value:
    """The parts as one text; unknown as soon as one of them is.

    The reason is that of the first part of which nothing is known, since nobody can do without it;
    the first of all where each has at least a likely value or a pattern.
    """
    texts = [_pattern(part) for part in parts]
    if sum(len(text or "") for text in texts) > _MAX_LENGTH:
        return Unknown("the value is too long")
    whole = "".join(text or "" for text in texts)
    if is_dynamic(whole):
        return DYNAMIC
    unknown = next((part for part in parts if isinstance(part, Unknown)), None)
    if unknown is None:
        return whole
    if None in texts:
        blank = parts[texts.index(None)]
        return Unknown(blank.reason if isinstance(blank, Unknown) else unknown.reason)
    is_likely = all(_likely(part) is not None for part in parts)
    return Unknown(unknown.reason, whole) if is_likely else Unknown(unknown.reason, None, whole)
