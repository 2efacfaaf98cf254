"""The pages of the triggers, made from their data files."""

from __future__ import annotations

import json
from collections.abc import Iterator

from lambda_ls.triggers.catalogue import TriggerDefinition, all_definitions
from lambda_ls.triggers.contract import Contract, Invocation, contract
from lambda_ls.triggers.shape import Shape

_TYPES = {
    "synchronous": "The caller waits for the result.",
    "asynchronous": "Lambda queues the event and retries it.",
    "polled": "Lambda reads batches of records and retries them.",
}
_RETURNED_ERRORS = {
    "lost": "An error that is returned instead of raised counts as success, and is lost.",
    "answer": "An error that is returned instead of raised is an answer like any other.",
    "refused": "An error that is returned in place of the response is a malformed response.",
}


def trigger_page(found: TriggerDefinition) -> str:
    """The page of one trigger."""
    wanted = contract(found.id)
    parts = [
        f"# {found.title}\n\n`{found.id}` · [documentation of AWS]({found.docs})",
        wanted.event.description,
        _declared(found),
        _invoked(wanted.invocation),
        _pitfalls(wanted),
        f"## Event\n\n{_table(wanted.event)}",
        f"## Response\n\n{wanted.response.description}\n\n{_table(wanted.response)}"
        if wanted.response
        else "",
        _samples(wanted),
        _sources(wanted),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def trigger_table() -> str:
    """The page that lists all triggers."""
    rows = [
        f"| [`{each.id}`]({each.id}.md) | {each.title} | {contract(each.id).invocation.type} |"
        for each in all_definitions()
    ]
    head = "# Triggers\n\nWhat each trigger sends, what it wants back, and what becomes of errors."
    return "\n".join((head, "", "| trigger | | invocation |", "|---|---|---|", *rows)) + "\n"


def _declared(found: TriggerDefinition) -> str:
    rows = [
        f"| {each.dialect} | `{each.kind}` | {_setting(each.discriminator)} |"
        for each in found.declarations
    ]
    if not rows:
        return ""
    return "\n".join(("## Declared by", "", "| dialect | word | setting |", "|---|---|---|", *rows))


def _setting(discriminator: str | None) -> str:
    return f"`{discriminator}`" if discriminator else ""


def _invoked(invocation: Invocation) -> str:
    lines = [f"- {_TYPES[invocation.type]}"]
    if invocation.batch:
        default, largest = invocation.batch
        lines.append(f"- Records in a batch: {default} unless set, {largest} at most.")
    if invocation.time_limit:
        lines.append(f"- The caller gives up after {invocation.time_limit:g} s.")
    lines.append(f"- Returned value: {invocation.result}")
    if invocation.streamed:
        lines.append(f"- Streamed response: {invocation.streamed}")
    lines.append(f"- On failure: {invocation.failure}")
    lines.append(f"- {_RETURNED_ERRORS[invocation.returned_error]}")
    return "\n".join(("## Invocation", "", *lines))


def _pitfalls(wanted: Contract) -> str:
    lines = [f"- {each}" for each in wanted.pitfalls]
    return "\n".join(("## Pitfalls", "", *lines)) if lines else ""


def _table(shape: Shape) -> str:
    rows = dict.fromkeys(_rows(shape, "", frozenset()))
    if not rows:
        return "Any JSON value."
    return "\n".join(("| key | type | there | |", "|---|---|---|---|", *rows))


def _rows(shape: Shape, path: str, above: frozenset[str]) -> Iterator[str]:
    if shape.reference in above:
        return
    inside = above | {shape.reference} if shape.reference else above
    for choice in shape.alternatives:
        for name, child in choice.properties.items():
            at = f"{path}.{name}" if path else name
            yield _row(at, child, is_required=name in choice.required)
            yield from _rows(child, at, inside)
        if choice.values:
            yield _row(f"{path}.*", choice.values, is_required=False)
            yield from _rows(choice.values, f"{path}.*", inside)
        if choice.items:
            yield from _rows(choice.items, f"{path}[]", inside)
        if choice.content:
            yield from _rows(choice.content, f"{path}()", inside)


def _row(path: str, shape: Shape, *, is_required: bool) -> str:
    types = sorted({kind for each in shape.alternatives for kind in each.types} - {"null"})
    there = "always" if is_required else "not always"
    null = ", or null" if any(each.is_nullable for each in shape.alternatives) else ""
    return f"| `{path}` | {' or '.join(types) or 'any'} | {there}{null} | {_cell(shape)} |"


def _cell(shape: Shape) -> str:
    values = ", ".join(f"`{_json(each)}`" for each in shape.allowed)
    text = f"{shape.description} One of {values}." if len(shape.allowed) > 1 else shape.description
    return text.replace("|", "\\|").replace("\n", " ")


def _samples(wanted: Contract) -> str:
    blocks = [
        f"### {each.title}\n\n```json\n{json.dumps(each.event, ensure_ascii=False, indent=2)}\n```"
        for each in wanted.samples
    ]
    return "\n\n".join(("## Samples", *blocks))


def _sources(wanted: Contract) -> str:
    lines = [f"- {each}" for each in wanted.sources]
    return "\n".join((f"## Sources\n\nCompared on {wanted.checked}:", "", *lines))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False).replace("`", "'")
