"""What is known of the environment variable under the cursor, as Markdown."""

from __future__ import annotations

from ..aws.environment import is_set_by_lambda, reserved_for
from ..model.function import Variable
from ..model.place import Unknown
from ..workspace.facts import FunctionFacts
from ..workspace.snapshot import Snapshot
from .markdown import code, codes, paragraphs
from .results import Hover
from .shown import shown_place
from .variables import VariableAt, code_places, declaration, variable_at

_SHOWN = 8


def variable_hover(snapshot: Snapshot, path: str, offset: int) -> Hover | None:
    """The value of a variable for each function, or the code that reads it."""
    found = variable_at(snapshot, path, offset)
    if found is None:
        return None
    title = f"**Environment variable** {code(found.name)}"
    if found.is_declared_here:
        return Hover(found.span, paragraphs(title, _readers(snapshot, found)))
    return Hover(found.span, paragraphs(title, *_values(snapshot, found)))


def value_text(variable: Variable) -> str:
    """The value of a variable in a few words."""
    value = variable.value.value
    if not isinstance(value, Unknown):
        return code(value) or "empty"
    known = f", by default {code(value.likely)}" if value.likely else ""
    return f"not known before the deployment{known}: {value.reason}"


def _values(snapshot: Snapshot, found: VariableAt) -> tuple[str, ...]:
    lines = [_value(snapshot, facts, found.name) for facts in found.functions]
    reserved = reserved_for(found.name)
    note = f"Lambda sets it to {reserved}." if reserved else ""
    return (note, _listed(lines))


def _value(snapshot: Snapshot, facts: FunctionFacts, name: str) -> str:
    variable = declaration(facts, name)
    owner = code(facts.function.name)
    if variable is not None:
        where = code(shown_place(snapshot, variable.name.place))
        return f"{owner}: {value_text(variable)} · {where}"
    if is_set_by_lambda(name):
        return f"{owner}: not in the template"
    other = ", but may come from elsewhere" if facts.function.has_other_variables else ""
    return f"{owner}: **not declared**{other}"


def _readers(snapshot: Snapshot, found: VariableAt) -> str:
    """The places in code that name the variable."""
    functions = codes(facts.function.name for facts in found.functions[:_SHOWN])
    places = code_places(found.functions, found.name)
    if not places:
        return f"For {functions}. No code is seen to read it."
    lines = [code(shown_place(snapshot, place)) for place in places]
    return paragraphs(f"For {functions}, read in:", _listed(lines))


def _listed(lines: list[str]) -> str:
    shown = [f"- {line}" for line in dict.fromkeys(lines)]
    rest = len(shown) - _SHOWN
    more = [f"- … and {rest} more"] if rest > 0 else []
    return "\n".join((*shown[:_SHOWN], *more))
