from __future__ import annotations

import os

import pytest
from lambda_ls.languages.go import GoLanguage

from .searching import found, keys, reason

GO = GoLanguage()
PROGRAM = "package main\n\nfunc main() {\n\tlambda.Start(handler)\n}\n"


@pytest.mark.parametrize("handler", ["bootstrap", "bin/orders", "main", ""])
def test_a_go_handler_is_an_executable(handler: str) -> None:
    assert "executable" in reason(GO, handler)


@pytest.mark.parametrize(
    ("handler", "expected"),
    [
        ("bin/orders", ("orders#main", "#main")),
        ("bootstrap", ("bootstrap#main", "#main")),
        ("", ("#main",)),
    ],
)
def test_a_handler_wants_the_program_of_its_name(handler: str, expected: tuple[str, ...]) -> None:
    assert GO.wanted(handler) == expected


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (os.path.join("cmd", "orders", "main.go"), "orders"),
        (os.path.join("x", "hello.go"), "hello"),
    ],
)
def test_a_program_is_named_after_its_folder_or_file(path: str, name: str) -> None:
    definitions = found(GO, path, PROGRAM)
    assert list(definitions) == [f"{name}#main", "#main"]
    assert definitions["#main"] == "main() {"


@pytest.mark.parametrize(
    "text",
    [
        "package orders\n\nfunc main() {}\n",
        "package main\n\nfunc mainly() {}\n",
        "package main\n\nfunc (s *S) main() {}\n",
        "",
    ],
)
def test_other_packages_have_no_program(text: str) -> None:
    assert keys(GO, "orders/main.go", text) == []
