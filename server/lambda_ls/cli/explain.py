"""`lambda-ls explain`: a rule's page, or the table of all rules."""

from __future__ import annotations

from ..features.rule_names import no_such_rule
from ..rules.pages import page, summary
from ..rules.registry import RULES, by_name
from .errors import FINE, CommandError
from .output import emit


def explain(name: str | None) -> int:
    """Print the page of the rule `name`, or a line for each rule."""
    if name is None:
        width = max(len(rule.name) for rule in RULES)
        rows = (
            f"{rule.name:<{width}}  {rule.severity.value:<11}  {summary(rule)}" for rule in RULES
        )
        emit("\n".join(rows))
        return FINE
    rule = by_name(name)
    if rule is None:
        raise CommandError(no_such_rule(name) or name)
    emit(page(rule).rstrip("\n"))
    return FINE
