"""Which client runs which language."""

from __future__ import annotations

from .base import CannotRunError, Client

_WITHOUT_LANGUAGE = {"": "in an unknown language", "provided": "on a custom runtime"}


def client_of(family: str | None) -> Client:
    """The client of a family of runtimes (`python`, `node`).

    Raises:
        CannotRunError: if handlers of the family cannot be run.
    """
    # Each is imported when it is wanted, since a run must start in a blink.
    if family == "python":
        from .python.client import PythonClient

        return PythonClient()
    if family == "node":
        from .node.client import NodeClient

        return NodeClient()
    where = _WITHOUT_LANGUAGE.get(family or "", f"in {family}")
    raise CannotRunError(f"handlers {where} cannot be run locally yet")
