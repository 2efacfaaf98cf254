"""Sample events: what a trigger would send, with what the template says of it."""

from __future__ import annotations

import copy
import hashlib
import random
import re
import uuid
from collections.abc import Mapping, Sequence

from ..aws.data import Json, JsonObject
from ..aws.json_text import text_of, value_in
from ..model.trigger import NO_SETTINGS, EventSettings
from .contract import Sample, contract
from .encoding import decode, encode
from .fill import Filling, filled
from .patterns import matched
from .shape import Shape

_UUID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b")
_DEEPEST = 8
_OF_FIFO = "MessageGroupId"
"""What every message of a FIFO queue has."""


def sample_event(
    trigger: str, settings: EventSettings = NO_SETTINGS, function: str = "", seed: int = 0
) -> Json:
    """An event as the trigger sends it to a function, the same for the same arguments.

    Another seed gives other ids; that of one thing is the same wherever it stands in the event.
    """
    if settings.input is not None:
        return value_in(settings.input)
    wanted = contract(trigger)
    filling = Filling(settings, function)
    event = filled(_chosen(wanted.samples, wanted.event, filling).event, wanted.event, filling)
    if settings.pattern is not None:
        event = matched(_object(settings.pattern), event)
    if settings.carries or settings.filters:
        event = _in_records(event, wanted.event, settings)
    return _with_ids(event, seed)


def example_of(shape: Shape, depth: int = 0) -> Json:
    """A value of a shape, made of its examples; keys that can be absent are left out."""
    if shape.examples:
        return copy.deepcopy(shape.examples[0])
    chosen = shape.alternatives[0]
    if chosen is not shape:
        return example_of(chosen, depth)
    if "object" in shape.types and depth < _DEEPEST:
        keys = (name for name in shape.properties if name in shape.required)
        return {name: example_of(shape.properties[name], depth + 1) for name in keys}
    if "array" in shape.types:
        return [example_of(shape.items, depth + 1)] if shape.items and depth < _DEEPEST else []
    if shape.encoding and shape.content:
        return encode(example_of(shape.content, depth + 1), shape.encoding)
    plain: Mapping[str, Json] = {"string": "", "integer": 0, "number": 0, "boolean": False}
    return next((plain[kind] for kind in sorted(shape.types) if kind in plain), None)


def _chosen(samples: Sequence[Sample], shape: Shape, filling: Filling) -> Sample:
    """The sample that the template changes least: an S3 deletion for a deletion trigger."""
    settings = filling.settings
    order = _OF_FIFO if settings.is_from_fifo else None
    wanted = [value for value in (settings.method, filling.kind_of_event, order) if value]
    texts = {sample.title: text_of(sample.event) for sample in samples}
    hits = (
        sample for sample in samples if all(f'"{each}' in texts[sample.title] for each in wanted)
    )
    return next(hits, samples[0])


def _in_records(event: Json, shape: Shape, settings: EventSettings) -> Json:
    """The event with every record carrying and matching what the template says."""
    if isinstance(event, Mapping):
        return {
            key: _records_at(value, shape.properties.get(key), settings)
            for key, value in event.items()
        }
    return event


def _records_at(value: Json, shape: Shape | None, settings: EventSettings) -> Json:
    if shape is None:
        return value
    if isinstance(value, Mapping) and shape.values:
        return {key: _records_at(each, shape.values, settings) for key, each in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str) and shape.items:
        record = shape.items.alternatives[0]
        return [_record(each, record, settings) for each in value]
    return value


def _record(value: Json, shape: Shape, settings: EventSettings) -> Json:
    if not isinstance(value, Mapping):
        return value
    record = dict(value)
    if settings.carries:
        _carry(record, shape, settings.carries)
    for pattern in settings.filters[:1]:
        for key, wanted in _object(pattern).items():
            record = _filtered(record, shape, key, wanted)
    for key, child in shape.properties.items():
        if child.md5_of and isinstance(record.get(child.md5_of), str):
            text = str(record[child.md5_of])
            record[key] = hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
    return record


def _filtered(record: dict[str, Json], shape: Shape, key: str, wanted: Json) -> dict[str, Json]:
    """The record with one key as a filter wants it; filters look into the content of strings.

    What a Kinesis record holds is one level deeper than its filter says.
    """
    holder = next((name for name, each in shape.properties.items() if key in each.properties), None)
    inner = record.get(holder or "")
    if key not in shape.properties and holder and isinstance(inner, Mapping):
        return {**record, holder: _filtered(dict(inner), shape.properties[holder], key, wanted)}
    child, own = shape.properties.get(key), record.get(key)
    if not isinstance(wanted, Mapping) or child is None or not isinstance(own, str):
        result = matched({key: wanted}, record)
        return dict(result) if isinstance(result, Mapping) else record
    # Stream data is JSON for the filter although the shape only says base64.
    encoding = child.encoding if "json" in child.encoding else (*child.encoding, "json")
    try:
        content = decode(own, encoding)
    except ValueError:
        content = {}
    return {**record, key: encode(matched(wanted, content), encoding)}


def _carry(record: dict[str, Json], shape: Shape, carries: tuple[str, ...]) -> None:
    """Put the event of another trigger into the message, and what that one carries into it."""
    for key, child in shape.properties.items():
        if child.encoding == ("json",) and child.content is None:
            record[key] = encode(_carried(carries), child.encoding)
            return
        inner = record.get(key)
        if isinstance(inner, Mapping) and child.properties:
            below = dict(inner)
            _carry(below, child, carries)
            if below != inner:
                record[key] = below
                return


def _carried(carries: tuple[str, ...]) -> Json:
    wanted = contract(carries[0])
    is_whole = wanted.carried is wanted.event
    value = copy.deepcopy(wanted.samples[0].event) if is_whole else example_of(wanted.carried)
    if len(carries) > 1 and isinstance(value, Mapping):
        value = dict(value)
        _carry(value, wanted.carried, carries[1:])
    return value


def _with_ids(event: Json, seed: int) -> Json:
    """The event with other ids; with the seed 0 those of the sample stay."""
    if seed == 0:
        return event
    source = random.Random(seed)
    known: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        old = match.group()
        if old not in known:
            known[old] = str(uuid.UUID(int=source.getrandbits(128), version=4))
        return known[old]

    return value_in(_UUID.sub(other, text_of(event)))


def _object(text: str) -> JsonObject:
    value = value_in(text)
    return value if isinstance(value, Mapping) else {}
