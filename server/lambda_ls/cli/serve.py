"""`lambda-ls serve`: the language server."""

from __future__ import annotations

from ..lsp.server import serve_stdio, serve_tcp
from .errors import FINE, CommandError


def serve(address: str | None) -> int:
    """Serve on stdin and stdout, or at `HOST:PORT`, until the client says exit."""
    if address is None:
        serve_stdio()
        return FINE
    host, _, port = address.rpartition(":")
    if not host or not (port.isascii() and port.isdigit()) or int(port) > 65_535:
        raise CommandError(f"`{address}` is not HOST:PORT")
    try:
        serve_tcp(host, int(port))
    except OSError as error:
        raise CommandError(f"cannot listen at `{address}`: {error.strerror or error}") from error
    return FINE
