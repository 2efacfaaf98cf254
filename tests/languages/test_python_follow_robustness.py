from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lambda_ls.model.flow import HANDLER_ARGUMENTS, Start
from lambda_ls.text.source import SourceText

from tests.effort import at_most
from tests.languages.python_flow import PYTHON, accesses, inside

SAMPLE = """\
import base64, json  # 😀 é
from aws_lambda_powertools.utilities.data_classes import event_source, SQSEvent
from helpers import use as u
KEY: str = "Records"
def wrap(fn):
    def inner(*args, **kw): return fn(*args, **kw)
    return inner
class A:
    def __init__(self, e, *, k=None): self.run(e["é"])
    def run(self, x: dict = {}) -> None: x.get("é", {})["b"]
@wrap
@event_source(data_class=SQSEvent)
async def handler(event, context, /, *rest, k=1):
    global g; nonlocal_ = 1
    for i, (r) in enumerate(event[KEY] or []):
        body = json.loads(r["bo" "dy"])["é😀"]; event['x'] = r.get("y")
        while (n := body["n"]) and i < 3: i += 1; continue
    else: del event["a"], r
    try: (lambda q, e=event: q["z"])(event); u(event, *rest, **{"K": event["k"]})
    except (KeyError, TypeError) as e: raise
    finally: pass
    with A(event) as a, open(event["f"]): a.run(event)
    match event:
        case {"a": [b, *c], **d} if b: return b["c"]
        case A(x=1) | None: pass
    a, *b = c = event["t"][0][1:2]; x = event.h if "h" in event else None
    def nested(event=event): nonlocal n; return f"{event['q']!r:>{context.w}}" + x["v"]
    return [nested(v) for k, v in event.items() if v is not None], {**event}, await x.y()
"""
MARKS = (
    "[",
    "]",
    "(",
    ")",
    ".",
    '"',
    "'",
    "{",
    "}",
    ":",
    "\n",
    "    ",
    "event",
    "😀",
    "\\",
    ",",
    "=",
)


def check(text: str) -> None:
    source = SourceText(text)
    found = PYTHON.follow(source, "app.py", Start("handler", HANDLER_ARGUMENTS))
    for access in found.accesses:
        assert text[slice(*access.key_span)] == access.key
        for span in (access.owner_span, access.span):
            assert 0 <= span.start <= span.end <= len(text)
        assert access.span.start <= access.owner_span.start
        assert access.key_span.end <= access.span.end
    for use in found.names:
        assert text[slice(*use.span)] == use.name
    for each in found.handed:
        assert 0 <= each.span.start < each.span.end <= len(text)


def check_sketch(text: str, offset: int) -> None:
    sketch = PYTHON.sketch(SourceText(text), "app.py", offset)
    if sketch is None:
        return
    assert sketch.replace.start <= offset <= sketch.replace.end
    assert sketch.key not in text
    assert sketch.source.count(sketch.key) == 1
    written = text[: sketch.replace.start] + sketch.before + sketch.key + sketch.after
    assert sketch.source.startswith(written)
    check(sketch.source)


def test_the_sample_is_followed() -> None:
    assert len(accesses(SAMPLE)) > 15
    check(SAMPLE)


def test_every_beginning_of_a_file_can_be_followed() -> None:
    for end in range(0, len(SAMPLE) + 1, 3):
        check(SAMPLE[:end])
        check_sketch(SAMPLE[:end], end)
        check_sketch(SAMPLE, end)


@settings(max_examples=150, deadline=None)
@given(
    st.integers(0, len(SAMPLE)),
    st.integers(0, 12),
    st.lists(st.sampled_from(MARKS) | st.text(max_size=3), max_size=4).map("".join),
)
def test_any_edit_of_a_file_can_be_followed(start: int, removed: int, text: str) -> None:
    edited = SAMPLE[:start] + text + SAMPLE[start + removed :]
    check(edited)
    check_sketch(edited, start + len(text))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(MARKS) | st.text(alphabet=st.characters(codec=None), max_size=2)),
    st.integers(0, 80),
)
def test_any_text_can_be_followed(parts: list[str], offset: int) -> None:
    text = "def handler(event, context):\n    " + "".join(parts)
    check(text)
    check_sketch(text, min(offset, len(text)))


@pytest.mark.parametrize(
    "body",
    [
        "event" + "['a']" * 5_000,
        "event" + ".a()" * 5_000,
        "(" * 5_000 + "event" + ")" * 5_000,
        "[" * 5_000,
        "[" * 3_000 + "event" + "]" * 3_000 + " = event",
        "x = " + "[" * 3_000 + "event" + "]" * 3_000,
        "lambda: " * 5_000 + "event['a']",
        "f(" * 5_000 + "event",
        "'x' + " * 5_000 + "event['a']",
        "event['a'] or " * 5_000 + "event['a']",
        "not " * 5_000 + "event['a']",
        "\n".join(" " * (4 + depth) + "if event['a']:" for depth in range(300)).strip(),
        "\n".join(" " * (4 + depth) + "for event in event['a']:" for depth in range(400)).strip(),
        "\n".join(" " * (4 + depth) + "def f():" for depth in range(400)).strip(),
        "\n    ".join(["event = event['a']"] * 5_000),
        "\n    ".join(["event = [event]"] * 5_000),
        "\n    ".join(["event = (event, event)"] * 2_000),
        "\n    ".join(f"f{n}(event['a'])" for n in range(5_000)),
        "match event['a']:\n        case " + "[" * 3_000 + "{'a': x}" + "]" * 3_000 + ": pass",
    ],
    ids=lambda body: body[:20],
)
def test_extreme_code_can_be_followed(body: str) -> None:
    source = SourceText(f"def handler(event, context):\n    {body}\n")
    with at_most(4_000_000):
        PYTHON.follow(source, "app.py", Start("handler", HANDLER_ARGUMENTS))


def test_functions_that_call_each_other_in_every_way_end() -> None:
    functions = "\n".join(
        f"def f{n}(x):\n    " + "\n    ".join(f"f{m}(x['k{n}'])" for m in range(20))
        for n in range(20)
    )
    source = SourceText(f"{functions}\ndef handler(event, context):\n    f0(event)\n")
    with at_most(4_000_000):
        assert PYTHON.follow(source, "app.py", Start("handler", HANDLER_ARGUMENTS)).accesses


def test_nothing_is_said_of_code_that_is_too_long_to_be_read() -> None:
    assert inside("event['a']\n" * 5_000)[-1] == "5000: a"
    assert inside("event['a']\n" * 50_000) == []


def test_chains_of_names_end() -> None:
    names = "\n".join(f"n{index + 1} = n{index}()" for index in range(3_000))
    assert inside("n3000(event['a'])", names) == ["1: a"]
    names = "\n".join(f"n{index} = n{index + 1}" for index in range(3_000))
    assert accesses(f"def n3000(event, _): event['a']\n{names}\nhandler = n0") == []


def test_what_is_bound_too_deep_to_be_read_is_not_known() -> None:
    deep = "\n".join(" " * depth + "if x:" for depth in range(150))
    code = f"{deep}\n{' ' * 150}event = load()\nevent['a']"
    assert inside(code) == []


def test_an_error_in_another_function_hides_nothing() -> None:
    code = (
        "def other():\n    x = foo(1, ]\n\ndef handler(event, context):\n    event['a']\n\n"
        "def last(:\n    pass\n"
    )
    assert accesses(code) == ["5: a"]


def test_half_typed_code_gives_the_rest() -> None:
    assert inside("event.\nx = event['a']\nevent['b']")[-1] == "3: b"
    assert not re.search("x", " ".join(inside("event.\nx = event['a']")))
    assert inside("event['a'].get(\n\nevent['b'])\nevent['c'") == ["1: a", "3: b"]
