"""A run that is asked for."""

from __future__ import annotations

from msgspec import Struct, field

from ..aws.data import Json
from ..runtime.plan import Choices


class Given(Struct, frozen=True):
    """An event that the user has given."""

    event: Json


class Order(Struct, frozen=True):
    """What the user wants to be run.

    `target` is a function as on the command line. Without a `given` event, `trigger` names the
    sample; both may be left out.
    """

    target: str
    given: Given | None = None
    trigger: str | None = None
    choices: Choices = field(default_factory=Choices)
