"""What a Python file exports, as far as handler strings can name it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lambda_ls.languages.python.language import PythonLanguage
from lambda_ls.model.module import Callability, Export, Import, Module
from lambda_ls.text.source import SourceText

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
