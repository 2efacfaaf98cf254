"""Settings of a compiler that lead imports to files, read in whatever shape they are."""

from __future__ import annotations

from lambda_ls.languages.node.path_mappings import PathMappings, read_path_mappings
from lambda_ls.text.source import SourceText

SEEDS = (
    '{"extends": "./base.json", "compilerOptions": {"baseUrl": ".", "paths": {"@a/*": ["a/*"]}}}',
    '{ // The paths\n  "compilerOptions": {"paths": {"*": ["src/*", "lib/*"], "x": ["y",], },},}',
    '{"extends": ["./a", "./b"], "compilerOptions": {"baseUrl": "src"}, "files": []}',
)
_IMPORTS = ("@a/b", "x", "", "*", "a/../../b")


def read_aliases(text: str) -> tuple[PathMappings, tuple[tuple[str, ...], ...]]:
    """What a text says, and where imports lead by it."""
    read = read_path_mappings(SourceText(text))
    led = tuple(each.mapped(name) for each in read.mappings or () for name in _IMPORTS)
    return read, led
