from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lambda_ls.languages.syntax import (
    Grammar,
    SyntaxTree,
    ancestors,
    descendants,
    parse,
    shallow,
)
from lambda_ls.text.source import SourceText
from lambda_ls.text.span import Span

# Characters of one to four bytes, line ends, and the halves of a broken pair.
LETTERS = st.text(alphabet="ab= \n\r\té\u2028漢😀\ud800\x00\x0c'\"#(:", max_size=60)


def python(text: str) -> SyntaxTree:
    return parse(Grammar.PYTHON, SourceText(text))


def test_spans_count_code_points_after_characters_of_any_width() -> None:
    text = "é = '😀漢'\nhandler = 1\n"
    tree = python(text)
    names = {tree.text(n): tree.span(n) for n in descendants(tree.root) if n.type == "identifier"}
    assert names == {"é": Span(0, 1), "handler": Span(9, 16)}


@given(LETTERS)
def test_every_node_of_any_text_has_the_text_that_tree_sitter_read(text: str) -> None:
    tree = python(text)
    for node in descendants(tree.root):
        written = (node.text or b"").decode("utf-8", "surrogatepass")
        # Bytes that tree-sitter takes for no character can be cut in the middle.
        if "\ud800" not in text:
            assert tree.text(node) == written
        assert 0 <= tree.span(node).start <= tree.span(node).end


@given(LETTERS, st.integers(0, 60), st.integers(0, 5))
def test_the_node_at_a_range_holds_the_range(text: str, start: int, length: int) -> None:
    tree = python(text)
    span = Span(min(start, len(text)), min(start + length, len(text)))
    node = tree.node_at(span)
    if node is not None and node != tree.root and "\ud800" not in text:
        found = tree.span(node)
        assert found.start <= span.start
        assert span.end <= found.end


@pytest.mark.parametrize(
    ("grammar", "text", "kind"),
    [
        (Grammar.PYTHON, "def f(): pass", "function_definition"),
        (Grammar.JAVASCRIPT, "exports.f = () => 1", "expression_statement"),
        (Grammar.TYPESCRIPT, "interface A { b: string }", "interface_declaration"),
        (Grammar.TSX, "const a = <b c={1}/>", "lexical_declaration"),
    ],
)
def test_each_grammar_reads_its_language(grammar: Grammar, text: str, kind: str) -> None:
    tree = parse(grammar, SourceText(text))
    assert not tree.broken
    assert tree.root.children[0].type == kind


def test_a_python_file_costs_no_other_grammar() -> None:
    program = (
        "import sys; from lambda_ls.languages.python.language import PythonLanguage\n"
        "from lambda_ls.text.source import SourceText\n"
        "PythonLanguage().read(SourceText('x = 1'), 'x.py')\n"
        "print([m for m in sys.modules if m.startswith(('tree_sitter_', 'jedi', 'parso'))])"
    )
    found = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert "javascript" not in found.stdout
    assert "typescript" not in found.stdout
    assert "jedi" not in found.stdout
    assert "tree_sitter_python" in found.stdout


def test_a_hundred_thousand_levels_are_walked_without_recursion() -> None:
    tree = python("-" * 100_000 + "deep")
    assert sum(1 for _ in descendants(tree.root)) >= 100_000


def test_the_way_up_ends_after_two_hundred_steps() -> None:
    tree = python("-" * 5_000 + "deep")
    node = tree.node_at(Span(5_000, 5_004))
    assert node is not None
    assert node.type == "identifier"
    assert len(list(ancestors(node))) == 200


def test_code_that_is_indented_too_deeply_is_read_up_to_there() -> None:
    lines = ["def handler(event, context):\n    return 1\n"]
    lines += [f"{' ' * depth}if event['a']:\n" for depth in range(700)]
    text = "".join(lines)
    tree = parse(Grammar.PYTHON, SourceText(text))
    names = [child.type for child in tree.root.named_children]
    assert names[0] == "function_definition"
    assert len(shallow(text)) < len(text)
    shallower = "".join(f"{' ' * depth}if a:\n" for depth in range(90))
    assert shallow(shallower) == shallower


@pytest.mark.parametrize("grammar", Grammar)
@pytest.mark.parametrize("bracket", ["[", "{", "(", "[{("])
def test_code_that_is_nested_in_too_many_brackets_is_read_up_to_there_and_broken(
    grammar: Grammar, bracket: str
) -> None:
    text = "a\n" + bracket * 3_000 + "b" + "}" * 3_000
    tree = parse(grammar, SourceText(text))
    assert tree.root.end_byte < 600
    assert tree.broken


@pytest.mark.parametrize(
    ("grammar", "comment"),
    [
        (Grammar.JAVASCRIPT, "// :("),
        (Grammar.TYPESCRIPT, "/* :( */"),
        (Grammar.PYTHON, "# :("),
        (Grammar.PYTHON, '""" :( """'),
    ],
)
def test_a_text_that_is_cut_within_comments_is_broken_as_well(
    grammar: Grammar, comment: str
) -> None:
    tree = parse(grammar, SourceText(f"{comment}\n" * 600 + "a\n"))
    assert tree.broken


def test_comments_of_any_depth_leave_a_text_broken() -> None:
    text = "".join(f"{' ' * depth}# a\n" for depth in range(200)) + "a\n"
    assert parse(Grammar.PYTHON, SourceText(text)).broken


def test_brackets_beside_each_other_are_no_depth() -> None:
    text = "f([{}])\n" * 1_000
    assert parse(Grammar.JAVASCRIPT, SourceText(text)).root.end_byte == len(text)
