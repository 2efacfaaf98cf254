"""What the user can choose, defined once: reading, checking and documentation follow from it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Annotated, Any, get_type_hints

from msgspec import Struct, field
from msgspec.structs import replace

from ..model.finding import Severity
from ..text.similar import nearest
from .patterns import matches, problem_of
from .setting_kinds import SEVERITIES, SWITCH, TEXTS, Kind

CLIENT_SETTINGS = frozenset({"path", "saveBeforeRun", "trace"})
"""Settings of VS Code's extension, which it sends along with the server's."""


class _Choice(Struct, frozen=True):
    """What a field of `Settings` that the user can set is for; `example` is a value in TOML."""

    kind: Kind[Any]
    description: str
    example: str


class Settings(Struct, frozen=True):
    """What is chosen for a file. A list that is empty counts as not set.

    `folder` is the absolute path from which `exclude` counts, empty where that is the workspace
    folder. `today` is the day on which dates of runtimes are judged.
    """

    select: Annotated[
        tuple[str, ...],
        _Choice(
            TEXTS,
            "Names of the only rules to check. Empty: all rules.",
            '["handler-module-not-found", "handler-function-not-found"]',
        ),
    ] = ()
    ignore: Annotated[
        tuple[str, ...],
        _Choice(
            TEXTS,
            "Names of rules not to check.",
            '["runtime-end-of-life"]',
        ),
    ] = ()
    severity: Annotated[
        tuple[tuple[str, Severity], ...],
        _Choice(
            SEVERITIES,
            "How much the findings of a rule matter, by its name: `error`, `warning`, "
            "`information` or `hint`. A rule that is not named has the severity of its page.",
            '{ runtime-end-of-life = "error", duplicate-key = "warning" }',
        ),
    ] = ()
    exclude: Annotated[
        tuple[str, ...],
        _Choice(
            TEXTS,
            "Files and folders in which nothing is looked for or reported, as patterns below the "
            "folder of the settings file, or below the workspace folder if set in the editor. "
            "`*` and `?` stand for characters of one name, `**` for any number of folders; a "
            "pattern without `/` means that name in every folder.",
            '["legacy", "packages/*/fixtures", "**/*.generated.yaml"]',
        ),
    ] = ()
    inlay_hints: Annotated[
        bool | None,
        _Choice(
            SWITCH,
            "Whether the editor shows behind the event parameter of a handler what sends the "
            "event. It does unless this is false.",
            "false",
        ),
    ] = None
    folder: str = ""
    today: date = field(default_factory=date.today)

    def excludes(self, path: str) -> bool:
        """Whether a file or folder, absolute, or a folder above it, is excluded."""
        start = os.path.join(self.folder, "")
        if not self.exclude or not self.folder or not path.startswith(start):
            return False
        names = path[len(start) :].split(os.sep)
        return any(matches(pattern, names) for pattern in self.exclude)

    def severity_of(self, rule: str, default: Severity) -> Severity:
        """How much the findings of a rule matter."""
        return dict(self.severity).get(rule, default)

    def over(self, lower: Settings, root: str) -> Settings:
        """These settings where they are set, else the lower ones; severities rule by rule.

        What is selected here is not ignored because of the lower settings. `root` is the workspace
        folder, from which these settings' own patterns count.
        """
        selected = set(self.select)
        return Settings(
            select=self.select or lower.select,
            ignore=self.ignore or tuple(each for each in lower.ignore if each not in selected),
            severity=tuple(dict((*lower.severity, *self.severity)).items()),
            exclude=self.exclude or lower.exclude,
            inlay_hints=lower.inlay_hints if self.inlay_hints is None else self.inlay_hints,
            folder=(self.folder or root) if self.exclude else lower.folder,
            today=self.today,
        )


class Chosen(Struct, frozen=True):
    """What is chosen in the editor or on the command line, besides settings files.

    `in_folders` are the workspace folders (absolute) for which that is something else.
    """

    everywhere: Settings
    in_folders: tuple[tuple[str, Settings], ...] = ()

    def of(self, root: str) -> Settings:
        """What is chosen for a workspace folder."""
        return dict(self.in_folders).get(root, self.everywhere)


class Setting(Struct, frozen=True):
    """A setting as the documentation shows it; `example` is a value in TOML.

    `field` is its name in `Settings`.
    """

    name: str
    field: str
    kind: Kind[Any]
    description: str
    example: str


SETTINGS = tuple(
    Setting(name.replace("_", "-"), name, each.kind, each.description, each.example)
    for name, hint in get_type_hints(Settings, include_extras=True).items()
    for each in getattr(hint, "__metadata__", ())
)
"""Everything that can be set, in the order of the documentation."""


class SettingsProblem(Struct, frozen=True):
    """A setting that cannot be followed; its default counts instead.

    `source` is the settings file (absolute) or where else the setting comes from, in words; `key`
    is the setting, empty where the file as a whole cannot be read.
    """

    source: str
    key: str
    message: str


class ReadSettings(Struct, frozen=True):
    """Settings with where they come from and what of them could not be followed."""

    settings: Settings
    source: str = ""
    problems: tuple[SettingsProblem, ...] = ()


def settings_of(
    value: object, source: str, folder: str = "", foreign: Iterable[str] = ()
) -> ReadSettings:
    """The settings in a TOML table or JSON object; keys of `foreign` are somebody else's."""
    if value is None:
        return ReadSettings(Settings(folder=folder), source)
    if not isinstance(value, Mapping):
        problem = SettingsProblem(source, "", "the settings must be a table")
        return ReadSettings(Settings(folder=folder), source, (problem,))
    problems = [
        SettingsProblem(source, str(key), _unknown(str(key)))
        for key in value
        if key not in {*(each.name for each in SETTINGS), *foreign}
    ]
    values: dict[str, Any] = {}
    # An editor says null for what is not set.
    for setting in (each for each in SETTINGS if value.get(each.name) is not None):
        values[setting.field], wrong = setting.kind.read(value[setting.name])
        problems += (SettingsProblem(source, setting.name, message) for message in wrong)
    read = Settings(**values, folder=folder)
    unfit = dict(_unfit(read.exclude))
    problems += (SettingsProblem(source, "exclude", message) for message in unfit.values())
    fit = tuple(pattern for pattern in read.exclude if pattern not in unfit)
    return ReadSettings(replace(read, exclude=fit), source, tuple(problems))


def editor_settings(value: object) -> ReadSettings:
    """The settings in what an editor answers for the section `lambda-ls`."""
    return settings_of(value, "the editor's settings", foreign=CLIENT_SETTINGS)


def _unfit(patterns: Iterable[str]) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        reason = problem_of(pattern)
        if reason:
            yield pattern, f"the pattern `{pattern}` cannot work: {reason}"


def _unknown(key: str) -> str:
    near = nearest(key, (each.name for each in SETTINGS))
    known = ", ".join(f"`{each.name}`" for each in SETTINGS)
    return f"unknown setting; did you mean `{near}`?" if near else f"unknown setting; use {known}"
