"""The kinds of response that an event source of a Serverless function reads."""

from __future__ import annotations

import re

from ..model.place import Place, Spanned
from ..model.trigger import Setting, Slot
from ..text.tree import Mapping, Scalar
from .event_settings import response_types
from .located import Located
from .serverless_service import Service
from .serverless_sources import is_reference
from .serverless_tree import Value
from .slots import Written

_KEY = "functionResponseType"
_KINDS = frozenset({"sqs", "stream"})
_SEPARATOR = re.compile(r":[ \t]+")


def serverless_response_types(
    service: Service, kind: Spanned[str], config: Value, filled: Located
) -> Setting[tuple[str, ...]] | None:
    """The setting of an event; None where it has none of the kind, or where it cannot be known.

    `config` is what stands in the event, `filled` the same with its variables filled in.
    """
    if kind.value not in _KINDS or service.changes_event_sources:
        return None
    written = _written(service, config)
    if isinstance(filled.node, Mapping) and not is_reference(filled):
        inline = written if written and isinstance(written.root.node, Mapping) else None
        return response_types(filled, inline, service.scope, _KEY, is_list=False)
    is_variable = filled.text is not None and filled.text.startswith("${")
    return None if is_variable else Setting(None, _beside_arn(kind.place, written))


def _written(service: Service, config: Value) -> Written | None:
    document = service.resolver.documents.get(config.place.path)
    if document is None or not isinstance(config, Located):
        return None
    return Written(config, document.source.text[document.base(config.block) :])


def _beside_arn(kind: Place, written: Written | None) -> Slot | None:
    """The place of an ARN that stands for all settings, and that needs a key of its own then."""
    node = written.root.node if written else None
    if written is None or not isinstance(node, Scalar) or node.style not in ("", "'", '"'):
        return None
    text, key = written.text, kind.span
    start = max(text.rfind("\n", 0, key.start), text.rfind("\r", 0, key.start)) + 1
    is_item = text[start : key.start].strip(" \t") == "-"
    if not is_item or not _SEPARATOR.fullmatch(text, key.end, node.span.start):
        return None
    line = ("\r\n" if "\r\n" in text else "\n") + " " * (key.start - start + 2)
    value = text[node.span.start : node.span.end]
    place = kind._replace(span=key._replace(start=key.end, end=node.span.end))
    return Slot(place, f":{line}arn: {value}{line}{_KEY}: ")
