"""Triggers as they are shown to people."""

from __future__ import annotations

from ..model.trigger import Trigger


def trigger_title(trigger: Trigger) -> str:
    """A trigger for people: its kind and what sends the events."""
    return f"{trigger.title} {trigger.source or trigger.name}".rstrip()
