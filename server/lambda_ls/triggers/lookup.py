"""Looking a path of handler code up in what a trigger sends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

from msgspec import Struct

from ..model.flow import Key, Lack, Path, Root, Step, Value
from ..model.trigger import NO_SETTINGS, EventSettings
from .catalogue import all_definitions
from .contract import contract
from .shape import Shape

_ENCODINGS = {Step.JSON: "json", Step.BASE64: "base64", Step.GZIP: "gzip"}
_PARAMETER = re.compile(r"\{([^{}+]+)\+?\}")
_PATHS_REMEMBERED = 1_024
_NEITHER: frozenset[Lack] = frozenset()


class Found(Struct, frozen=True):
    """A value that the trigger sends.

    `key` is its key as the trigger writes it, empty for the event itself and for items. `shapes`
    are what it can look like, never none; `lacks` are the ways in which it can fail to be there.
    """

    key: str
    shapes: tuple[Shape, ...]
    lacks: frozenset[Lack] = _NEITHER

    @property
    def shape(self) -> Shape:
        """The shape that tells most of it."""
        return next((shape for shape in self.shapes if shape.description), self.shapes[0])


class NoSuchKey(Struct, frozen=True):
    """The trigger certainly never sends the key; `owner` is the object that would hold it."""

    owner: Found
    key: str


Answer: TypeAlias = Found | NoSuchKey | None
"""None where it cannot be told: content of the user's, or code that does not fit the event."""


def look_up(trigger: str, settings: EventSettings, value: Value) -> Answer:
    """What a trigger has at the place of the event that a value came from."""
    return _Search(settings, value.data_class is not None).follow(trigger, value.path)


def keys_of(trigger: str, settings: EventSettings, owner: Value) -> tuple[Found, ...]:
    """The keys that a trigger's event has in the object that a value is."""
    search = _Search(settings, owner.data_class is not None)
    found = search.follow(trigger, owner.path)
    return tuple(search.keys(found)) if isinstance(found, Found) else ()


@lru_cache(maxsize=_PATHS_REMEMBERED)
def keys_anywhere(path: Path) -> frozenset[str]:
    """The keys that the event of any trigger has at a path, whatever the template says."""
    owner = Value(Root.EVENT, path)
    return frozenset(
        found.key for each in all_definitions() for found in keys_of(each.id, NO_SETTINGS, owner)
    )


def route_parameters(route: str) -> tuple[str, ...]:
    """The names in the braces of a route; of `{proxy+}` it is `proxy`."""
    return tuple(_PARAMETER.findall(route))


class _Search:
    """One search; `is_class` tells that a data class stands before the event's own keys."""

    def __init__(self, settings: EventSettings, is_class: bool) -> None:
        self._settings = settings
        self._is_class = is_class
        self._carried = list(settings.carries)

    def follow(self, trigger: str, path: Path) -> Answer:
        found: Answer = Found("", contract(trigger).event.alternatives)
        for step in path:
            if not isinstance(found, Found):
                return None
            found = (
                self._key(found, step.name) if isinstance(step, Key) else self._step(found, step)
            )
        return found

    def keys(self, owner: Found) -> Iterator[Found]:
        names = (name for shape in owner.shapes for name in self._properties(shape))
        for name in dict.fromkeys(names):
            found = self._key(owner, name)
            if isinstance(found, Found):
                yield found

    def _key(self, owner: Found, name: str) -> Answer:
        """The value at a key; certainly none where every shape of the owner is closed."""
        objects = [shape for shape in owner.shapes if "object" in shape.types]
        # A list or a string has members of its language's own.
        if len(objects) != sum(shape.types != {"null"} for shape in owner.shapes):
            return None
        written = self._written(objects, name)
        if written is None:
            is_certain = not self._is_class and all(self._lets_out(each, name) for each in objects)
            return NoSuchKey(owner, name) if is_certain else None
        known = [each for shape in objects if (each := self._properties(shape).get(written))]
        if known:
            shapes = tuple(each for shape in known for each in shape.alternatives)
            return Found(written, shapes, frozenset(self._lacks(objects, written, shapes)))
        values = (shape.values for shape in objects if shape.values)
        own = tuple(each for shape in values for each in shape.alternatives)
        return Found(written, own, frozenset({Lack.ABSENT}))

    def _written(self, objects: Sequence[Shape], name: str) -> str | None:
        """The key as the trigger writes it; None where no shape has it."""
        known = [key for shape in objects for key in self._properties(shape)]
        if name in known:
            return name
        if self._is_class:
            return next((key for key in known if _plain(key) == _plain(name)), None)
        own = (shape for shape in objects if shape.values and not self._is_route(shape))
        return name if any(_can_be_called(name, shape) for shape in own) else None

    def _properties(self, shape: Shape) -> Mapping[str, Shape]:
        """The known keys; of path parameters those of the route."""
        if self._is_route(shape) and shape.values:
            return dict.fromkeys(route_parameters(self._settings.path or ""), shape.values)
        return shape.properties

    def _lacks(self, owners: Iterable[Shape], name: str, shapes: Iterable[Shape]) -> Iterator[Lack]:
        # A route with parameters always sends them, one without never does.
        if any(map(self._is_route, shapes)) and route_parameters(self._settings.path or ""):
            return
        if any(shape.is_nullable for shape in shapes):
            yield Lack.NULL
        for owner in owners:
            if name not in owner.required and not self._is_route(owner):
                yield Lack.ABSENT

    def _lets_out(self, shape: Shape, name: str) -> bool:
        """Whether an object certainly never has a key that is not one of those listed."""
        # What can be a list too has the members of lists.
        is_object = shape.types <= {"object", "null"} and not shape.is_open
        has_others = shape.values is not None and _can_be_called(name, shape)
        return self._is_route(shape) or (is_object and not has_others)

    def _is_route(self, shape: Shape) -> bool:
        """Whether the template's route decides which keys an object has."""
        return shape.template == "path-parameters" and self._settings.path is not None

    def _step(self, found: Found, step: Step) -> Answer:
        if step is Step.ITEM:
            below = [shape.items for shape in found.shapes if shape.items]
        elif step is Step.VALUE:
            # Which of several known keys it is cannot be told.
            below = [shape.values for shape in found.shapes if shape.values]
            if any(shape.properties for shape in found.shapes):
                return None
        else:
            return self._decoded(found, step)
        shapes = tuple(each for shape in below for each in shape.alternatives)
        return Found("", shapes) if shapes else None

    def _decoded(self, found: Found, step: Step) -> Answer:
        encoding = _ENCODINGS[step]
        contents = [shape.decoded(encoding) for shape in found.shapes if shape.encoding]
        known = [content for content in contents if content]
        if known:
            return Found("", tuple(each for shape in known for each in shape.alternatives))
        if contents and encoding == "json" and self._carried:
            inner = contract(self._carried.pop(0)).carried
            return Found("", inner.alternatives)
        return None


def _can_be_called(name: str, shape: Shape) -> bool:
    """Whether one of the keys that the user chooses can have a name."""
    return not shape.is_lower_case or name == name.lower()


def _plain(name: str) -> str:
    """A name without what differs between `messageId` and `message_id`."""
    return "".join(letter for letter in name.lower() if letter.isalnum())
