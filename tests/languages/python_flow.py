"""What Python code does with its event, in lines that tests can compare."""

from __future__ import annotations

from lambda_ls.languages.python.language import PythonLanguage
from lambda_ls.model.flow import (
    HANDLER_ARGUMENTS,
    Access,
    Flow,
    Form,
    Key,
    Root,
    Start,
    Step,
    Value,
)
from lambda_ls.text.source import SourceText

PYTHON = PythonLanguage()
STEPS = {Step.ITEM: "[]", Step.VALUE: ".*", Step.JSON: "|json", Step.BASE64: "|base64"}


def flow(code: str, symbol: str = "handler") -> Flow:
    return PYTHON.follow(SourceText(code), "app.py", Start(symbol, HANDLER_ARGUMENTS))


def accesses(code: str, symbol: str = "handler") -> list[str]:
    """`2: Records[].body get optional` for each access, with the line in which its key stands."""
    return [
        f"{code.count(chr(10), 0, access.key_span.start) + 1}: {told(access)}"
        for access in flow(code, symbol).accesses
    ]


def inside(body: str, before: str = "import base64, gzip, json") -> list[str]:
    """The accesses in a handler of certain statements, of which the first is in line 1."""
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    code = f"{before}\ndef handler(event, context):\n{lines}\n"
    skipped = before.count("\n") + 2
    found = (told.partition(": ") for told in accesses(code))
    return [f"{int(line) - skipped}: {what}" for line, _, what in found]


def told(access: Access) -> str:
    words = [shown(access.owner, access.key)]
    words += [access.form.value] if access.form is not Form.SUBSCRIPT else []
    words += [access.mode] if access.mode != "read" else []
    words += ["optional"] if access.is_optional else ["caught"] if access.is_caught else []
    words += ["called"] if access.is_called else []
    return " ".join(words)


def shown(value: Value, key: str | None = None) -> str:
    """`Records[].body`; the event itself is `event`."""
    path = value.path if key is None else (*value.path, Key(key))
    text = "".join(f".{step.name}" if isinstance(step, Key) else _step(step) for step in path)
    if value.root is not Root.EVENT:
        return f"{value.root.value}{text}"
    return text.removeprefix(".") or "event"


def _step(step: Step) -> str:
    return STEPS.get(step, f"|{step.value}")
