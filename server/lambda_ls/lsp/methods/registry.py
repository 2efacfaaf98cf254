"""All methods that every client is offered."""

from __future__ import annotations

from . import (
    actions,
    completion,
    configuration,
    documents,
    files,
    hover,
    inlay_hints,
    lenses,
    navigation,
    rename,
    signatures,
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
    *inlay_hints.METHODS,
    *signatures.METHODS,
    *actions.METHODS,
)
"""Every method but those of `pull.py`, which are only for clients that pull findings."""
