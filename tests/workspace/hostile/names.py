"""Texts that are paths, names or handlers as nobody means them."""

from __future__ import annotations

LONG = "a" * 100_000
HOSTILE_TEXTS = {
    "parents": "../../../etc/passwd",
    "many parents": "../" * 1_000 + "etc/passwd",
    "absolute": "/etc/passwd",
    "home": "~/app",
    "home of root": "~root/app",
    "variable": "$HOME/app",
    "drive": "C:\\Windows\\app",
    "drive with slash": "C:/Windows/app",
    "relative to a drive": "C:app",
    "share": "\\\\server\\share\\app",
    "device": "\\\\.\\PhysicalDrive0",
    "stream": "app.py:stream",
    "reserved name": "CON",
    "NUL": "a\0b",
    "long name": LONG,
    "long path": "a/" * 50_000,
    "deep path": "a/" * 1_900,
    "many dots": "." * 100_000,
    "long dotted": "a." * 50_000,
    "escaped surrogate": "\ud800\udfff",
    "surrogate of a byte": "\udcff",
    "emoji": "😀/👩‍👩‍👧",
    "right to left": "\u202eapp",
    "line separators": "a\u2028b\u2029c",
    "control characters": "a\x1b[31m\x07\x08",
    "line ends": "a\r\nb",
    "blank": " ",
    "empty": "",
    "pattern": "**/*.[py]{a,b}?",
    "address": "file:///etc/passwd",
    "format": "%s{0}{name}%(x)s",
}
