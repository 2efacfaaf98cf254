"""What a `tsconfig.json` says of imports that name no file.

Compilers and bundlers read it alike: https://www.typescriptlang.org/tsconfig/#paths, and
https://esbuild.github.io/content-types/#tsconfig-json for what `sam build` uses (2026-11-28).
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from tree_sitter import Node

from ...text.source import SourceText, read_once
from ..syntax import Grammar, parse
from .members import entry
from .nodes import bare, parts, property_name, string_value

FILES = ("tsconfig.json", "jsconfig.json")
"""The files that can say so; of two in one folder the first counts."""

_STAR = "*"


class PathMapping(Struct, frozen=True):
    """A pattern of imports with at most one `*`, and the paths that they are looked for at."""

    pattern: str
    targets: tuple[str, ...]

    def mapped(self, module: str) -> tuple[str, ...]:
        """The paths of an import, in the order tried; empty if the pattern is not its own."""
        head, star, tail = self.pattern.partition(_STAR)
        if not star:
            return self.targets if module == self.pattern else ()
        fits = module.startswith(head) and module.endswith(tail)
        if not fits or len(module) < len(head) + len(tail):
            return ()
        held = module[len(head) : len(module) - len(tail)]
        return tuple(target.replace(_STAR, held, 1) for target in self.targets)


class PathMappings(Struct, frozen=True):
    """Paths as one file writes them, which count from its own folder.

    `extends` are the files that it takes over, of which a later one overrides an earlier one.
    `base` is the folder that all imports are looked for in (`baseUrl`). `mappings` are in the order
    in which they count, the most exact first. Both are None where the file does not say.
    """

    extends: tuple[str, ...] = ()
    base: str | None = None
    mappings: tuple[PathMapping, ...] | None = None


@read_once
def read_path_mappings(source: SourceText) -> PathMappings:
    """What a text says, comments and commas at ends allowed; nothing where it is no object."""
    # The grammar of JavaScript knows what these files have more than JSON.
    tree = parse(Grammar.JAVASCRIPT, SourceText(f"({source.text}\n)"))
    fields = next((dict(_fields(bare(each))) for each in _expressions(tree.root)), {})
    options = dict(_fields(fields.get("compilerOptions")))
    paths = options.get("paths")
    return PathMappings(
        _texts(fields.get("extends")),
        string_value(options.get("baseUrl")),
        tuple(_mappings(paths)) if paths is not None else None,
    )


def _expressions(root: Node) -> Iterator[Node]:
    for statement in parts(root):
        if statement.type == "expression_statement":
            yield from parts(statement)[:1]


def _fields(node: Node | None) -> Iterator[tuple[str, Node]]:
    for part in parts(node) if node is not None and node.type == "object" else ():
        key, value = entry(part)
        name = property_name(key) if key is not None else None
        if name is not None and value is not None:
            yield name, value


def _mappings(paths: Node) -> list[PathMapping]:
    """The pattern that begins with the longest text counts, and before it the whole import."""
    read = [PathMapping(pattern, _texts(targets)) for pattern, targets in _fields(paths)]
    return sorted(read, key=_exactness, reverse=True)


def _exactness(mapping: PathMapping) -> tuple[bool, int]:
    head, star, _ = mapping.pattern.partition(_STAR)
    return not star, len(head)


def _texts(node: Node | None) -> tuple[str, ...]:
    """A text, or the texts of a list."""
    items = parts(node) if node is not None and node.type == "array" else [node]
    return tuple(text for text in map(string_value, items) if text is not None)
