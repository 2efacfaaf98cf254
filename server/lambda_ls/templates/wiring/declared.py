"""Resources as they stand in a template."""

from __future__ import annotations

from collections.abc import Hashable
from typing import NamedTuple

from ...model.place import Place
from ...text.span import Span
from ..located import Located
from ..slots import Written

QUEUE = "AWS::SQS::Queue"
MAPPING = "AWS::Lambda::EventSourceMapping"
WITH_SETTINGS = frozenset({QUEUE, MAPPING})
"""The types of resources whose settings rules speak of and fixes change."""


class InFile(NamedTuple):
    """Where a resource is written: its node, and its block's range in the file's text.

    `is_broken` is true where a part of the block cannot be read.
    """

    root: Located
    text: str
    block: Span
    is_broken: bool

    def written(self) -> Written:
        """The resource with the text of its block."""
        return Written(self.root, self.text[self.block.start : self.block.end])


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
