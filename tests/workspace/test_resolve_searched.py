"""Handlers in languages that are only searched: a hit leads there, a miss says nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from .resolving import resolve, sam

JAVA = "package shop;\nclass Orders {\n  String handleRequest(String event) { return event; }\n}\n"
CSHARP = "namespace Shop;\nclass Orders {\n  public string Run(string e) => e;\n}\n"
RUBY = "def handler(event:, context:)\nend\n"
GO = "package main\n\nfunc main() {\n}\n"
RUST = "fn main() {\n}\n"


@pytest.mark.parametrize(
    ("handler", "runtime", "code", "path", "text", "place"),
    [
        ("shop.Orders::handleRequest", "java21", "", "src/Orders.java", JAVA, "3:handleRequest"),
        ("shop.Orders", "java21", "target/orders.jar", "src/Orders.java", JAVA, "3:handleRequest"),
        ("Shop::Shop.Orders::Run", "dotnet8", "src", "src/Orders.cs", CSHARP, "3:Run"),
        ("app.handler", "ruby3.4", "", "app.rb", RUBY, "1:handler"),
        ("src/app.handler", "ruby3.4", "", "src/app.rb", RUBY, "1:handler"),
        ("bootstrap", "provided.al2023", "orders", "orders/main.go", GO, "3:main"),
        ("bootstrap", "provided.al2023", "target/bin", "src/main.rs", RUST, "1:main"),
        ("orders", "go1.x", "bin", "cmd/orders/main.go", GO, "3:main"),
    ],
)
def test_the_only_definition_of_the_name_is_the_handler(
    handler: str, runtime: str, code: str, path: str, text: str, place: str, tmp_path: Path
) -> None:
    files = {"template.yaml": sam(handler, runtime, code), path: text}
    assert resolve(files, tmp_path) == f"{path}:{place} via the only such name"


@pytest.mark.parametrize(
    ("handler", "runtime", "files", "reason"),
    [
        ("shop.Other::run", "java21", {"Orders.java": JAVA}, "known after the build only"),
        ("bootstrap", "provided.al2023", {"a/main.go": GO, "b/main.go": GO}, "what the function's"),
        ("app.other", "ruby3.4", {"app.rb": RUBY}, "only searched"),
        ("app.handler", "cobol85", {"app.cob": ""}, "its runtime is not known"),
    ],
)
def test_no_hit_or_several_say_nothing(
    handler: str, runtime: str, files: dict[str, str], reason: str, tmp_path: Path
) -> None:
    found = resolve({"template.yaml": sam(handler, runtime), **files}, tmp_path)
    assert found.startswith("unknown: ")
    assert reason in found


@pytest.mark.parametrize(
    ("handler", "runtime", "code", "expected"),
    [
        ("shop.Orders:run", "java21", "", "malformed form: shop.Orders::run"),
        ("Shop::Shop.Orders", "dotnet8", "", "malformed form: None"),
        ("app", "ruby3.4", "", "malformed no-dot: None"),
        ("a" * 129, "java21", "", "malformed too-long: None"),
        ("shop.Orders::run", "java21", "ordrs", "no folder ordrs: orders"),
        ("shop.Orders::run", "java21", "Orders/", "other case: orders/"),
        ("shop.Orders::run", "java21", "s3://bucket/key", "external: the code is in S3"),
    ],
)
def test_what_is_certain_without_reading_the_code_is_told(
    handler: str, runtime: str, code: str, expected: str, tmp_path: Path
) -> None:
    files = {"template.yaml": sam(handler, runtime, code), "orders/Orders.java": JAVA}
    assert resolve(files, tmp_path) == expected
