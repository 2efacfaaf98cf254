"""Texts that an edit writes into a template."""

from __future__ import annotations

import os
import re

# What means the same plain, within quotes, in YAML and in JSON.
_PLAIN = re.compile(r"[\w./$][\w.$/@+~=-]*(?: [\w.$/@+~=-]+)*")
_NUMBER = re.compile(r"[\d.+-]*")


def is_plain(text: str) -> bool:
    """Whether a text can stand in a template however the text before it was quoted."""
    return bool(_PLAIN.fullmatch(text)) and not _NUMBER.fullmatch(text)


def path_from(folder: str, path: str) -> str | None:
    """A path as a template in `folder` writes it; None on another drive of Windows."""
    try:
        return os.path.relpath(path, folder).replace(os.sep, "/")
    except ValueError:
        return None


def in_style_of(text: str, path: str) -> str:
    """A path with a leading `./` and a trailing `/` where `text` has them."""
    leads = text.startswith("./") and not path.startswith(".")
    trails = text.endswith("/") and not path.endswith("/")
    return f"{'./' if leads else ''}{path}{'/' if trails else ''}"
