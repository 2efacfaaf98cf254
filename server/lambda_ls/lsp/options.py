"""What an editor says of itself beyond the protocol, when it connects."""

from __future__ import annotations

from msgspec import Struct


class Options(Struct, frozen=True):
    """The initialization options.

    `trusted` is false while the user has not said that the workspace's code may be run, `status`
    is true where the editor shows what `lambda-ls/status` tells. `shows_runs` is true where it
    shows by itself what comes of a run, `debugs` where it can start a debugger. `rule_pages` is
    what the URIs begin with by which it shows the pages of rules, empty where it shows none.
    """

    trusted: bool = True
    status: bool = False
    shows_runs: bool = False
    debugs: bool = False
    rule_pages: str = ""

    @classmethod
    def of(cls, value: object) -> Options:
        """Read what a client sends; what it leaves out or misspells has its default."""
        sent = value if isinstance(value, dict) else {}
        rule_pages = sent.get("rulePages")
        return cls(
            trusted=sent.get("trusted") is not False,
            status=sent.get("status") is True,
            shows_runs=sent.get("showsRuns") is True,
            debugs=sent.get("debugs") is True,
            rule_pages=rule_pages if isinstance(rule_pages, str) else "",
        )
