"""The arguments of the commands that run handlers."""

from __future__ import annotations

import os
from collections.abc import Mapping

from msgspec import Struct
from pygls.exceptions import JsonRpcInvalidParams

from ..aws.data import Json
from ..aws.defaults import LONGEST_TIMEOUT
from ..aws.json_text import text_of, value_in
from ..runs.limits import MOST_TIMES
from ..runs.order import Given, Order
from ..runtime.plan import Choices

_NAMES = frozenset(
    {
        *("target", "event", "trigger", "times", "cold", "timeout", "environment"),
        *("awsCredentials", "redeliver"),
    }
)


class Sent(Struct, frozen=True):
    """What a client has sent along with a command, as it is.

    pygls takes no `Any` for it before Python 3.11, where that is no class.
    """

    value: Json


class RunArguments:
    """What a client wants to be run: an object with `target`, and what it chooses besides.

    Raises:
        JsonRpcInvalidParams: with what is wrong, where the arguments are not as documented.
    """

    def __init__(self, given: Json) -> None:
        if not isinstance(given, Mapping):
            raise _wrong("the argument must be an object with `target`")
        unknown = sorted(given.keys() - _NAMES)
        if unknown:
            raise _wrong(f"there is no argument `{unknown[0]}`")
        self._given = given
        self.target = self._text("target")
        if not self.target:
            raise _wrong("`target` must name a function")
        self.times = self._times()
        self.is_cold = self._flag("cold")
        self.redelivers = self._flag("redeliver")

    @property
    def order(self) -> Order:
        """The run that is meant."""
        choices = Choices(
            variables=self._variables(),
            timeout=self._seconds(),
            real_credentials=self._flag("awsCredentials"),
            host=os.environ,
            # The environment is kept: whoever runs the function again finds what this run leaves.
            watches_state=True,
        )
        return Order(self.target, self._event(), self._text("trigger") or None, choices)

    def _event(self) -> Given | None:
        if "event" not in self._given:
            return None
        try:
            # pygls reads more than JSON has: `NaN`, numbers beyond those of a float, any depth.
            return Given(value_in(text_of(self._given["event"])))
        except ValueError as error:
            raise _wrong(f"`event` is not JSON: {error}") from error

    def _text(self, name: str) -> str:
        value = self._given.get(name)
        if value is not None and not isinstance(value, str):
            raise _wrong(f"`{name}` must be a string")
        return value or ""

    def _flag(self, name: str) -> bool:
        value = self._given.get(name, False)
        if not isinstance(value, bool):
            raise _wrong(f"`{name}` must be true or false")
        return value

    def _times(self) -> int:
        value = self._given.get("times", 1)
        # True is a number in Python.
        if isinstance(value, int) and value is not True and 0 < value <= MOST_TIMES:
            return value
        raise _wrong(f"`times` must be a number from 1 to {MOST_TIMES}")

    def _seconds(self) -> float | None:
        value = self._given.get("timeout")
        if value is None:
            return None
        if isinstance(value, int | float) and value is not True and 0 < value <= LONGEST_TIMEOUT:
            return float(value)
        raise _wrong(f"`timeout` must be a number of seconds, up to {LONGEST_TIMEOUT}")

    def _variables(self) -> tuple[tuple[str, str], ...]:
        value = self._given.get("environment")
        if value is None:
            return ()
        if not isinstance(value, Mapping):
            raise _wrong("`environment` must be an object of strings")
        pairs = tuple((name, each) for name, each in value.items() if isinstance(each, str))
        if len(pairs) < len(value):
            raise _wrong("`environment` must be an object of strings")
        return pairs


def _wrong(text: str) -> JsonRpcInvalidParams:
    return JsonRpcInvalidParams(text)
