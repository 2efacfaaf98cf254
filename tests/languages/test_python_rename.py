"""Every place in a Python file that changes with the name of an export."""

from __future__ import annotations

import pytest
from lambda_ls.languages.python.language import PythonLanguage
from lambda_ls.text.source import SourceText
from lambda_ls.text.span import Span

PYTHON = PythonLanguage()


def renamed(text: str, name: str, to: str = "NEW") -> str:
    for start, end in reversed(PYTHON.rename_spans(SourceText(text), "app.py", name)):
        assert text[start:end] == name
        text = text[:start] + to + text[end:]
    return text


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


def test_spans_are_code_points() -> None:
    text = "# 😀é\ndef handler(event, context): ...\n"
    assert PYTHON.read(SourceText(text), "app.py").exports["handler"].name_span == Span(9, 16)
    assert renamed(text, "handler") == "# 😀é\ndef NEW(event, context): ...\n"
