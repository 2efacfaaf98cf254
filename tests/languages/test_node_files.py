from __future__ import annotations

import pytest
from lambda_ls.languages.base import Language
from lambda_ls.languages.node.language import NodeLanguage
from lambda_ls.model.module import Import

NODE: Language = NodeLanguage()


def test_files_are_tried_in_the_order_of_the_runtime_then_their_sources() -> None:
    assert NODE.candidates("src/app") == (
        "src/app",
        "src/app.js",
        "src/app.mjs",
        "src/app.cjs",
        "src/app.ts",
        "src/app.mts",
        "src/app.cts",
        "src/app.tsx",
        "src/app.jsx",
        "src/app/index.js",
        "src/app/index.ts",
    )


@pytest.mark.parametrize(
    ("path", "module"),
    [
        ("app.js", "app"),
        ("src/handlers/a.mts", "src/handlers/a"),
        ("src.v1/app.cjs", "src.v1/app"),
        ("src/app/index.tsx", "src/app/index"),
        # The runtime would split these at the first dot.
        ("app.test.js", None),
        ("types.d.ts", None),
        ("../app.js", None),
        (".js", None),
        ("app.py", None),
        ("app", None),
    ],
)
def test_a_file_has_a_module_name_only_if_a_handler_string_can_reach_it(
    path: str, module: str | None
) -> None:
    assert NODE.module_of(path) == module
    if module is not None:
        assert path in NODE.candidates(module)


@pytest.mark.parametrize(
    ("specifier", "first", "among"),
    [
        ("./lib", "src/lib.js", "src/lib.ts"),
        ("./lib", "src/lib.js", "src/lib/index.ts"),
        ("../lib/wrap", "lib/wrap.js", "lib/wrap.mjs"),
        ("./lib.js", "src/lib.js", "src/lib.ts"),
        ("./lib.mjs", "src/lib.mjs", "src/lib.mts"),
        ("./lib.ts", "src/lib.ts", "src/lib.ts"),
        ("./orders.service", "src/orders.service.js", "src/orders.service.ts"),
        (".", "src/index.js", "src/index.ts"),
        ("..", "index.js", "index.ts"),
        ("./lib/", "src/lib/index.js", "src/lib/index.ts"),
        ("../../shared/x", "../shared/x.js", "../shared/x.ts"),
    ],
)
def test_a_relative_import_can_mean_a_file_or_an_index(
    specifier: str, first: str, among: str
) -> None:
    found = NODE.import_candidates(Import(specifier, "x"), "src/app.js")
    assert found[0] == first
    assert among in found


@pytest.mark.parametrize("specifier", ["lodash", "@scope/x", "node:fs", "/opt/x", "", "./a\0b"])
def test_a_package_is_from_outside(specifier: str) -> None:
    assert NODE.import_candidates(Import(specifier, None), "src/app.js") == ()
