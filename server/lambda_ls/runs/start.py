"""Starting the process of a run before there is an event loop."""

from __future__ import annotations

from ..runtime.clients.base import CannotRunError
from ..runtime.host import Host
from .errors import NoRunError
from .order import Prepared


def start_ahead(prepared: Prepared, host: Host) -> None:
    """Start it on a host, where the first environment of its plan takes it in.

    Raises:
        NoRunError: if it cannot be started.
    """
    try:
        host.start_ahead(prepared.plan)
    except CannotRunError as error:
        raise NoRunError(str(error)) from error
