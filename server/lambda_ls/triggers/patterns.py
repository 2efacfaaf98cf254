"""Events that match an event pattern or filter criteria.

The operators are those of
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..aws.data import Json, JsonObject

_WILD = "*"


def matched(pattern: JsonObject, value: Json) -> Json:
    """The value with what the pattern asks for; everything else stays as it is.

    What an operator that is not known asks for is left as it is.
    """
    result = dict(value) if isinstance(value, Mapping) else {}
    for key, wanted in pattern.items():
        if key == "$or":
            first = wanted[0] if isinstance(wanted, Sequence) and wanted else None
            merged = matched(first, result) if isinstance(first, Mapping) else result
            result = dict(merged) if isinstance(merged, Mapping) else result
        elif isinstance(wanted, Mapping):
            result[key] = matched(wanted, result.get(key))
        elif isinstance(wanted, Sequence) and not isinstance(wanted, str):
            _set(result, key, wanted)
    return result


def _set(target: dict[str, Json], key: str, allowed: Sequence[Json]) -> None:
    """Put a value at a key that one of the alternatives allows, the key's own if it does."""
    own = target.get(key)
    if any(not isinstance(each, Mapping) and each == own for each in allowed) and key in target:
        return
    literals = [each for each in allowed if not isinstance(each, Mapping)]
    if literals:
        target[key] = literals[0]
        return
    operators = next((each for each in allowed if isinstance(each, Mapping)), {})
    if operators.get("exists") is False:
        target.pop(key, None)
    else:
        target[key] = _by_operator(operators, own)


def _by_operator(operators: JsonObject, own: Json) -> Json:
    text = own if isinstance(own, str) else "example"
    for name, wanted in operators.items():
        if isinstance(wanted, Mapping):
            # `{"prefix": {"equals-ignore-case": "x"}}`
            wanted = next(iter(wanted.values()), None)
        if name == "prefix" and isinstance(wanted, str):
            return text if text.startswith(wanted) else f"{wanted}{text}"
        if name == "suffix" and isinstance(wanted, str):
            return text if text.endswith(wanted) else f"{text}{wanted}"
        if name == "equals-ignore-case" and isinstance(wanted, str):
            return wanted
        if name == "wildcard" and isinstance(wanted, str):
            return wanted.replace(_WILD, "x")
        if name == "numeric" and isinstance(wanted, Sequence):
            return _number(wanted)
        if name == "cidr" and isinstance(wanted, str):
            return wanted.partition("/")[0]
        if name == "anything-but":
            return _other_than(wanted, own)
    return text if own is None else own


def _number(conditions: Sequence[Json]) -> Json:
    """A number for `[">", 0, "<=", 5]`."""
    bounds = {
        str(sign): float(bound)
        for sign, bound in zip(conditions[::2], conditions[1::2], strict=False)
        if isinstance(bound, int | float)
    }
    if "=" in bounds:
        value = bounds["="]
    elif ">=" in bounds:
        value = bounds[">="]
    elif "<=" in bounds and ">" not in bounds:
        value = bounds["<="]
    else:
        low, high = bounds.get(">"), bounds.get("<", bounds.get("<="))
        value = _between(low, high)
    return int(value) if value.is_integer() else value


def _between(low: float | None, high: float | None) -> float:
    if low is None:
        return (high or 0.0) - 1
    return low + 1 if high is None or low + 1 < high else (low + high) / 2


def _other_than(refused: Json, own: Json) -> Json:
    listed = (
        refused if isinstance(refused, Sequence) and not isinstance(refused, str) else (refused,)
    )
    if own is not None and own not in listed:
        return own
    texts = [each for each in listed if isinstance(each, str)]
    return "".join(("other", *texts[:1])) if texts else max(_numbers(listed), default=0) + 1


def _numbers(values: Sequence[Json]) -> list[float]:
    return [value for value in values if isinstance(value, int | float)]
