"""The handlers of a workspace into which mistakes can be put."""

from __future__ import annotations

import os
from collections.abc import Iterator

from lambda_ls.languages.node.files import grammar_of
from lambda_ls.languages.syntax import Grammar, parse
from lambda_ls.model.function import InlineCode
from lambda_ls.model.resolution import Resolved
from lambda_ls.workspace.facts import FunctionFacts
from lambda_ls.workspace.workspace import Workspace

from .finding_node import node_function
from .finding_python import python_function
from .model import HandlerCode, Target, Writer
from .node_text import NodeText
from .python_text import PythonText


def targets(workspace: Workspace) -> Iterator[Target]:
    """Every function whose handler is found and can be read; shared ones come once."""
    seen: set[tuple[str, int, str]] = set()
    for function in workspace.snapshot().functions():
        facts = workspace.facts(function)
        code = _handler(workspace, facts)
        if code is None:
            continue
        where = code.path, code.node.start_byte, function.name if code.inline else ""
        if where not in seen:
            seen.add(where)
            yield Target(workspace, facts, code)


def _handler(workspace: Workspace, facts: FunctionFacts) -> HandlerCode | None:
    found, function = facts.resolution, facts.function
    if not isinstance(found, Resolved) or found.export is None:
        return None
    if facts.language not in ("python", "node"):
        return None
    inline = function.code if isinstance(function.code, InlineCode) else None
    source = inline.source if inline else workspace.files.source(found.path)
    # Code on one line of the template has no room for more lines.
    if source is None or (inline is not None and len(inline.lines) < 2):
        return None
    is_python = facts.language == "python"
    grammar = Grammar.PYTHON if is_python else grammar_of("" if inline else found.path)
    tree = parse(grammar, source)
    find = python_function if is_python else node_function
    reached = None if tree.broken else find(tree, found.export.name_span)
    if reached is None:
        return None
    node, form, wrappers = reached
    writer: Writer = PythonText(tree, node) if is_python else NodeText(tree, node)
    if inline is not None:
        form = "inline code"
    elif not is_python and not wrappers and found.path.endswith((".ts", ".mts", ".cts", ".tsx")):
        form = f"{form}, TypeScript"
    return HandlerCode(
        language=facts.language,
        path=found.path,
        inline=inline,
        tree=tree,
        node=node,
        writer=writer,
        form=f"{form}, re-exported" if not inline and _is_elsewhere(found) else form,
        wrappers=wrappers,
    )


def _is_elsewhere(found: Resolved) -> bool:
    """Whether the file is another one than the handler string names."""
    if found.name is None:
        return False
    module = found.name.text[found.name.module_span.start : found.name.module_span.end]
    stem = os.path.splitext(os.path.basename(found.path))[0]
    return stem not in (module.replace("/", ".").rpartition(".")[2], "index")
