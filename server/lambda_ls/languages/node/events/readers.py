"""What reads each type of node."""

from __future__ import annotations

from collections.abc import Mapping

from .assignments import read_assignment, read_augmented, read_update
from .branches import read_catch, read_if, read_labelled, read_switch, read_try
from .calls import read_call, read_new
from .classes import read_this
from .conditions import read_binary, read_ternary, read_unary
from .expressions import (
    read_class,
    read_function,
    read_inner,
    read_member,
    read_name,
    read_nothing_of,
    read_sequence,
    read_subscript,
)
from .literals import read_array, read_nothing, read_number, read_object, read_spread, read_text
from .loops import read_for_of, read_loop
from .reading import Reader
from .statements import (
    read_block,
    read_class_declaration,
    read_declarator,
    read_end,
    read_function_declaration,
    read_with,
)

READERS: Mapping[str, Reader] = {
    "abstract_class_declaration": read_class_declaration,
    "array": read_array,
    "arrow_function": read_function,
    "as_expression": read_inner,
    "assignment_expression": read_assignment,
    "augmented_assignment_expression": read_augmented,
    "await_expression": read_inner,
    "binary_expression": read_binary,
    "break_statement": read_end,
    "call_expression": read_call,
    "catch_clause": read_catch,
    "class": read_class,
    "class_declaration": read_class_declaration,
    "comment": read_nothing_of,
    "continue_statement": read_end,
    "do_statement": read_loop,
    "false": read_nothing,
    "for_in_statement": read_for_of,
    "for_statement": read_loop,
    "function_declaration": read_function_declaration,
    "function_expression": read_function,
    "generator_function": read_function,
    "generator_function_declaration": read_function_declaration,
    "identifier": read_name,
    "if_statement": read_if,
    "labeled_statement": read_labelled,
    "member_expression": read_member,
    "method_definition": read_function,
    "new_expression": read_new,
    "non_null_expression": read_inner,
    "null": read_nothing,
    "number": read_number,
    "object": read_object,
    "parenthesized_expression": read_inner,
    "return_statement": read_end,
    "satisfies_expression": read_inner,
    "sequence_expression": read_sequence,
    "spread_element": read_spread,
    "statement_block": read_block,
    "string": read_text,
    "subscript_expression": read_subscript,
    "switch_statement": read_switch,
    "template_string": read_text,
    "ternary_expression": read_ternary,
    "this": read_this,
    "throw_statement": read_end,
    "true": read_nothing,
    "try_statement": read_try,
    "type_annotation": read_nothing_of,
    "type_arguments": read_nothing_of,
    "type_assertion": read_inner,
    "unary_expression": read_unary,
    "undefined": read_nothing,
    "update_expression": read_update,
    "variable_declarator": read_declarator,
    "while_statement": read_loop,
    "with_statement": read_with,
}
