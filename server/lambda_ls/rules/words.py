"""The words and fixes that several rules share."""

from __future__ import annotations

import os

from ..model.finding import Fix, Replace
from ..model.function import CodeFolder, Function
from ..model.handler import HandlerName
from ..model.place import Place
from ..workspace.facts import FunctionFacts
from ..workspace.paths import relative


def lambda_answers(error: str) -> str:
    """What Lambda will do, by the type of its error."""
    return f"Lambda will answer {error}"


def question(nearest: str | None) -> str:
    """The end of a message that offers the nearest right name; empty where there is none."""
    return f"; did you mean `{nearest}`?" if nearest else ""


def change_to(place: Place, text: str | None, *, safe: bool = False) -> tuple[Fix, ...]:
    """The fix that writes `text` at a place; none where there is no such text."""
    if not text:
        return ()
    return (Fix(f"Change to `{text}`", safe, (Replace(place, text),)),)


def handler_place(facts: FunctionFacts) -> Place:
    """Where the handler string stands, else the function's name."""
    return facts.handler.place if facts.handler else facts.function.place


def code_place(function: Function) -> Place:
    """Where the code folder stands, else the function's name."""
    if isinstance(function.code, CodeFolder) and function.code.place:
        return function.code.place
    return function.place


def module_of(name: HandlerName) -> str:
    """The module as the handler string writes it."""
    return name.text[name.module_span.start : name.module_span.end]


def symbol_of(name: HandlerName) -> str:
    """The function as the handler string writes it."""
    return name.text[name.symbol_span.start : name.symbol_span.end]


def shown_path(path: str, template: str) -> str:
    """An absolute path as it is shown to people: from the template's folder, with `/`."""
    return relative(path, os.path.dirname(template))
