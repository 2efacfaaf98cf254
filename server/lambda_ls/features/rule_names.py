"""Rules by the names that settings and the command line give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..rules.registry import RULES, by_name
from ..text.similar import nearest
from ..workspace.settings import ReadSettings, Settings, SettingsProblem


def no_such_rule(name: str) -> str | None:
    """What to say of a rule name that does not exist; None if it does."""
    if by_name(name):
        return None
    near = nearest_rule(name)
    hint = f"did you mean `{near}`?" if near else "`lambda-ls explain` lists all rules"
    return f"there is no rule `{name}`; {hint}"


def nearest_rule(name: str) -> str | None:
    """The rule whose name is most alike, if any is."""
    return nearest(name, (rule.name for rule in RULES))


def is_checked(rule: str, settings: Settings) -> bool:
    """Whether the settings want a rule checked; names that do not exist count as not there."""
    selected = [name for name in settings.select if by_name(name)]
    return (not selected or rule in selected) and rule not in settings.ignore


def problems_of(read: ReadSettings) -> tuple[SettingsProblem, ...]:
    """Everything in settings that cannot be followed, names of rules included."""
    unknown = (
        *_unknown(read.settings.select, read.source, "select"),
        *_unknown(read.settings.ignore, read.source, "ignore"),
        *_unknown((rule for rule, _ in read.settings.severity), read.source, "severity"),
    )
    return (*read.problems, *unknown)


def _unknown(names: Iterable[str], source: str, key: str) -> Iterator[SettingsProblem]:
    for name in names:
        message = no_such_rule(name)
        if message:
            yield SettingsProblem(source, key, message)
