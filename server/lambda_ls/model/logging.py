"""How a function's log is written, as its template says it."""

from __future__ import annotations

from msgspec import Struct

from .place import MaybeText


class Logging(Struct, frozen=True):
    """The properties of a function's `LoggingConfig`; None where the template says nothing.

    `format` is `JSON` or `Text`. The levels hold for JSON: that of the function's own records, and
    that of what Lambda tells of each invocation.
    https://docs.aws.amazon.com/lambda/latest/api/API_LoggingConfig.html
    """

    format: MaybeText | None = None
    application_level: MaybeText | None = None
    system_level: MaybeText | None = None
    group: MaybeText | None = None


NO_LOGGING = Logging()
"""That of a template which says nothing of it."""
