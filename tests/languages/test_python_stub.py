"""New handlers in Python."""

from __future__ import annotations

import pytest
from lambda_ls.languages.python.language import PythonLanguage
from lambda_ls.model.module import Callability, Export
from lambda_ls.text.source import SourceText

PYTHON = PythonLanguage()


def export(text: str) -> Export:
    return PYTHON.read(SourceText(text), "app.py").exports["h"]


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
    found = export((existing or "") + stub)
    assert found.callable is Callability.YES
    assert found.parameters == ("event", "context")


@pytest.mark.parametrize("event", ["SQS OrdersQueue", 'a"""\n\\b', "\\", '"'])
def test_the_stub_names_its_trigger_and_stays_python(event: str) -> None:
    stub = PYTHON.stub("handler", event, "app.py", None)
    compile(stub, "app.py", "exec")
    assert "Handle an event from " in stub


@pytest.mark.parametrize("symbol", ["my-handler", "class", "", "1a"])
def test_there_is_no_stub_for_what_cannot_name_a_function(symbol: str) -> None:
    assert PYTHON.stub(symbol, None, "app.py", None) == ""
