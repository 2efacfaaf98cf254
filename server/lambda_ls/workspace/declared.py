"""What a function's template alone tells of how it runs."""

from __future__ import annotations

from ..aws.runtimes import family_of
from ..model.function import Dialect, Function
from ..model.place import likely


def declared_family(function: Function) -> str | None:
    """The language of its runtime, None where it names none.

    The Serverless Framework takes Node.js where a service names no runtime.
    """
    if function.runtime is None and function.dialect is Dialect.SERVERLESS:
        return "node"
    return family_of(likely(function.runtime) or "")
