"""Values of a Serverless service in the form of the model."""

from __future__ import annotations

from ..model.place import MaybeNumber, MaybeText, Spanned, Unknown
from ..text.tree import Mapping, Scalar, Sequence
from .located import Located
from .serverless_resolver import Answer, Resolver
from .serverless_tree import Value, child

_CLOUDFORMATION = "CloudFormation computes it when deploying"


def text_of(resolver: Resolver, value: Value | None) -> MaybeText | None:
    """The text that a value stands for, in the place where it is written; None without a value."""
    if value is None:
        return None
    answer = resolver.resolve(value)
    found = answer.value
    if isinstance(found, Located) and found.text is not None:
        if answer.doubt is None:
            return Spanned(found.text, found.place)
        return Spanned(Unknown(answer.doubt, found.text), value.place)
    if found is None:
        return Spanned(Unknown(answer.doubt), value.place) if answer.doubt else None
    if isinstance(found, Located) and isinstance(found.node, Scalar) and found.node.tag is None:
        return None
    return Spanned(Unknown(answer.doubt or _CLOUDFORMATION), value.place)


def number_of(text: MaybeText | None) -> MaybeNumber | None:
    """The integer that a text says; unknown if it says none."""
    if text is None:
        return None
    if isinstance(text.value, Unknown):
        return Spanned(text.value, text.place)
    number = Scalar(text.value, text.place.span).integer
    return Spanned(Unknown("it is no integer") if number is None else number, text.place)


def doubted(text: MaybeText, doubt: str | None) -> MaybeText:
    """A text that is only likely if there is a doubt about what holds it."""
    if doubt is None or isinstance(text.value, Unknown):
        return text
    return Spanned(Unknown(doubt, text.value), text.place)


def likely_text(resolver: Resolver, value: Value | None) -> str | None:
    """A text for display: the value, what it most likely is, or the resource it refers to."""
    found = resolver.resolve(value).value if value else None
    if not isinstance(found, Located):
        return None
    return found.text if found.text is not None else referred(found)


def is_true(answer: Answer) -> bool:
    """Whether the answer is certainly the boolean true."""
    value = answer.value
    return (
        answer.doubt is None
        and isinstance(value, Located)
        and isinstance(value.node, Scalar)
        and value.node.boolean is True
    )


def referred(value: Located) -> str | None:
    """The logical id, or the name of an export, that a CloudFormation function refers to."""
    node = value.node
    if isinstance(node, Scalar) and node.tag in ("!Ref", "!GetAtt", "!ImportValue"):
        return node.text.split(".", 1)[0]
    if isinstance(node, Sequence) and node.tag == "!GetAtt" and len(node):
        return value.at(node.items[0]).text
    if isinstance(node, Mapping) and len(node.entries) == 1:
        argument = value.at(node.entries[0].value)
        key = node.entries[0].key.text
        if key in ("Ref", "Fn::ImportValue"):
            return argument.text
        if key == "Fn::GetAtt":
            first = child(argument, "0")
            name = first.text if isinstance(first, Located) else argument.text
            return name.split(".", 1)[0] if name else None
    return None
