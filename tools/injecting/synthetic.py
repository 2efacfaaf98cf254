"""Small projects for each form in which handlers are handed to Lambda, with a few triggers each."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from textwrap import indent

from .node_forms import NODE_FORMS
from .python_forms import PYTHON_FORMS
from .sample_bodies import EVENTS, PYTHON_BODIES, RESOURCES
from .sample_node_bodies import NODE_BODIES, NODE_CALLBACKS

_MARK = re.compile(r"^(?P<indent> *)(?:BODY|CALLBACK)$", re.MULTILINE)
_RUNTIMES = {".py": "python3.13"}
_INLINE = ("plain", "exports_arrow")


@contextmanager
def written_projects() -> Iterator[list[str]]:
    """The folders of all projects, which are there as long as the context."""
    with TemporaryDirectory() as top:
        folders: list[str] = []
        for prefix, forms, bodies in _languages():
            for form, files in forms.items():
                folder = os.path.join(top, f"{prefix}_{form}")
                _write(folder, _project(files, bodies))
                folders.append(folder)
                if form in _INLINE:
                    folders.append(f"{folder}_inline")
                    _write(folders[-1], {"template.yaml": _inline(files, bodies)})
        yield folders


def _languages() -> Iterator[tuple[str, Mapping[str, Mapping[str, str]], Mapping[str, str]]]:
    yield "python", PYTHON_FORMS, PYTHON_BODIES
    yield "node", NODE_FORMS, NODE_BODIES


def _project(files: Mapping[str, str], bodies: Mapping[str, str]) -> dict[str, str]:
    written: dict[str, str] = {}
    template = _HEAD
    for name, event in EVENTS.items():
        for path, text in files.items():
            written[f"{name.lower()}/{path}"] = _filled(text, name, bodies)
        runtime = _RUNTIMES.get(os.path.splitext(next(iter(files)))[1], "nodejs22.x")
        template += _function(name, runtime, event, f"      CodeUri: {name.lower()}/\n", "app")
    return {**written, "template.yaml": template + RESOURCES}


def _inline(files: Mapping[str, str], bodies: Mapping[str, str]) -> str:
    template = _HEAD
    for name, event in EVENTS.items():
        path, text = next(iter(files.items()))
        runtime = _RUNTIMES.get(os.path.splitext(path)[1], "nodejs22.x")
        code = indent(_filled(text, name, bodies), " " * 8)
        template += _function(name, runtime, event, f"      InlineCode: |\n{code}", "index")
    return template + RESOURCES


def _filled(text: str, name: str, bodies: Mapping[str, str]) -> str:
    chosen = NODE_CALLBACKS if "CALLBACK" in text else bodies
    return _MARK.sub(lambda mark: indent(chosen[name], mark["indent"]), text)


def _function(name: str, runtime: str, event: str, code: str, module: str) -> str:
    return (
        f"  {name}:\n    Type: AWS::Serverless::Function\n    Properties:\n{code}"
        f"      Handler: {module}.handler\n      Runtime: {runtime}\n      Timeout: 4\n"
        "      Environment:\n        Variables:\n          TABLE_NAME: orders\n"
        f"          STAGE_NAME: test\n{indent(event, ' ' * 6)}"
    )


def _write(folder: str, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        target = os.path.join(folder, path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w", encoding="utf-8") as file:
            file.write(text)


_HEAD = "Transform: AWS::Serverless-2016-10-31\nResources:\n"
