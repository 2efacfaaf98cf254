"""What CloudFormation's functions in a Serverless service stand for, as far as it shows."""

from __future__ import annotations

from ..model.place import MaybeText, Spanned, Unknown
from .calls import call_of
from .intrinsics import resolve
from .located import Located
from .scope import Scope
from .serverless_resolver import Resolver
from .serverless_settle import settled
from .serverless_tree import Value
from .serverless_values import text_of


def deployed_text(resolver: Resolver, value: Value | None, scope: Scope) -> MaybeText | None:
    """The text that a value has once it is deployed; None without a value, or if it is removed."""
    text = text_of(resolver, value)
    if value is None or text is None or not isinstance(text.value, Unknown):
        return text
    answer = resolver.resolve(value)
    found = answer.value
    if answer.doubt or not isinstance(found, Located) or call_of(found.node) is None:
        return text
    certain = resolve(settled(resolver, found).node, scope)
    if not isinstance(certain, Unknown):
        return None if certain is None else Spanned(certain, found.place)
    likely = resolve(settled(resolver, found, certain=False).node, scope)
    if isinstance(likely, Unknown):
        return Spanned(Unknown(certain.reason, likely.likely, likely.pattern), value.place)
    return Spanned(Unknown(certain.reason, likely), value.place)
