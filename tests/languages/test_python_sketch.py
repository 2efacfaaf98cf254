from __future__ import annotations

import pytest
from lambda_ls.model.flow import HANDLER_ARGUMENTS, Sketch, Start
from lambda_ls.text.source import SourceText

from tests.languages.python_flow import PYTHON, shown

HEAD = "import json\ndef handler(event, context):\n"
TAIL = "\n    return 1\n\ndef other(a):\n    event['b']\n"


def sketched(line: str) -> tuple[str, Sketch | None]:
    """The text without the mark `|`, and what is sketched at it."""
    text = f"{HEAD}    {line}{TAIL}"
    offset = text.index("|")
    text = text.replace("|", "", 1)
    return text, PYTHON.sketch(SourceText(text), "app.py", offset)


def owners(line: str) -> list[str]:
    """What the key at the mark is taken from, as following the sketch tells."""
    _, sketch = sketched(line)
    assert sketch is not None
    source = SourceText(sketch.source)
    found = PYTHON.follow(source, "app.py", Start("handler", HANDLER_ARGUMENTS))
    return [shown(each.owner) for each in found.accesses if each.key == sketch.key]


def written(line: str, key: str = "KEY") -> str:
    """The line once a key has been chosen."""
    text, sketch = sketched(line)
    assert sketch is not None
    start, end = sketch.replace
    chosen = text[:start] + sketch.before + key + sketch.after + text[end:]
    return chosen.removeprefix(HEAD).removesuffix(TAIL).strip()


@pytest.mark.parametrize(
    ("line", "chosen"),
    [
        ('event["|', 'event["KEY"]'),
        ("x = event['|", "x = event['KEY']"),
        ('event["|"]', 'event["KEY"]'),
        ('event["|"', 'event["KEY"'),
        ('event["Rec|ords"]', 'event["KEY"]'),
        ('event["Rec|', 'event["KEY"]'),
        ("event[|", 'event["KEY"]'),
        ("event[|]", 'event["KEY"]'),
        ("event[Re|c]", 'event["KEY"]'),
        ('event.get("|', 'event.get("KEY")'),
        ('event.get("|")', 'event.get("KEY")'),
        ('event.get("a|", {})', 'event.get("KEY", {})'),
        ("event.get(|)", 'event.get("KEY")'),
        ('event.pop("|")', 'event.pop("KEY")'),
        ("event.|", "event.KEY"),
        ("event.bo|dy", "event.KEY"),
        ('if "|" in event:', 'if "KEY" in event:'),
        ('if "bo|dy" not in event: pass', 'if "KEY" not in event: pass'),
        ('for r in event["|', 'for r in event["KEY"]'),
        ('for r in event["|"]', 'for r in event["KEY"]'),
        ('if event["|', 'if event["KEY"]'),
        ('print(event["|', 'print(event["KEY"]'),
        ('print(event["a|)', 'print(event["KEY"])'),
        ('return {"a": event["|"], "b": 2}', 'return {"a": event["KEY"], "b": 2}'),
        ('return {"a": event["|', 'return {"a": event["KEY"]'),
        ('event["x"] = event["|"]', 'event["x"] = event["KEY"]'),
        ('event["|"] = 1', 'event["KEY"] = 1'),
        ('del event["|"]', 'del event["KEY"]'),
        ("f\"{event['|']}\"", "f\"{event['KEY']}\""),
        ("f\"{event['|", "f\"{event['KEY']"),
        ("f'{{}} {event.|}'", "f'{{}} {event.KEY}'"),
        ('s = "it\'s" + event["|"]', 's = "it\'s" + event["KEY"]'),
        ("async def inner(): await x(event['|'])", "async def inner(): await x(event['KEY'])"),
    ],
)
def test_a_key_of_the_event_is_sketched(line: str, chosen: str) -> None:
    assert written(line) == chosen
    assert owners(line) == ["event"]


@pytest.mark.parametrize(
    ("line", "owner"),
    [
        ('x = event["Records"][0]["|', "Records[]"),
        ('for r in event["Records"]: print(r["|"])', "Records[]"),
        ('for r in event["Records"]:\n        print(r["|', "Records[]"),
        ('[r["|"] for r in event["Records"]]', "Records[]"),
        ('[r["|" for r in event["Records"]]', "Records[]"),
        ('json.loads(event["body"])["|"]', "body|json"),
        ('event["headers"]["X-|Forwarded"]', "headers"),
        ('event.get("a", {}).get("|', "a"),
        ('event["a"].|', "a"),
        ("context.|", "context"),
        ("context.get_|()", "context"),
        ("x = context.|\n    y = 1", "context"),
        ('hasattr(context, "|")', "context"),
        ("context.identity.|", "context.identity"),
        ('foo(\n        event["|\n    )', "event"),
        ('if event["a"]["|\n        pass', "a"),
    ],
)
def test_a_key_of_what_is_in_the_event_is_sketched(line: str, owner: str) -> None:
    assert owners(line) == [owner]


def test_what_is_replaced_is_the_key_that_stands_there() -> None:
    text, sketch = sketched('event["headers"]["X-For|warded.a b"]')
    assert sketch is not None
    assert text[slice(*sketch.replace)] == "X-Forwarded.a b"
    text, sketch = sketched('event["Rec|ords')
    assert sketch is not None
    assert text[slice(*sketch.replace)] == "Records"


def test_a_dot_can_be_replaced_too() -> None:
    text, sketch = sketched('event["a"].bo|dy')
    assert sketch is not None
    assert sketch.dotted is not None
    assert text[slice(*sketch.dotted)] == ".body"
    assert sketched('event["|"]')[1] == sketched('event["|"]')[1]
    _, sketch = sketched('event["|"]')
    assert sketch is not None
    assert sketch.dotted is None


@pytest.mark.parametrize(
    "line",
    [
        '# event["|',
        'x = 1  # event["|"]',
        'x = "event[|"',
        'x = "event.|"',
        '"""event["|"]"""',
        "x = 1.|",
        "x = 1|",
        "|",
        "ev|",
        "event|",
        'event["a"|]',
        "event[1|]",
        "event[0:|]",
        'print("|")',
        "x = [|]",
        'x = ["|"]',
        "import a.|",
        "from a.|",
        "from . import |",
        '"|"',
        'event["a + |"]'.replace("+", "="),
        "...|",
    ],
)
def test_nothing_is_sketched_where_no_key_can_stand(line: str) -> None:
    assert sketched(line)[1] is None


def test_the_made_up_key_occurs_nowhere_else() -> None:
    text = 'def handler(event, sketched_0):\n    event["'
    sketch = PYTHON.sketch(SourceText(text), "app.py", len(text))
    assert sketch is not None
    assert sketch.key not in text


def test_line_ends_of_windows_stay() -> None:
    text = 'def handler(event, context):\r\n    if event["\r\n        pass\r\n'
    offset = text.index('"') + 1
    sketch = PYTHON.sketch(SourceText(text), "app.py", offset)
    assert sketch is not None
    assert sketch.source == text[:offset] + f'{sketch.key}"]:' + text[offset:]


def test_a_very_long_line_is_no_trouble() -> None:
    text = "def handler(event, context):\n    x = " + "[" * 100_000 + 'event["'
    assert PYTHON.sketch(SourceText(text), "app.py", len(text)) is not None
