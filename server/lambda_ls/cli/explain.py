"""`lambda-ls explain`: a rule's page, or the table of all rules."""

from __future__ import annotations

from ..rules.pages import page, summary
from ..rules.registry import RULES, by_name
from ..text.similar import nearest
from .errors import FINE, UsageError


def explain(name: str | None) -> int:
    """Print the page of the rule `name`, or a line for each rule."""
    if name is None:
        width = max(len(rule.name) for rule in RULES)
        for rule in RULES:
            print(f"{rule.name:<{width}}  {rule.severity.value:<11}  {summary(rule)}")
        return FINE
    found = by_name(name)
    if found is None:
        raise UsageError(no_such_rule(name))
    print(page(found), end="")
    return FINE


def no_such_rule(name: str) -> str:
    """What to say of a rule name that does not exist."""
    near = nearest(name, (rule.name for rule in RULES))
    hint = f"; did you mean `{near}`?" if near else "; `lambda-ls explain` lists all rules"
    return f"there is no rule `{name}`{hint}"
