"""Handler strings of Python functions, and the files that they can mean."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lambda_ls.languages.base import Language
from lambda_ls.languages.python.language import PythonLanguage
from lambda_ls.model.handler import HandlerName, Malformation, MalformedName

PYTHON = PythonLanguage()


def parsed(handler: str) -> HandlerName:
    name = PYTHON.parse_handler(handler, "python3.13")
    assert isinstance(name, HandlerName)
    return name


def test_the_back_end_is_a_language() -> None:
    language: Language = PYTHON
    assert language.name == "python"


@pytest.mark.parametrize(
    ("handler", "module", "symbol"),
    [
        ("app.handler", "app", "handler"),
        ("src/app.handler", "src/app", "handler"),
        ("src.app.handler", "src/app", "handler"),
        ("my-dir/a-b.h", "my-dir/a-b", "h"),
        ("src/pkg.app.handler", "src/pkg/app", "handler"),
        ("app.obj.method", "app/obj", "method"),
        ("app.not-a-name", "app", "not-a-name"),
        ("src/py.handler", "src/py", "handler"),
    ],
)
def test_a_handler_is_split_at_its_last_dot(handler: str, module: str, symbol: str) -> None:
    name = parsed(handler)
    assert (name.module, name.symbol) == (module, symbol)
    assert handler[slice(*name.module_span)] == handler.removesuffix(f".{symbol}")
    assert handler[slice(*name.symbol_span)] == symbol


@pytest.mark.parametrize(
    ("handler", "kind", "suggestion"),
    [
        ("", Malformation.EMPTY, None),
        ("app", Malformation.NO_DOT, None),
        ("app:handler", Malformation.COLON, "app.handler"),
        ("app::handler", Malformation.COLON, "app.handler"),
        ("app.py:handler", Malformation.COLON, "app.handler"),
        ("src.app:handler", Malformation.COLON, "src.app.handler"),
        ("app:", Malformation.COLON, None),
        ("app.py", Malformation.FILE_NAME, None),
        ("src/app.py", Malformation.FILE_NAME, None),
        ("app.py.handler", Malformation.FILE_NAME, "app.handler"),
        ("src/app.py.handler", Malformation.FILE_NAME, "src/app.handler"),
        (".handler", Malformation.NO_MODULE, None),
        ("src/.handler", Malformation.NO_MODULE, None),
        ("app.", Malformation.NO_FUNCTION, None),
        ("./app.handler", Malformation.RELATIVE, "app.handler"),
        ("././src/app.handler", Malformation.RELATIVE, "src/app.handler"),
        (".app.handler", Malformation.RELATIVE, "app.handler"),
        ("..app.handler", Malformation.RELATIVE, None),
        ("../x/app.handler", Malformation.PARENT_FOLDER, None),
        ("src/../app.handler", Malformation.PARENT_FOLDER, "app.handler"),
        ("../../../../etc/passwd.x", Malformation.PARENT_FOLDER, None),
        ("/abs/app.handler", Malformation.ABSOLUTE, None),
        ("/var/task/app.handler", Malformation.ABSOLUTE, "app.handler"),
        ("src//app.handler", Malformation.NOT_A_PATH, "src/app.handler"),
        ("src/./app.handler", Malformation.NOT_A_PATH, "src/app.handler"),
        ("app..handler", Malformation.NOT_A_PATH, "app.handler"),
        ("src\\app.handler", Malformation.NOT_A_PATH, "src/app.handler"),
        (" app.handler", Malformation.NOT_A_PATH, "app.handler"),
        ("my app.handler", Malformation.NOT_A_PATH, None),
        ("a\0b.handler", Malformation.NOT_A_PATH, None),
    ],
)
def test_a_handler_that_lambda_refuses_comes_with_what_was_meant(
    handler: str, kind: Malformation, suggestion: str | None
) -> None:
    name = PYTHON.parse_handler(handler, None)
    assert isinstance(name, MalformedName)
    assert (name.kind, name.suggestion) == (kind, suggestion)


@pytest.mark.parametrize(
    "handler",
    [
        *("", "app", "app:handler", "app.py:handler", ".handler", "src/.handler", "app."),
        *("./app.handler", ".app.handler", "../x/app.h", "src/../app.handler", "/abs/app.h"),
        *("src//app.handler", "src/./app.handler", "app..handler", "src\\app.handler"),
        *("app.py", "app.py.handler"),
    ],
)
def test_the_error_of_a_refused_handler_is_the_one_of_the_import_system(
    handler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "src").mkdir()
    for file in ("app.py", "src/app.py"):
        (tmp_path / file).write_text("def handler(event, context): ...\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    for module in ("app", "src", "src.app"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    name = PYTHON.parse_handler(handler, None)
    assert isinstance(name, MalformedName)
    assert loading_error(handler).startswith(name.error)


def loading_error(handler: str) -> str:
    """What Lambda's Python runtime says when it loads a handler."""
    try:
        module, function = handler.rsplit(".", 1)
    except ValueError as error:
        return f"Runtime.MalformedHandlerName: Bad handler '{handler}': {error}"
    try:
        loaded = importlib.import_module(module.replace("/", "."))
    except ImportError as error:
        return f"Runtime.ImportModuleError: Unable to import module '{module}': {error}"
    except (TypeError, ValueError) as error:
        return f"{type(error).__name__}: {error}"
    assert not hasattr(loaded, function)
    return f"Runtime.HandlerNotFound: Handler '{function}' missing on module '{module}'"


def test_a_handler_longer_than_lambda_accepts_is_refused_and_not_repeated() -> None:
    name = PYTHON.parse_handler("../" * 40_000, None)
    assert isinstance(name, MalformedName)
    assert name.kind is Malformation.TOO_LONG
    assert len(name.text) + len(name.error) < 300


@given(st.text(alphabet="ab.:/\\ py\0\n~é", max_size=30))
@example("..//x")
def test_every_suggestion_works_and_every_name_has_files(handler: str) -> None:
    name = PYTHON.parse_handler(handler, None)
    if isinstance(name, MalformedName):
        if name.suggestion is not None:
            assert isinstance(PYTHON.parse_handler(name.suggestion, None), HandlerName)
        return
    assert isinstance(name, HandlerName)
    for path in PYTHON.candidates(name.module):
        assert PYTHON.module_of(path) == name.module or "__init__" in name.module
    again = parsed(PYTHON.handler_text(name.module, name.symbol, name))
    assert (again.module, again.symbol) == (name.module, name.symbol)


def test_a_package_is_tried_before_a_file_of_the_same_name() -> None:
    assert PYTHON.candidates("src/app") == ("src/app/__init__.py", "src/app.py")


@pytest.mark.parametrize(
    ("path", "module"),
    [
        ("app.py", "app"),
        ("src/app.py", "src/app"),
        ("pkg/__init__.py", "pkg"),
        ("a-b/c d.py", None),
        ("my.folder/app.py", None),
        ("__init__.py", None),
        ("app.txt", None),
        (".py", None),
        ("a//b.py", None),
    ],
)
def test_the_module_of_a_file_is_what_a_handler_would_write(path: str, module: str | None) -> None:
    assert PYTHON.module_of(path) == module


@pytest.mark.parametrize(
    ("like", "text"),
    [
        (None, "src.app.handler"),
        ("a/b.c", "src/app.handler"),
        ("a.b.c", "src.app.handler"),
        ("a.b", "src.app.handler"),
    ],
)
def test_a_new_handler_string_keeps_slashes_only_where_they_were(
    like: str | None, text: str
) -> None:
    assert PYTHON.handler_text("src/app", "handler", parsed(like) if like else None) == text


@pytest.mark.parametrize(
    ("module", "builtin"),
    [("time", True), ("sys/app", True), ("app/time", False), ("json", False), ("math", False)],
)
def test_only_modules_inside_the_interpreter_are_refused(module: str, builtin: bool) -> None:
    assert PYTHON.is_builtin(module) is builtin


@pytest.mark.parametrize("name", ["time", "gc", "itertools", "_io", "marshal", "sys"])
def test_the_refused_modules_are_inside_this_interpreter_too(name: str) -> None:
    assert PYTHON.is_builtin(name)
    assert name in sys.builtin_module_names
