"""Which files a command reads as templates, and what it has to say of those it does not."""

from __future__ import annotations

import os
from collections.abc import Iterator

from ..languages.registry import is_source_file
from ..workspace.disk import LARGEST_FILE, decode, is_below, outermost, read_bytes, read_folder
from ..workspace.project_settings import ProjectSettings
from ..workspace.scan import Scan, may_be_template, scan
from ..workspace.settings import SettingsProblem
from .errors import CommandError
from .output import note
from .progress import Progress
from .target import Target, open_workspace, shown

_PROGRAMS = ("serverless.ts", "serverless.js", "serverless.cjs", "serverless.mjs")


def candidates(target: Target, progress: Progress, *, tells_all: bool = False) -> list[str]:
    """The files that can be templates and concern the target, in the order of their paths.

    Those below the asked folders and beside the folders above them, the asked files, and all of
    the workspace where a source file is asked about, since any template may name it. Says why an
    asked file is not checked, with `tells_all` also of the services that are written as programs.

    Raises:
        CommandError: if a settings file of what is asked about cannot be followed.
    """
    settings = open_workspace(target, ()).project_settings
    excluded = [path for path in target.paths if settings.excludes(path)]
    folders = [path for path in target.paths if os.path.isdir(path)]
    files = [path for path in target.paths if path not in folders and path not in excluded]
    found = {path for folder in folders for path in _data_files_above(folder, target.root)}
    templates = {path: _templates_of(target, path) for path in files}
    found.update(*templates.values())
    if any(_is_code(path) for path in files):
        folders = [target.root]
    scanned = scan(
        outermost(folders), lambda count: progress.tell(f"reading folders ... {count}"), settings
    )
    _refuse_problems(settings, target)
    for path in excluded:
        note(f"lambda-ls: `{shown(path)}` is excluded by the settings")
    programs = _programs(scanned) if tells_all else ()
    for path in dict.fromkeys((*files, *programs)):
        reason = None if templates.get(path) else _why_not_checked(path)
        if reason:
            note(f"lambda-ls: `{shown(path)}` is not checked: {reason}")
    found.update(scanned.candidates)
    return sorted(found)


def _is_code(path: str) -> bool:
    return is_source_file(path) and not _is_serverless_program(path)


def _is_serverless_program(path: str) -> bool:
    """Whether a file describes a service as a program; handlers are in files of that name too."""
    if not (is_source_file(path) and os.path.basename(path).startswith("serverless.")):
        return False
    data = read_bytes(path) or b""
    return b"provider" in data and b"functions" in data


def _programs(scanned: Scan) -> list[str]:
    """The files below the scanned folders that describe a service as a program."""
    found = (
        os.path.join(folder, name)
        for folder, listing in scanned.listings.items()
        for name in _PROGRAMS
        if listing.get(name) == "file"
    )
    return sorted(filter(_is_serverless_program, found))


def _templates_of(target: Target, path: str) -> list[str]:
    """The templates that an asked file is a part of: itself, or those near it that include it.

    Templates that include it stand beside it or in a folder above, where services are.
    """
    if not may_be_template(os.path.basename(path)):
        return []
    workspace = open_workspace(target, (path,))
    if workspace.template(path) is not None:
        return [path]
    near = _data_files_above(os.path.join(os.path.dirname(path), os.curdir), target.root)
    return [each.path for each in open_workspace(target, near).snapshot().templates_reading(path)]


def _why_not_checked(path: str) -> str | None:
    """Why a file that no template is made of is not checked; None if it is."""
    name = os.path.basename(path)
    if _is_serverless_program(path):
        return "it describes a service as a program, and only YAML and JSON are read"
    if not is_source_file(path) and not may_be_template(name):
        return "it is neither a template in YAML or JSON nor a source file"
    try:
        is_large = os.path.getsize(path) > LARGEST_FILE
    except OSError:
        is_large = False
    if is_large:
        return f"it is larger than {LARGEST_FILE // 1024 // 1024} MiB"
    data = read_bytes(path)
    if data is None:
        return "it cannot be read"
    if decode(data) is None:
        return "it is not text"
    return None if is_source_file(path) else "it is not a template"


def _refuse_problems(settings: ProjectSettings, target: Target) -> None:
    """End the command if settings that count for what is asked about cannot be followed."""
    concerned = [
        each for each in settings.read() if _concerns(os.path.dirname(each.source), target)
    ]
    if not concerned:
        return
    # It knows all rules, which most commands have no use for.
    from ..features.rule_names import problems_of

    problems = [problem for read in concerned for problem in problems_of(read)]
    if problems:
        *others, last = map(_worded, problems)
        for each in others:
            note(f"lambda-ls: {each}")
        raise CommandError(last)


def _concerns(folder: str, target: Target) -> bool:
    return target.includes(folder) or any(is_below(path, folder) for path in target.paths)


def _worded(problem: SettingsProblem) -> str:
    key = f"`{problem.key}`: " if problem.key else ""
    return f"{shown(problem.source)}: {key}{problem.message}"


def _data_files_above(folder: str, root: str) -> Iterator[str]:
    """The files that can be templates in the folders above a folder, up to the root."""
    while folder != root:
        folder = os.path.dirname(folder)
        entries = read_folder(folder) or ()
        yield from (
            os.path.join(folder, entry.name) for entry in entries if may_be_template(entry.name)
        )
