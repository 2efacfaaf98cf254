"""What the user can choose, defined once: reading, checking and documentation follow from it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date

from ..text.similar import nearest
from .patterns import matches, problem_of

CLIENT_SETTINGS = frozenset({"path", "trace"})
"""Settings of VS Code's extension, which it sends along with the server's."""


def _setting(description: str, example: str) -> tuple[str, ...]:
    """A field that the user can set to a list of texts."""
    metadata = {"description": description, "example": example}
    empty: tuple[str, ...] = field(default=(), metadata=metadata)
    return empty


@dataclass(frozen=True, slots=True)
class Settings:
    """What is chosen for a file. A list that is empty counts as not set.

    `folder` is the absolute path from which `exclude` counts, empty where that is the workspace
    folder. `today` is the day on which dates of runtimes are judged.
    """

    select: tuple[str, ...] = _setting(
        "Names of the only rules to check. Empty: all rules.",
        '["handler-module-not-found", "handler-function-not-found"]',
    )
    ignore: tuple[str, ...] = _setting(
        "Names of rules not to check.",
        '["runtime-end-of-life"]',
    )
    exclude: tuple[str, ...] = _setting(
        "Files and folders in which nothing is looked for or reported, as patterns below the "
        "folder of the settings file, or below the workspace folder if set in the editor. `*` and "
        "`?` stand for characters of one name, `**` for any number of folders; a pattern without "
        "`/` means that name in every folder.",
        '["legacy", "packages/*/fixtures", "**/*.generated.yaml"]',
    )
    folder: str = ""
    today: date = field(default_factory=date.today)

    def excludes(self, path: str) -> bool:
        """Whether a file or folder, absolute, or a folder above it, is excluded."""
        start = os.path.join(self.folder, "")
        if not self.exclude or not self.folder or not path.startswith(start):
            return False
        names = path[len(start) :].split(os.sep)
        return any(matches(pattern, names) for pattern in self.exclude)

    def over(self, lower: Settings, root: str) -> Settings:
        """These settings where they are set, else the lower ones.

        What is selected here is not ignored because of the lower settings. `root` is the workspace
        folder, from which these settings' own patterns count.
        """
        selected = set(self.select)
        return Settings(
            select=self.select or lower.select,
            ignore=self.ignore or tuple(each for each in lower.ignore if each not in selected),
            exclude=self.exclude or lower.exclude,
            folder=(self.folder or root) if self.exclude else lower.folder,
            today=self.today,
        )


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting as the documentation shows it; `example` is a value in TOML and JSON."""

    name: str
    description: str
    example: str


SETTINGS = tuple(
    Setting(each.name, each.metadata["description"], each.metadata["example"])
    for each in fields(Settings)
    if each.metadata
)
"""Everything that can be set, in the order of the documentation."""


@dataclass(frozen=True, slots=True)
class SettingsProblem:
    """A setting that cannot be followed; its default counts instead.

    `source` is the settings file (absolute) or where else the setting comes from, in words; `key`
    is the setting, empty where the file as a whole cannot be read.
    """

    source: str
    key: str
    message: str


@dataclass(frozen=True, slots=True)
class ReadSettings:
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
    lists = {each.name: _texts(value.get(each.name)) for each in SETTINGS}
    problems += (
        SettingsProblem(source, name, "must be a list of texts")
        for name, texts in lists.items()
        if texts is None
    )
    unfit = {each: problem_of(each) for each in lists["exclude"] or ()}
    problems += (
        SettingsProblem(source, "exclude", f"the pattern `{pattern}` cannot work: {reason}")
        for pattern, reason in unfit.items()
        if reason
    )
    settings = Settings(
        select=lists["select"] or (),
        ignore=lists["ignore"] or (),
        exclude=tuple(pattern for pattern, reason in unfit.items() if not reason),
        folder=folder,
    )
    return ReadSettings(settings, source, tuple(problems))


def editor_settings(value: object) -> ReadSettings:
    """The settings in what an editor answers for the section `lambda-ls`."""
    return settings_of(value, "the editor's settings", foreign=CLIENT_SETTINGS)


def _unknown(key: str) -> str:
    near = nearest(key, (each.name for each in SETTINGS))
    known = ", ".join(f"`{each.name}`" for each in SETTINGS)
    return f"unknown setting; did you mean `{near}`?" if near else f"unknown setting; use {known}"


def _texts(value: object) -> tuple[str, ...] | None:
    """A list of texts; what is not set is empty. None for anything else."""
    if value is None:
        return ()
    if not isinstance(value, list):
        return None
    texts = tuple(each for each in value if isinstance(each, str))
    return texts if len(texts) == len(value) else None
