from __future__ import annotations

import os

import pytest
from lambda_ls.languages.custom import CustomLanguage

from .searching import found, keys, reason

CUSTOM = CustomLanguage()


@pytest.mark.parametrize("handler", ["bootstrap", "public/index.php", "run.sh", "a::b", ""])
def test_on_a_custom_runtime_a_handler_can_mean_anything(handler: str) -> None:
    assert "custom runtime" in reason(CUSTOM, handler)


@pytest.mark.parametrize(
    ("path", "text", "name"),
    [
        ("cmd/orders/main.go", "package main\nfunc main() {\n}\n", "orders"),
        ("orders/src/main.rs", "#[tokio::main]\nasync fn main() -> R {\n}\n", "src"),
        ("src/bin/orders.rs", "pub fn main() {\n}\n", "orders"),
    ],
)
def test_programs_in_go_and_rust_are_found(path: str, text: str, name: str) -> None:
    definitions = found(CUSTOM, path.replace("/", os.sep), text)
    assert list(definitions) == [f"{name}#main", "#main"]
    assert definitions["#main"].startswith("main()")


def test_a_rust_library_has_no_program() -> None:
    assert keys(CUSTOM, "src/lib.rs", "mod a {\n    fn main() {}\n}\n") == []
