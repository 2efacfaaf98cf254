"""What is remembered of an untouched function is what reading it anew would find."""

from __future__ import annotations

import pytest
from lambda_ls.languages.flows import remembered
from lambda_ls.languages.python import describe
from lambda_ls.languages.python.bodies import callees
from lambda_ls.languages.registry import language_of_path
from lambda_ls.model.flow import HANDLER_ARGUMENTS, Start
from lambda_ls.model.term import Local
from lambda_ls.text.source import SourceText

PYTHON = """\
import json
from shared import save

LIMIT = "limit"

def other(record):
    return json.loads(record["body"])["other"]

def step(record, context):
    record["seen"] = True
    if record.get(LIMIT):
        save(record["body"], context)
    return json.loads(record["body"])["id"], record["seen"]

def handler(event, context):
    for record in event["Records"]:
        step(record, context)
        other(record)
    return context.aws_request_id
"""
JAVASCRIPT = """\
import { save } from "./shared.mjs";

const LIMIT = "limit";

function other(record) {
  return JSON.parse(record.body).other;
}

const step = (record, context) => {
  record.seen = true;
  if (record[LIMIT]) {
    save(record.body, context);
  }
  return [JSON.parse(record.body).id, record.seen];
};

export const handler = async (event, context) => {
  for (const record of event.Records) {
    step(record, context);
    other(record);
  }
  return context.awsRequestId;
};
"""
# What is replaced, and by what: each changes what an untouched function means, or where it stands.
PYTHON_EDITS = [
    ("import json\n", "import json\n\n# é, two bytes and one character\n"),
    ("import json\n", "import json\n\nlambda: 1\n"),
    ("import json", "import yaml as json"),
    ("import json", "json = 3"),
    ("from shared import save", "from elsewhere import save"),
    ("from shared import save", "def save(body, context):\n    return body['saved']"),
    ("from shared import save", "class save:\n    pass"),
    ('LIMIT = "limit"', 'LIMIT = "most"'),
    ('LIMIT = "limit"', "LIMIT = 3"),
    ('LIMIT = "limit"', "def LIMIT(): pass"),
    ('["other"]', '["another"]'),
    ("def other(", "def others("),
    ("def other(", "@wrapped\ndef other("),
    ("step(record, context)\n        other", "other(record)\n        step(record)\n        other"),
    (
        "step(record, context)\n        other",
        "try: step(record)\n        except: pass\n",
    ),
    ('record["seen"] = True', 'record["body"] = True'),
    ('event["Records"]', 'event["Record'),
    ("def handler", "def nested():\n    nonlocal record\n\ndef handler"),
    ("def handler", "def resets():\n    global step\n\ndef handler"),
]
JAVASCRIPT_EDITS = [
    ("\nconst LIMIT", "\n// é, two bytes and one character\nconst LIMIT"),
    ("./shared.mjs", "./elsewhere.mjs"),
    ('import { save } from "./shared.mjs";', "const save = (body) => body.saved;"),
    ('import { save } from "./shared.mjs";', "class save {}"),
    ('const LIMIT = "limit";', 'const LIMIT = "most";'),
    ('const LIMIT = "limit";', 'let LIMIT = "limit"; LIMIT = 3;'),
    ('const LIMIT = "limit";', "const LIMIT = other;"),
    (").other;", ").another;"),
    ("function other(", "function others("),
    ("function other(", "async function other("),
    ("step(record, context);\n    other", "other(record);\n    step(record);\n    other"),
    ("step(record, context);\n    other", "try { step(record); } catch {}\n    other"),
    ("record.seen = true", "record.body = true"),
    ("event.Records", "event."),
    ("export const", "function resets() { return () => { record = 1; }; }\nexport const"),
    ("export const", "const JSON = { parse: step };\nexport const"),
]


def flow(text: str, path: str) -> object:
    """What the handler of a text does, and what the text exports."""
    language = language_of_path(path)
    assert language is not None
    source = SourceText(text)
    found = language.follow(source, path, Start("handler", HANDLER_ARGUMENTS))
    exports = language.read(source, path).exports
    return found.names, found.accesses, found.handed, exports, calls(text, path)


def calls(text: str, path: str) -> list[object]:
    """What is called from the handler on, functions of the file by where they stand."""
    language = language_of_path(path)
    assert language is not None
    bodies = language.bodies(SourceText(text), path)
    entry = bodies.entry("handler")
    pending = [entry] if entry else []
    found: list[object] = []
    for body in pending:
        for called in body.callees:
            there = bodies.local(called.function) if isinstance(called.function, Local) else None
            found.append((called.spot, there.span if there else called.function))
            if there is not None and there not in pending:
                pending.append(there)
    return found


def forget() -> None:
    """Read everything anew."""
    remembered._remembered.cache_clear()
    callees._remembered.cache_clear()
    describe._described.cache_clear()


@pytest.mark.parametrize(
    ("path", "text", "old", "new"),
    [("app.py", PYTHON, *edit) for edit in PYTHON_EDITS]
    + [("app.mjs", JAVASCRIPT, *edit) for edit in JAVASCRIPT_EDITS],
)
def test_an_edit_finds_what_the_edited_text_alone_would(
    path: str, text: str, old: str, new: str
) -> None:
    edited = text.replace(old, new, 1)
    assert edited != text
    forget()
    expected = flow(edited, path)
    forget()
    before = flow(text, path)

    assert flow(edited, path) == expected
    assert flow(text, path) == before


@pytest.mark.parametrize(("path", "text"), [("app.py", PYTHON), ("app.mjs", JAVASCRIPT)])
def test_a_function_that_only_moved_is_not_read_again(
    path: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    flow(text, path)
    monkeypatch.setattr(remembered.Readings, "_record", None)
    comment = "# moved\n" if path.endswith(".py") else "// moved\n"

    flow(comment + text, path)
