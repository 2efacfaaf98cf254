"""The command that gives the page of a rule."""

from __future__ import annotations

from attrs import frozen
from pygls.exceptions import JsonRpcInvalidParams

from ..features.rule_names import no_such_rule
from ..rules.pages import page
from ..rules.registry import by_name


@frozen
class RuleParams:
    """`rule` is the name of a rule."""

    rule: str


def rule_page(params: RuleParams) -> str:
    """The page that `lambda-ls explain` prints, in Markdown.

    Raises:
        JsonRpcInvalidParams: if there is no such rule.
    """
    rule = by_name(params.rule)
    if rule is None:
        raise JsonRpcInvalidParams(no_such_rule(params.rule) or params.rule)
    return page(rule)
