"""What JavaScript functions give, in a form that is easy to compare."""

from __future__ import annotations

from lambda_ls.languages.node.bodies import NodeBodies
from lambda_ls.languages.node.bodies.bodies import NodeBody
from lambda_ls.languages.node.bodies.undefined import Undefined
from lambda_ls.model.term import (
    Called,
    Choice,
    Constant,
    Encoded,
    Failure,
    Imported,
    Items,
    Local,
    Member,
    Parameter,
    Record,
    Refused,
    Term,
    Typed,
)
from lambda_ls.text.source import SourceText

HEAD = """\
import { respond } from "./answers";
import * as answers from "./answers";
import { v4 as uuidv4 } from "uuid";
const helpers = require("./helpers");
const HEADERS = { "x-a": "b" };
const STATUS = 404;
let mode = "fast";
function slower() { mode = "slow"; }
class NotFound extends Error {}
class Orders {
  static all() { return []; }
  get(id) { return this.read(id); }
  read(id) { return { id }; }
}
const orders = new Orders();
const tools = { say(word) { return { word }; }, ask: () => 1 };
const helper = (status, body = null) => ({ statusCode: status });

"""


def entry(text: str, path: str = "/app.ts", symbol: str = "handler") -> NodeBody | None:
    return NodeBodies(SourceText(text), path).entry(symbol)


def returned(text: str) -> list[tuple[str, object]] | None:
    """How the function `handler` of a text gives its results, and which."""
    body = entry(text)
    assert body is not None
    if body.returned is None:
        return None
    return [(each.way.value, shown(each.value)) for each in body.returned]


def value(body: str) -> object:
    """The first result of a handler with this body."""
    found = returned(f"{HEAD}export const handler = async (event, context) => {{ {body} }};")
    assert found
    return found[0][1]


def shown(term: Term) -> object:
    """A term without its spots; an optional key has a question mark."""
    if isinstance(term, Undefined):
        return "undefined"
    if isinstance(term, Constant):
        return term.value
    if isinstance(term, Record):
        found = {
            each.key + ("?" if each.is_optional else ""): shown(each.value) for each in term.entries
        }
        return (found, ...) if term.is_open else found
    if isinstance(term, Items):
        items = [shown(each) for each in term.items]
        return (items, ...) if term.is_open else items
    if isinstance(term, Typed):
        return f"<{term.type}>"
    if isinstance(term, Encoded):
        return f"json {shown(term.of)}"
    if isinstance(term, Refused):
        return f"refused {term.name}"
    if isinstance(term, Failure):
        return f"caught {term.name}" if term.is_caught else f"failure {term.name}"
    if isinstance(term, Choice):
        return {"one of": [shown(each) for each in term.options]}
    if isinstance(term, Parameter):
        return f"parameter {term.position}"
    if isinstance(term, Member):
        return f"{shown(term.of)}.{getattr(term.step, 'name', '')}"
    if isinstance(term, Called):
        where = term.function.callee if isinstance(term.function, Imported) else "here"
        return f"call {where} {[shown(each) for each in term.positional]}"
    return "?"


def local_of(called: Called) -> Local:
    """The function of the same file that a call is of."""
    assert isinstance(called.function, Local)
    return called.function
