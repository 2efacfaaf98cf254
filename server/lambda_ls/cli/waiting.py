"""`lambda-ls invoke --debug`: a handler that waits for a debugger."""

from __future__ import annotations

import json
import socket

from ..runs.errors import NoRunError
from ..runtime.clients.base import CannotRunError
from ..runtime.debugging import listening
from ..runtime.plan import Plan
from .output import note

_HOST = "127.0.0.1"


def waiting_for_debugger(found: Plan) -> Plan:
    """The plan whose process waits for a debugger; tells how to attach one.

    Raises:
        NoRunError: if it cannot be debugged here.
    """
    port = _free_port()
    try:
        plan = listening(found, port)
    except CannotRunError as error:
        raise NoRunError(str(error)) from error
    note(f"`{plan.function}` waits for a debugger at {_HOST}:{port}; its timeout is paused")
    if plan.family == "node":
        note(f"attach with: node inspect {_HOST}:{port}")
    note(f"attach with VS Code, by this configuration: {json.dumps(_attach(plan.family, port))}")
    note("whoever can use this machine can attach, too; Ctrl-C ends it")
    return plan


def _attach(family: str, port: int) -> dict[str, object]:
    if family == "python":
        where = {"connect": {"host": _HOST, "port": port}, "justMyCode": True}
        return {"name": "Lambda", "type": "debugpy", "request": "attach", **where}
    internals = ["<node_internals>/**", "**/lambda_ls/runtime/clients/**"]
    where = {"address": _HOST, "port": port, "skipFiles": internals}
    return {"name": "Lambda", "type": "node", "request": "attach", **where}


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((_HOST, 0))
        port: int = found.getsockname()[1]
        return port
