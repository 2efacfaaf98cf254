"""Small projects whose handlers are looked for, and what became of them in one line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent, indent

from lambda_ls.model.resolution import (
    BuiltinModule,
    CaseMismatch,
    External,
    FolderMissing,
    FunctionMissing,
    HandlerMalformed,
    InlineNotIndex,
    ModuleMissing,
    NotCallable,
    Resolution,
    Resolved,
    Undecided,
)

from tests.workbench import Bench, bench

PYTHON_HANDLER = "def handler(event, context):\n    return None\n"
NODE_HANDLER = "exports.handler = async (event) => event;\n"
TYPESCRIPT_HANDLER = "export const handler = async (event: unknown) => event;\n"


def sam(
    handler: str,
    runtime: str = "python3.13",
    code: str = "",
    properties: str = "",
    resource: str = "",
    resources: str = "",
) -> str:
    """A SAM template with one function.

    `properties`, `resource` and `resources` are further lines of the function's properties, of the
    function and of the resources, each indented by what stands there.
    """
    lines = [f"Handler: {handler}"]
    lines += [f"Runtime: {runtime}"] if runtime else []
    lines += [f"CodeUri: {code}"] if code else []
    inner = indent("\n".join([*lines, dedent(properties)]), " " * 6)
    outer = indent(dedent(resource), " " * 4)
    return (
        "Transform: AWS::Serverless-2016-10-31\nResources:\n  Orders:\n"
        f"    Type: AWS::Serverless::Function\n{outer}\n    Properties:\n{inner}\n"
        f"{indent(dedent(resources), '  ')}\n"
    )


def serverless(handler: str, runtime: str = "nodejs22.x", more: str = "") -> str:
    """A Serverless service with one function; `more` are lines of the service."""
    lines = ["service: shop", "provider:", "  name: aws"]
    lines += [f"  runtime: {runtime}"] if runtime else []
    return "\n".join([*lines, more, "functions:", "  orders:", f"    handler: {handler}"]) + "\n"


def resolve(files: Mapping[str, str], root: Path) -> str:
    """What became of the handler of the project's only function, in one line."""
    there = bench(dict(files), str(root))
    (function,) = there.snapshot.functions()
    return told(there, there.snapshot.facts(function).resolution)


def told(there: Bench, found: Resolution) -> str:
    """A resolution in one line: its kind, then what it found or what it says."""
    if isinstance(found, Resolved):
        return _resolved(there, found)
    if isinstance(found, External | Undecided):
        return f"{'external' if isinstance(found, External) else 'unknown'}: {found.reason}"
    if isinstance(found, ModuleMissing):
        failure = "" if found.failure == "import" else f", fails in the {found.failure}"
        return f"no module: {found.nearest}{failure}"
    if isinstance(found, FunctionMissing):
        return f"no function in {there.relative(found.path)}: {found.nearest}"
    if isinstance(found, FolderMissing):
        kind = "file" if found.is_file else "folder"
        return f"no {kind} {found.folder}: {found.nearest}"
    if isinstance(found, CaseMismatch):
        return f"other case: {found.correction}"
    if isinstance(found, HandlerMalformed):
        return f"malformed {found.name.kind.value}: {found.name.suggestion or found.nearest}"
    if isinstance(found, NotCallable):
        return f"not callable in {there.relative(found.path)}: {found.export.name}"
    if isinstance(found, InlineNotIndex):
        return f"not index: {found.correction}"
    assert isinstance(found, BuiltinModule)
    return "built-in module"


def _resolved(there: Bench, found: Resolved) -> str:
    source = there.snapshot.source(found.path)
    assert source is not None
    span = there.snapshot.span(found.place)
    line = source.position(span.start).line + 1
    via = f" via {found.via}" if found.via else ""
    return f"{there.relative(found.path)}:{line}:{source.slice(span)}{via}"
