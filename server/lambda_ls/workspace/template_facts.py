"""The facts of one template, which rules and features read."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.template import Template


@dataclass(frozen=True, slots=True, eq=False)
class TemplateFacts:
    """All that is known of one template's text."""

    template: Template
