"""Resources as they stand in a template."""

from __future__ import annotations

from collections.abc import Hashable
from typing import NamedTuple

from ...model.place import Place
from ..located import Located
from ..slots import Written

QUEUE = "AWS::SQS::Queue"
MAPPING = "AWS::Lambda::EventSourceMapping"
WITH_SETTINGS = frozenset({QUEUE, MAPPING})
"""The types of resources whose settings rules speak of and fixes change."""


class InFile(NamedTuple):
    """Where a resource is written; `is_broken` is true where a part of its block cannot be read."""

    written: Written
    is_broken: bool


class Declared(NamedTuple):
    """A resource as it stands in a template; `state` changes with its text.

    `exact` is the resource without anything that is only likely, None where `root` has nothing of
    the kind. `file` is where a resource of the types with settings is written, None for one that is
    made of something else.
    """

    id: str
    kind: str
    place: Place
    root: Located
    state: Hashable
    exact: Located | None = None
    file: InFile | None = None
