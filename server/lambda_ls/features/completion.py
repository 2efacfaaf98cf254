"""What can be typed: a handler, a code folder or a runtime of a template, a key of an event."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date

from ..aws.runtimes import Runtime, all_runtimes
from ..model.function import Dialect, Function
from ..model.template import Template
from ..workspace.paths import join
from ..workspace.snapshot import Snapshot
from .event_completion import event_completions
from .handler_completion import handler_completions, is_code_folder
from .hover import runtime_dates
from .places import functions_in
from .results import Completion, CompletionKind
from .typed import Typed, typed_at
from .variable_completion import variable_completions

_SERVERLESS_KEYS = frozenset({"handler", "runtime", "artifact"})
_ARCHIVES = (".zip", ".jar")


def complete(snapshot: Snapshot, path: str, offset: int) -> tuple[Completion, ...]:
    """The values for the property under the cursor, also where it is only half typed.

    All items replace the whole value; an editor filters them by their `text`. In handler
    code these are the keys of events, the members of contexts and environment variables.
    """
    source = snapshot.source(path)
    template = next(iter(snapshot.templates_reading(path)), None)
    typed = typed_at(source, offset) if source and template else None
    if template is None or typed is None:
        found = event_completions(snapshot, path, offset)
        return found or variable_completions(snapshot, path, offset)
    if (typed.key in _SERVERLESS_KEYS) != (template.dialect is Dialect.SERVERLESS):
        return ()
    function = _function(snapshot, path, offset)
    if function is None and _is_other_resource(snapshot, path, offset):
        return ()
    if typed.key.lower() == "runtime":
        return tuple(_runtimes(snapshot, path, function, typed))
    if typed.key.lower() == "handler":
        return handler_completions(snapshot, template, function, typed)
    return tuple(_code_paths(snapshot, template, typed))


def _function(snapshot: Snapshot, path: str, offset: int) -> Function | None:
    """The function being typed; its declaration may end before the cursor."""
    document = snapshot.document(path)
    block = document.block_at(offset) if document else None
    own = (
        function
        for function in functions_in(snapshot, path)
        if block and function.extent.path == path and function.extent.block == block.name
    )
    return snapshot.function_at(path, offset) or next(own, None)


def _is_other_resource(snapshot: Snapshot, path: str, offset: int) -> bool:
    document = snapshot.document(path)
    block = document.block_at(offset) if document else None
    return block is not None and block.name.startswith("Resources/")


def _runtimes(
    snapshot: Snapshot, path: str, function: Function | None, typed: Typed
) -> Iterator[Completion]:
    """Runtimes, the function's own family first, newer ones before older ones."""
    known = function or next(iter(functions_in(snapshot, path)), None)
    today = snapshot.facts(known).today if known else date.today()
    family = snapshot.facts(function).language if function else None
    for rank, runtime in enumerate(reversed(all_runtimes())):
        ended = runtime.deprecated is not None and runtime.deprecated <= today
        order = f"{int(ended)}{int(runtime.family != family)}{rank:03}"
        yield Completion(
            runtime.identifier,
            "value",
            typed.span,
            f"{typed.before}{runtime.identifier}{typed.after}",
            detail=_end(runtime, ended),
            documentation=runtime_dates(runtime, today),
            sort=order,
            deprecated=ended,
        )


def _end(runtime: Runtime, ended: bool) -> str:
    if runtime.deprecated is None:
        return ""
    return f"deprecated since {runtime.deprecated}" if ended else f"until {runtime.deprecated}"


def _code_paths(snapshot: Snapshot, template: Template, typed: Typed) -> Iterator[Completion]:
    """Folders, and archives where the property can name one."""
    head = typed.text[: typed.text.rfind("/") + 1]
    folder = join(os.path.dirname(template.path), head or ".")
    for name, is_folder in snapshot.list_folder(folder):
        path = os.path.join(folder, name)
        if not (is_code_folder(snapshot, path) if is_folder else name.lower().endswith(_ARCHIVES)):
            continue
        text = f"{head}{name}/" if is_folder else f"{head}{name}"
        kind: CompletionKind = "folder" if is_folder else "value"
        yield Completion(
            text,
            kind,
            typed.span,
            f"{typed.before}{text}{typed.after}",
            sort=f"{int(not is_folder)}{text}",
        )
