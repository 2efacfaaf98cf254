"""The keys that an object certainly has where it is used, as code has come to what sets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from tree_sitter import Node

from ....model.term import Choice, Record, Term
from ..inside import innermost_function
from .effects import Effect, Kind
from .undefined import Undefined

if TYPE_CHECKING:
    from .terms import Terms
    from .variables import Variable

_DECLARED_IN = "statement_block"


def with_certain_keys(terms: Terms, variable: Variable, made: Term, use: Node) -> Term:
    """What a variable holds at one use of it.

    A key is certainly there if a statement of the block that declares the variable sets it, before
    the use and below no condition, and if nothing takes it away again.
    """
    if not isinstance(made, Record) or all(not each.is_optional for each in made.entries):
        return made
    effects = terms.names.effects(variable) or ()
    block = _block(variable)
    if block is None or any(each.is_assignment for each in effects) or not _is_in(block, use):
        return made
    of_keys = [each for each in effects if len(each.path) == 1]
    certain = {each.path[0] for each in of_keys if _is_before(variable, each, block, use)}
    taken = {each.path[0] for each in of_keys if _takes_away(terms, each)}
    if None in taken:
        return made
    certain -= taken
    entries = tuple(
        replace(each, is_optional=each.is_optional and each.key not in certain)
        for each in made.entries
    )
    return replace(made, entries=entries)


def _block(variable: Variable) -> Node | None:
    """The block with the statement that declares a variable and gives it its value."""
    declared = variable.declared[0]
    if variable.is_of_module or len(variable.declared) != 1 or declared.value is None:
        return None
    declarator = declared.name.parent
    statement = declarator.parent if declarator is not None and not declared.keys else None
    block = statement.parent if statement is not None else None
    return block if block is not None and block.type == _DECLARED_IN else None


def _is_in(block: Node, use: Node) -> bool:
    """Whether a use stands in a block, and in no function inside of it."""
    is_inside = block.start_byte <= use.start_byte and use.end_byte <= block.end_byte
    return is_inside and innermost_function(use) == innermost_function(block)


def _is_before(variable: Variable, effect: Effect, block: Node, use: Node) -> bool:
    """Whether code has come to what sets a key when it comes to the use."""
    member = effect.key.parent if effect.key is not None else None
    owner = member.child_by_field_name("object") if member is not None else None
    assignment = member.parent if member is not None else None
    statement = assignment.parent if assignment is not None else None
    if statement is None or owner is None or assignment is None or effect.kind is not Kind.SET:
        return False
    is_own = owner.type == "identifier" and owner.text == variable.name.encode()
    is_direct = statement.type == "expression_statement" and statement.parent == block
    is_plain = assignment.type == "assignment_expression"
    return is_own and is_direct and is_plain and statement.end_byte <= use.start_byte


def _takes_away(terms: Terms, effect: Effect) -> bool:
    """Whether a key may not be there, or not be in the JSON, after an effect."""
    if effect.kind is Kind.REMOVED:
        return True
    term = terms.of(effect.value) if effect.value is not None else None
    options = term.options if isinstance(term, Choice) else (term,)
    return any(isinstance(each, Undefined) for each in options)
