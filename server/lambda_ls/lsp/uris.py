"""File URIs and paths of the operating system."""

from __future__ import annotations

import ntpath
import os
import posixpath
import re
from urllib.parse import quote, unquote, urlsplit

_DRIVE = re.compile(r"/?([A-Za-z]):(?=[/\\]|\Z)")
# What RFC 3986 allows in a path, less the characters that editors encode to be safe.
_UNQUOTED = "/-._~!$&'()*+,;=@"
_ON_WINDOWS = os.name == "nt"


def path_of(uri: str, windows: bool = _ON_WINDOWS) -> str | None:
    r"""The absolute, normalised path of a file URI; None for every other URI.

    On Windows drive letters become capitals, and `file://server/share` is `\\server\share`.
    """
    try:
        parts = urlsplit(uri)
    except ValueError:
        return None
    path = unquote(parts.path, errors="surrogateescape")
    if parts.scheme != "file" or "\0" in path or not path.startswith("/"):
        return None
    host = "" if parts.netloc.lower() == "localhost" else unquote(parts.netloc)
    if windows:
        return _windows_path(host, path)
    return None if host else posixpath.normpath("/" + path.lstrip("/"))


def uri_of(path: str, windows: bool = _ON_WINDOWS) -> str:
    """The URI of an absolute path."""
    if not windows:
        return "file://" + quote(path, safe=_UNQUOTED, errors="surrogateescape")
    path = path.replace("\\", "/")
    if path.startswith("//"):
        return "file:" + quote(path, safe=_UNQUOTED, errors="surrogatepass")
    return "file:///" + quote(path, safe=_UNQUOTED, errors="surrogatepass")


def _windows_path(host: str, path: str) -> str | None:
    if host:
        return ntpath.normpath(f"//{host}{path}")
    drive = _DRIVE.match(path)
    if drive is None:
        return None
    return ntpath.normpath(f"{drive[1].upper()}:{path[drive.end() :] or '/'}")
