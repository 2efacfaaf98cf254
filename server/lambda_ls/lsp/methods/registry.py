"""All methods that every client is offered."""

from __future__ import annotations

from . import (
    actions,
    completion,
    configuration,
    documents,
    files,
    hover,
    lenses,
    navigation,
    rename,
    symbols,
)
from .base import Method

METHODS: tuple[Method, ...] = (
    *documents.METHODS,
    *files.METHODS,
    *configuration.METHODS,
    *completion.METHODS,
    *hover.METHODS,
    *navigation.METHODS,
    *rename.METHODS,
    *symbols.METHODS,
    *lenses.METHODS,
    *actions.METHODS,
)
"""Every method but those of `pull.py`, which are only for clients that pull findings."""
