"""SAM's settings of esbuild, as the arguments with which `sam build` starts it.

https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-using-build-typescript.html
and `nodejs_npm_esbuild/esbuild.py` of aws-lambda-builders 1.68 (2026-11): a list is one argument
for each of its items, and a target and a format are there where the template says none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .located import Located

# What decides how a bundle behaves. The others say where it goes, and how small it is; how its name
# ends decides whether Node.js takes it for an ES module.
_OF_BEHAVIOUR = frozenset(
    {
        *("Alias", "Banner", "Charset", "Conditions", "Define"),
        *("Drop", "External", "Footer", "Format", "Inject"),
        *("Jsx", "JsxFactory", "JsxFragment", "JsxImportSource", "KeepNames"),
        *("Loader", "MainFields", "OutExtension", "Pure", "ResolveExtensions", "Supported"),
        *("Target", "Tsconfig"),
    }
)
_USUAL = {"Target": "--target=es2020", "Format": "--format=cjs"}
_WORD = re.compile(r"(?<!^)(?=[A-Z])")


def esbuild_arguments(properties: Located) -> Iterator[str]:
    """The arguments of a function's `BuildProperties` that decide how its bundle behaves."""
    for entry in properties.entries():
        if entry.key.text in _OF_BEHAVIOUR:
            name = _WORD.sub("-", entry.key.text).lower()
            yield from _arguments(f"--{name}", properties.at(entry.value))
    yield from (usual for key, usual in _USUAL.items() if properties.get(key) is None)


def _arguments(name: str, value: Located) -> Iterator[str]:
    if value.text in {"true", "false"}:
        yield from (name,) if value.text == "true" else ()
    elif value.text is not None:
        yield f"{name}={value.text}"
    else:
        yield from (f"{name}:{item.text}" for item in value.items() if item.text is not None)
