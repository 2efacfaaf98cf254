"""Writing what a template says of a trigger into a sample event."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote_plus

from msgspec import Struct

from ..aws.data import Json
from ..model.trigger import FIFO, EventSettings
from .lookup import route_parameters
from .shape import Shape

_ANY_METHOD = frozenset({"ANY", "*"})
_NO_ROUTE = "$default"
_EXAMPLE_PARAMETER = "1001"
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
_PARTS = 6
_KIND = re.compile(r"([^/:]*[/:])[^/:]*(.*)", re.DOTALL)


class Filling(Struct, frozen=True):
    """What the values that a template decides are; `function` is the function's name, if known."""

    settings: EventSettings
    function: str

    @property
    def method(self) -> str | None:
        """The HTTP method, where the route has a certain one."""
        method = self.settings.method
        return None if method is None or method.upper() in _ANY_METHOD else method.upper()

    @property
    def kind_of_event(self) -> str | None:
        """What happened, as the event names it: `ObjectCreated:` for `s3:ObjectCreated:*`."""
        name = next(iter(self.settings.event_names), None)
        return name.removeprefix("s3:").rstrip("*") if name else None

    @property
    def source_name(self) -> str | None:
        """What sends the event. The name of a FIFO queue has an ending of its own.

        https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
        """
        name = self.settings.physical_name or self.settings.source_name
        is_short = name and self.settings.is_from_fifo and not name.endswith(FIFO)
        return f"{name}{FIFO}" if is_short else name

    @property
    def parameters(self) -> Mapping[str, Json]:
        """Values for the parameters of the route."""
        return dict.fromkeys(route_parameters(self.settings.path or ""), _EXAMPLE_PARAMETER)

    @property
    def path(self) -> str | None:
        """The path of a request to the route."""
        route = self.settings.path
        if route is None or route == _NO_ROUTE:
            return None
        for name in route_parameters(route):
            route = route.replace(f"{{{name}+}}", _EXAMPLE_PARAMETER).replace(
                f"{{{name}}}", _EXAMPLE_PARAMETER
            )
        return route if route.startswith("/") else f"/{route}"


def filled(value: Json, shape: Shape, filling: Filling) -> Json:
    """A sample value with what the template decides; the sample is left as it is."""
    if shape.template == "path-parameters":
        return _parameters(value, filling)
    if shape.template == "topic-partitions" and isinstance(value, Mapping):
        renamed = {_partition(key, filling): each for key, each in value.items()}
        return dict(_entries(renamed, shape, filling))
    if shape.template and isinstance(value, str):
        return _text(value, shape, filling)
    if isinstance(value, Mapping):
        return dict(_entries(value, shape, filling))
    if isinstance(value, Sequence) and not isinstance(value, str):
        items = _of_kind(shape, "array").items
        return [filled(each, items, filling) for each in value] if items else list(value)
    return value


def _entries(
    value: Mapping[str, Json], shape: Shape, filling: Filling
) -> Iterator[tuple[str, Json]]:
    owner = _best(shape, value)
    for key, child in value.items():
        known = owner.properties.get(key) or owner.values
        made = filled(child, known, filling) if known else child
        # A route without parameters has null there, an empty object, or nothing at all.
        if made is None and child is not None and known and not known.is_nullable:
            if key in owner.required:
                yield key, {}
            continue
        yield key, made
    for key, known in owner.properties.items():
        is_missing = key not in value and known.template == "path-parameters"
        if is_missing and filling.parameters:
            yield key, filling.parameters


def _partition(sample: str, filling: Filling) -> str:
    """The topic with the number of a partition, as Kafka's records stand below it."""
    number = sample.rpartition("-")[2]
    return f"{filling.settings.topic}-{number}" if filling.settings.topic else sample


def _parameters(value: Json, filling: Filling) -> Json:
    if filling.settings.path is None:
        return value
    return filling.parameters or None


def _text(value: str, shape: Shape, filling: Filling) -> str:
    settings = filling.settings
    route = settings.path
    has_method = route is not None and route.startswith("/")
    key = f"{filling.method or 'ANY'} {route}" if has_method else route
    values = {
        "method": filling.method,
        "path": filling.path,
        "stage-path": _with_stage(value, filling),
        "route": route,
        "route-key": key,
        "stage": settings.stage,
        "source-name": filling.source_name,
        "topic": settings.topic,
        "source-arn": settings.source_arn or _arn(value, filling.source_name),
        "object-key": _object_key(value, settings, is_encoded="url" in shape.encoding),
        "event-name": _event_name(value, filling),
        "function-name": filling.function,
        "function-arn": _arn(value, filling.function) if filling.function else None,
    }
    return values.get(shape.template or "") or value


def _with_stage(sample: str, filling: Filling) -> str | None:
    """The path behind the stage, which is the sample's own where the template names none."""
    stage = filling.settings.stage or sample.removeprefix("/").partition("/")[0]
    return f"/{stage}{filling.path}" if filling.path else None


def _arn(sample: str, name: str | None) -> str | None:
    """The sample's ARN with another resource: what comes behind `table/`, `function:`, ..."""
    *head, resource = sample.split(":", _PARTS - 1)
    if name is None or len(head) != _PARTS - 1:
        return None
    match = _KIND.match(resource)
    kind, below = match.groups() if match else ("", "")
    return ":".join((*head, f"{kind}{name}{below}"))


def _object_key(sample: str, settings: EventSettings, *, is_encoded: bool) -> str | None:
    if settings.prefix is None and settings.suffix is None:
        return None
    stem, extension = os.path.splitext(sample.rpartition("/")[2])
    prefix = quote_plus(settings.prefix or "", safe="/") if is_encoded else settings.prefix or ""
    suffix = quote_plus(settings.suffix, safe="/") if settings.suffix else extension
    return f"{prefix}{stem}{suffix}"


def _event_name(sample: str, filling: Filling) -> str | None:
    kind = filling.kind_of_event
    if kind is None or sample.startswith(kind):
        return None
    return kind if not kind.endswith(":") else None


def _best(shape: Shape, value: Mapping[str, Json]) -> Shape:
    """Of several alternatives the one that has most of the value's keys, and the fewest others."""
    return max(
        shape.alternatives,
        key=lambda each: (len(each.properties.keys() & value.keys()), -len(each.properties)),
    )


def _of_kind(shape: Shape, kind: str) -> Shape:
    return next((each for each in shape.alternatives if kind in each.types), shape)
