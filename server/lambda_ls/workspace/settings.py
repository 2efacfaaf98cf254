"""What the user can choose."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one workspace.

    `today` is the day on which dates of runtimes are judged.
    """

    today: date = field(default_factory=date.today)
