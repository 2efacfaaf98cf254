"""The facts of one template, which rules and features read."""

from __future__ import annotations

from msgspec import Struct

from ..model.template import Template


class TemplateFacts(Struct, frozen=True, eq=False):
    """All that is known of one template's text."""

    template: Template
