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
from lambda_ls.model.module import Callability, Export, Import, Module
from lambda_ls.text.source import SourceText
from lambda_ls.text.span import Span

from tests.effort import at_most

PYTHON = PythonLanguage()
YES, NO, UNKNOWN = Callability.YES, Callability.NO, Callability.UNKNOWN

HANDLERS = """\
import functools
from lib.wrap import traced as trace
from . import helpers
from ..shared.db import *

@logger.inject_lambda_context(log_event=True)
@trace
async def handler(event: dict, context, *args, key="a  b", **rest) -> str:
    '''Handles é.

        More.
    '''
    return helpers.run(event)

alias = handler
wrapped = trace(functools.partial(handler, 1))
short = lambda e, c: None
"""


def read(text: str) -> Module:
    return PYTHON.read(SourceText(text), "app.py")


def export(text: str, name: str = "handler") -> Export:
    return read(text).exports[name]


def renamed(text: str, name: str, to: str = "NEW") -> str:
    for start, end in reversed(PYTHON.rename_spans(SourceText(text), "app.py", name)):
        assert text[start:end] == name
        text = text[:start] + to + text[end:]
    return text


def parsed(handler: str) -> HandlerName:
    name = PYTHON.parse_handler(handler, "python3.13")
    assert isinstance(name, HandlerName)
    return name


def test_the_back_end_is_a_language() -> None:
    language: Language = PYTHON
    assert language.name == "python"


# Handler strings


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


# Exports


def test_a_decorated_function_tells_all_about_itself() -> None:
    handler = export(HANDLERS)
    assert handler.signature == (
        'async def handler(event: dict, context, *args, key="a b", **rest) -> str'
    )
    assert handler.documentation == "Handles é.\n\nMore."
    assert handler.parameters == ("event", "context", "*args", "key", "**rest")
    assert handler.is_async
    assert handler.wrapped_by == ("logger.inject_lambda_context", "trace")
    assert handler.callable is YES
    assert HANDLERS[slice(*handler.name_span)] == "handler"
    assert HANDLERS[slice(*handler.span)].startswith("@logger")
    assert HANDLERS[slice(*handler.span)].endswith("return helpers.run(event)")


def test_an_alias_tells_about_the_function_it_stands_for() -> None:
    alias = export(HANDLERS, "alias")
    assert alias.callable is YES
    assert alias.signature.startswith("async def handler(")
    assert HANDLERS[slice(*alias.name_span)] == "alias"


def test_a_wrapped_function_keeps_its_docstring_and_names_its_wrappers() -> None:
    wrapped = export(HANDLERS, "wrapped")
    assert wrapped.callable is UNKNOWN
    assert wrapped.wrapped_by == ("trace", "functools.partial")
    assert wrapped.documentation.startswith("Handles")
    assert wrapped.signature == "wrapped = trace(functools.partial(handler, 1))"
    assert wrapped.parameters is None


def test_a_lambda_has_parameters() -> None:
    assert export(HANDLERS, "short").parameters == ("e", "c")
    assert export(HANDLERS, "short").callable is YES


@pytest.mark.parametrize(
    ("text", "name", "imported"),
    [
        ("import a", "a", Import("a", None)),
        ("import a.b.c", "a", Import("a", None)),
        ("import a.b as c", "c", Import("a.b", None)),
        ("from a import b", "b", Import("a", "b")),
        ("from a.x import (b,\n c as d,\n)", "d", Import("a.x", "c")),
        ("from . import b", "b", Import(".", "b")),
        ("from .. a . x import b", "b", Import("..a.x", "b")),
        ("from __future__ import annotations", "annotations", Import("__future__", "annotations")),
        ("try:\n  from a import b\nexcept ImportError:\n  b = None", "b", Import("a", "b")),
    ],
)
def test_an_imported_name_says_where_it_is_from(text: str, name: str, imported: Import) -> None:
    found = export(text, name)
    assert found.imported == imported
    assert found.callable is UNKNOWN


def test_comments_and_line_breaks_are_no_part_of_a_signature() -> None:
    text = "def handler(event,  # the message\n\\\n    context): # why\n  # what\n  'Doc'\n"
    handler = export(text)
    assert handler.signature == "def handler(event, context)"
    assert handler.parameters == ("event", "context")
    assert handler.documentation == "Doc"
    assert export(text + "w = wrap(  # how\n  handler)", "w").documentation == "Doc"


def test_star_imports_are_listed_by_module() -> None:
    text = "from a.b import *\nif x:\n  from .c import *\ndef f():\n  pass\n"
    assert read(text).stars == ("a.b", ".c")


@pytest.mark.parametrize(
    ("text", "callability"),
    [
        ("def handler(): ...", YES),
        ("class handler: ...", YES),
        ("handler = 3", NO),
        ("handler = 'x' 'y'", NO),
        ("handler = f'{x}'", NO),
        ("handler = ({'a': 1})", NO),
        ("handler = None", NO),
        ("handler = 1, 2", NO),
        ("handler: int = 3", NO),
        ("x = handler = []", NO),
        ("other = 3\nhandler = other", NO),
        ("handler = Mangum(app)", UNKNOWN),
        ("handler = app.run", UNKNOWN),
        ("handler = a or b", UNKNOWN),
        ("handler = other", UNKNOWN),
        ("handler = handler", UNKNOWN),
        ("a = handler\nhandler = a", UNKNOWN),
        ("handler, other = make()", UNKNOWN),
        ("handler = 1\nhandler += f", UNKNOWN),
        ("from a import handler", UNKNOWN),
        ("for handler in x: pass", UNKNOWN),
        ("with x as (handler, y): pass", UNKNOWN),
        ("if (handler := make()): pass", UNKNOWN),
        ("match x:\n  case {'k': handler}: pass", UNKNOWN),
        ("match x:\n  case [*handler] if y: pass", UNKNOWN),
        ("match x:\n  case A(b=handler) as z: pass", UNKNOWN),
        ("match x:\n  case 1 as handler: pass", UNKNOWN),
        ("type handler = int", UNKNOWN),
        # The last certain binding counts, and what may come after it.
        ("handler = None\ndef handler(): ...", YES),
        ("def handler(): ...\nhandler = 3", NO),
        ("def handler(): ...\nif x:\n  handler = None", UNKNOWN),
        ("try:\n  from a import handler\nexcept ImportError:\n  handler = None", UNKNOWN),
        ("if x:\n  handler = 1\nelse:\n  handler = 2", NO),
        ("handler = None\ndef setup():\n  global handler\n  handler = make()", UNKNOWN),
        ("def setup():\n  global handler\n  handler = 1", UNKNOWN),
        # A patched-up tree is never sure.
        ("handler = 3\ndef f(:\n", UNKNOWN),
    ],
)
def test_a_value_is_called_uncallable_only_if_it_certainly_is(
    text: str, callability: Callability
) -> None:
    assert export(text).callable is callability


@pytest.mark.parametrize(
    "text",
    [
        "handler: Callable",
        "def f():\n  handler = 1",
        "class A:\n  handler = 1",
        "class A:\n  def handler(self): ...",
        "f(handler=1)",
        "x.handler = 1",
        "x['handler'] = 1",
        "[handler for handler in x]",
        "lambda: (handler := 1)",
        "try: pass\nexcept E as handler: pass",
        "handler = 1\ndel handler",
        "match x:\n  case handler.A: pass",
        "from handler import x",
    ],
)
def test_what_is_no_name_of_the_module_is_no_export(text: str) -> None:
    assert "handler" not in read(text).exports


def test_a_stand_in_is_not_shown_as_the_definition() -> None:
    text = "try:\n  def handler(e, c): 'real'\nexcept E:\n  handler = None\n"
    assert export(text).documentation == "real"


@pytest.mark.parametrize(
    "text",
    [
        "def __getattr__(name): ...",
        "globals()['a'] = 1",
        "def f():\n  globals()['a'] = 1",
        "globals().update(x)",
        "g = globals()",
        "vars()['a'] = 1",
        "exec(code)",
        "exec 'x = 1'",
        "exec(code, globals())",
        "import sys\nsetattr(sys.modules[__name__], 'a', 1)",
        "sys.modules[__name__] = Lazy()",
        "this = sys.modules.get(__name__)",
    ],
)
def test_a_module_that_makes_names_at_run_time_says_so(text: str) -> None:
    assert read(text).open_reason


@pytest.mark.parametrize(
    "text",
    [
        "x = globals()['a']",
        "if 'a' in globals(): pass",
        "x = globals().get('a')",
        "'{a}'.format(**globals())",
        "x = getattr(sys.modules[__name__], 'a')",
        "def f():\n  vars()['a'] = 1\n  exec(code)",
        "vars(obj)['a'] = 1",
        "sys.modules['a'] = 1",
        "cursor.exec(sql)",
        "x = 'globals()'",
    ],
)
def test_reading_names_at_run_time_makes_none(text: str) -> None:
    assert read(text).open_reason is None


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("def handler(event, context):\n    event[", True),
        ("\x00\x01\x02", True),
        ("def f(:", True),
        ("print 'python 2'\nexcept_ = 1", False),
        ("type A[T] = list[T]\ndef f[T](x: T): return f'{x['a']}'", False),
        ("", False),
    ],
)
def test_only_a_file_that_does_not_parse_is_broken(text: str, broken: bool) -> None:
    assert read(text).broken is broken


def test_functions_before_and_after_a_half_typed_one_stay() -> None:
    text = "def a(e, c):\n    pass\n\ndef b(e, c):\n    return e[\n\ndef c(e, c):\n    pass\n"
    assert {"a", "c"} <= set(read(text).exports)


def test_a_new_function_goes_to_the_end_of_the_file() -> None:
    assert read(HANDLERS).insertion == len(HANDLERS)


@given(st.integers(0, len(HANDLERS)), st.integers(0, len(HANDLERS)))
def test_any_cut_of_a_file_is_read(start: int, end: int) -> None:
    text = HANDLERS[:start] + HANDLERS[end:]
    for name, found in read(text).exports.items():
        assert text[slice(*found.name_span)] == name
        assert found.span.start <= found.name_span.start
        assert found.name_span.end <= found.span.end
    PYTHON.rename_spans(SourceText(text), "app.py", "handler")


WORDS = st.sampled_from(
    [
        *("def", "class", "import", "from", "global", "match", "case", "with", "as", "del"),
        *("lambda", "if", "else", "try", "except", "in", "for", "globals", "exec", "sys.modules"),
        *(":", "(", ")", "[", "]", "{", "}", "=", ":=", ",", ".", "*", "**", "@", "'", "'a'", "1"),
        *("handler", "x", "é", "\n", "\n ", "\n  ", "\t", "\ud800", "\0"),
    ]
)


@given(st.lists(WORDS, max_size=30))
def test_no_order_of_words_stops_the_reader(words: list[str]) -> None:
    text = " ".join(words)
    module = read(text)
    PYTHON.rename_spans(SourceText(text), "app.py", "handler")
    assert module.insertion == len(text)


@given(st.binary(max_size=200))
def test_a_binary_file_is_read(data: bytes) -> None:
    assert read(data.decode("utf-8", "surrogateescape")).insertion >= 0


@pytest.mark.parametrize(
    "text",
    [
        "(" * 10_000,
        "handler = " + "(" * 10_000 + "1" + ")" * 10_000,
        "handler = " + "f(" * 10_000 + "1" + ")" * 10_000,
        "".join(" " * depth + "if x:\n" for depth in range(500)) + " " * 500 + "handler = 1\n",
        "\n".join(f"h{i + 1} = h{i}" for i in range(10_000)) + "\nhandler = h10000",
        "\n".join(f"if x:\n  a{i} = a{i % 9}\n  a{i} = a{i % 7}" for i in range(3_000)),
        "x = handler" + ".a" * 10_000,
        "x = handler" + " + handler" * 3_000,
        "handler = 1\n" + "def f(" + "x=(handler := " * 3_000,
    ],
)
def test_deep_and_long_files_are_not_followed_without_end(text: str) -> None:
    with at_most(10_000_000):
        read(text)
        PYTHON.rename_spans(SourceText(text), "app.py", "handler")


# Renames


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "def handler(event, context): ...\nx = handler\n",
            "def NEW(event, context): ...\nx = NEW\n",
        ),
        (
            "def handler(): ...\ndef f(handler): return handler\n",
            "def NEW(): ...\ndef f(handler): return handler\n",
        ),
        (
            "def handler(): ...\ndef f(a=handler, *handler, b: handler): ...\n",
            "def NEW(): ...\ndef f(a=NEW, *handler, b: NEW): ...\n",
        ),
        (
            "handler = 1\ndef f():\n  global handler\n  handler = 2\n",
            "NEW = 1\ndef f():\n  global NEW\n  NEW = 2\n",
        ),
        (
            "def handler(): ...\ndef f():\n  handler = 1\n  def g():\n    nonlocal handler\n"
            "    handler = 2\n",
            "def NEW(): ...\ndef f():\n  handler = 1\n  def g():\n    nonlocal handler\n"
            "    handler = 2\n",
        ),
        (
            "def handler(): ...\nx.handler(handler=handler).handler\n",
            "def NEW(): ...\nx.handler(handler=NEW).handler\n",
        ),
        (
            "handler = 1\n[handler for handler in handler]\n{handler for a in b}\n",
            "NEW = 1\n[handler for handler in NEW]\n{NEW for a in b}\n",
        ),
        (
            "def handler(): ...\nclass A:\n  def handler(self): return handler()\n  x = 1\n",
            "def NEW(): ...\nclass A:\n  def handler(self): return NEW()\n  x = 1\n",
        ),
        (
            "def handler(): ...\n__all__ = ['handler', 'handlers']\n__all__ += ['handler']\n"
            "__all__.append('handler')\nx = 'handler'\n",
            "def NEW(): ...\n__all__ = ['NEW', 'handlers']\n__all__ += ['NEW']\n"
            "__all__.append('NEW')\nx = 'handler'\n",
        ),
        (
            "def handler(): ...\ndef f():\n  from a import handler\n  handler()\n",
            "def NEW(): ...\ndef f():\n  from a import handler\n  handler()\n",
        ),
        (
            "from a import b as handler, handler as c\nhandler()\n",
            "from a import b as NEW, handler as c\nNEW()\n",
        ),
        (
            "def handler(): ...\nmatch x:\n  case handler.A(handler=handler): ...\n",
            "def NEW(): ...\nmatch x:\n  case NEW.A(handler=NEW): ...\n",
        ),
        (
            "def handler(): 1\nf'é{handler} handler'\nlambda handler: handler\n",
            "def NEW(): 1\nf'é{NEW} handler'\nlambda handler: handler\n",
        ),
        (
            "def handler(f): ...\n@handler\n@x.handler\nclass A(handler): ...\n",
            "def NEW(f): ...\n@NEW\n@x.handler\nclass A(NEW): ...\n",
        ),
        (
            "handler = 1\ndef f():\n  [handler := 2 for x in y]\n  return handler\n",
            "NEW = 1\ndef f():\n  [handler := 2 for x in y]\n  return handler\n",
        ),
        ("handler = 1\ndel handler\nhandler = 2", "NEW = 1\ndel NEW\nNEW = 2"),
        ("try: ...\nexcept E as handler: handler", "try: ...\nexcept E as NEW: NEW"),
    ],
)
def test_a_rename_changes_the_names_of_the_module_and_no_other(before: str, after: str) -> None:
    assert renamed(before, "handler") == after


@pytest.mark.parametrize(
    "text",
    [
        "from a import handler\nhandler()",
        "try:\n  from a import handler\nexcept E:\n  def handler(): ...",
        "import handler",
        "print(handler)",
        "def handler(:",
        "x = 'handler'",
        "",
    ],
)
def test_a_rename_that_could_break_something_is_refused(text: str) -> None:
    assert PYTHON.rename_spans(SourceText(text), "app.py", "handler") == ()


@pytest.mark.parametrize("name", ["", "a-b", "a.b", "(", "\ud800"])
def test_what_is_no_name_is_not_renamed(name: str) -> None:
    assert PYTHON.rename_spans(SourceText("a = 1"), "app.py", name) == ()


# Imports


@pytest.mark.parametrize(
    ("imported", "importer", "paths"),
    [
        (Import("a.b", None), "app.py", ("a/b/__init__.py", "a/b.py")),
        (
            Import("lib", "handler"),
            "src/app.py",
            ("lib/__init__.py", "lib.py", "lib/handler/__init__.py", "lib/handler.py"),
        ),
        (
            Import(".lib", "x"),
            "src/app.py",
            ("src/lib/__init__.py", "src/lib.py", "src/lib/x/__init__.py", "src/lib/x.py"),
        ),
        (
            Import("..lib", "x"),
            "src/pkg/__init__.py",
            ("src/lib/__init__.py", "src/lib.py", "src/lib/x/__init__.py", "src/lib/x.py"),
        ),
        (
            Import(".", "x"),
            "src/app.py",
            ("src/__init__.py", "src.py", "src/x/__init__.py", "src/x.py"),
        ),
        (Import(".", "x"), "app.py", ("__init__.py", "x/__init__.py", "x.py")),
        (Import("...lib", "x"), "src/app.py", ()),
        (Import("time", "sleep"), "app.py", ()),
    ],
)
def test_an_import_means_the_module_first_and_then_a_submodule(
    imported: Import, importer: str, paths: tuple[str, ...]
) -> None:
    assert PYTHON.import_candidates(imported, importer) == paths


# Stubs


@pytest.mark.parametrize(
    ("existing", "text"),
    [
        (None, 'def h(event, context):\n    """Handle one invocation."""\n'),
        ("", 'def h(event, context):\n    """Handle one invocation."""\n'),
        ("x = 1", '\n\n\ndef h(event, context):\n    """Handle one invocation."""\n'),
        ("x = 1\n", '\n\ndef h(event, context):\n    """Handle one invocation."""\n'),
        ("x = 1\n\n\n\n\n", 'def h(event, context):\n    """Handle one invocation."""\n'),
        ("if x:\n  y\n", '\n\ndef h(event, context):\n  """Handle one invocation."""\n'),
        ("if x:\n\ty\n", '\n\ndef h(event, context):\n\t"""Handle one invocation."""\n'),
        ("x = 1\r\n", '\r\n\r\ndef h(event, context):\r\n    """Handle one invocation."""\r\n'),
    ],
)
def test_a_stub_fits_the_file_it_is_added_to(existing: str | None, text: str) -> None:
    source = None if existing is None else SourceText(existing)
    stub = PYTHON.stub("h", None, "app.py", source)
    assert stub.startswith(text)
    found = export((existing or "") + stub, "h")
    assert found.callable is YES
    assert found.parameters == ("event", "context")


@pytest.mark.parametrize("event", ["SQS OrdersQueue", 'a"""\n\\b', "\\", '"'])
def test_the_stub_names_its_trigger_and_stays_python(event: str) -> None:
    stub = PYTHON.stub("handler", event, "app.py", None)
    compile(stub, "app.py", "exec")
    assert "Handle an event from " in stub


@pytest.mark.parametrize("symbol", ["my-handler", "class", "", "1a"])
def test_there_is_no_stub_for_what_cannot_name_a_function(symbol: str) -> None:
    assert PYTHON.stub(symbol, None, "app.py", None) == ""


def test_spans_are_code_points() -> None:
    text = "# 😀é\ndef handler(event, context): ...\n"
    assert export(text).name_span == Span(9, 16)
    assert renamed(text, "handler") == "# 😀é\ndef NEW(event, context): ...\n"
