import time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from lambda_ls.text.document import Block, Document
from lambda_ls.text.reader import DocumentReader
from lambda_ls.text.source import SourceText
from lambda_ls.text.span import Span
from lambda_ls.text.tree import EMPTY_MAPPING, Mapping, Node, Scalar, Sequence, descendants

TEMPLATE = """\
AWSTemplateFormatVersion: "2010-09-09" # a comment
Globals:
  Function: {Runtime: python3.13}
Resources:
  # Takes orders.
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Role: !GetAtt Role.Arn
  Queue:
    Type: AWS::SQS::Queue
Outputs:
- one
- two
"""


def read(text: str) -> Document:
    return DocumentReader().read(SourceText(text))


def test_no_two_blocks_have_one_name_whatever_their_keys_are() -> None:
    text = "Resources:\n" + "".join(f"  {key}: {{}}\n" for key in ("a", "a", "a#2", "a#3", "a"))
    given = names(read(text))
    assert given[:4] == ["Resources", "Resources/a", "Resources/a#2", "Resources/a#2#2"]
    assert len(set(given)) == 6


def names(document: Document) -> list[str]:
    return [block.name for block in document.blocks]


def plain(node: Node) -> object:
    """A tree as ordinary values, every scalar as its text."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node]
    return {entry.key.text: plain(entry.value) for entry in node}


def whole(document: Document) -> dict[str, object]:
    values: dict[str, object] = {}
    for block in document.blocks:
        if "/" not in block.name:
            values[block.key] = plain(block.value)
    for block in document.blocks:
        if "/" in block.name:
            section = values[block.section]
            if not isinstance(section, dict):
                section = values[block.section] = {}
            section[block.key] = plain(block.value)
    return values


def texts(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): texts(each) for key, each in value.items()}
    return [texts(each) for each in value] if isinstance(value, list) else value


def test_a_template_is_split_at_its_top_level_keys_and_its_resources() -> None:
    document = read(TEMPLATE)
    assert names(document) == [
        "AWSTemplateFormatVersion",
        "Globals",
        "Resources",
        "Resources/Orders",
        "Resources/Queue",
        "Outputs",
    ]


def test_split_reading_says_the_same_as_reading_the_whole() -> None:
    expected = yaml.load(TEMPLATE.replace("!GetAtt ", ""), yaml.BaseLoader)
    assert whole(read(TEMPLATE)) == expected


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_spans_point_to_the_text_of_their_value(line_end: str) -> None:
    text = TEMPLATE.replace("\n", line_end)
    document = read(text)
    for block in document.blocks:
        for node in descendants(block.value):
            if isinstance(node, Scalar) and not node.is_null:
                start, end = node.inner.shifted(document.base(block.name))
                assert text[start:end] == node.text


def test_positions_count_code_points_after_emoji() -> None:
    document = read("a: 😀\nb: x\n")
    block = document.section("b")
    assert block is not None
    assert block.value.span.shifted(document.base(block.name)) == Span(8, 9)


def test_an_edit_leaves_the_nodes_of_other_blocks_the_same_objects() -> None:
    reader = DocumentReader()
    before = reader.read(SourceText(TEMPLATE))
    after = reader.read(SourceText(TEMPLATE.replace("# Takes orders.", "# Takes all orders.")))
    kept = {block.name for block in after.blocks if block.value in [b.value for b in before.blocks]}
    assert kept >= {"Globals", "Resources/Orders", "Resources/Queue", "Outputs"}


@pytest.mark.parametrize(
    "broken",
    [
        "Handl",
        "Handler: app: x",
        'Handler: "app.h',
        "Handler: [a",
        "\tHandler: x",
        "Handler: 'x' y",
    ],
)
def test_a_half_typed_line_spoils_only_itself(broken: str) -> None:
    document = read(TEMPLATE.replace("Handler: app.handler", broken))
    assert names(document) == names(read(TEMPLATE))
    orders = document.children("Resources")[0].value
    assert isinstance(orders, Mapping)
    assert orders.text("Type") == "AWS::Serverless::Function"
    problems = [block.name for block in document.blocks if block.parsed.problems]
    assert problems == ["Resources/Orders"]


def test_what_follows_a_half_typed_line_in_its_block_is_still_read() -> None:
    document = read(TEMPLATE.replace("Handler: app.handler", "Handl"))
    orders = document.children("Resources")[0].value
    assert isinstance(orders, Mapping)
    assert "Role" in orders.mapping("Properties")


def test_a_problem_is_reported_where_the_text_goes_wrong() -> None:
    document = read("a:\n  b: 'x' y\n")
    block = document.blocks[0]
    (problem,) = block.parsed.problems
    assert document.source.slice(problem.span.shifted(document.base(block.name))) == "y"


def test_a_key_that_stands_twice_is_reported_with_the_one_that_counts() -> None:
    document = read("a:\n  k: 1\n  k: 2\n")
    block = document.blocks[0]
    (duplicate,) = block.parsed.duplicates
    assert (duplicate.key, duplicate.entry.start, duplicate.kept.start) == ("k", 5, 12)


def test_resources_of_one_name_are_blocks_of_two_names() -> None:
    document = read("Resources:\n  A:\n    Type: x\n  A:\n    Type: y\n")
    assert names(document) == ["Resources", "Resources/A", "Resources/A#2"]


def test_json_is_read_with_tabs_surrogates_and_missing_commas() -> None:
    text = '{"Resources": {\n\t"A": {"Type": "\\ud83d\\ude00"},\n\t"B": {"Type": "b"}\n}'
    document = read(text)
    assert names(document) == ["Resources", "Resources/A", "Resources/B"]
    assert [bool(block.parsed.problems) for block in document.blocks] == [True, False, False]


def test_anchors_work_across_blocks_and_merge_keys_lose_to_own_keys() -> None:
    document = read("base: &base {x: 1, y: 2}\nother:\n  <<: *base\n  y: 3\n")
    other = document.section_mapping("other")
    assert (other.text("x"), other.text("y")) == ("1", "3")


def test_functions_as_a_list_are_one_block() -> None:
    document = read("functions:\n  - ${file(a.yml)}\n  - b:\n      handler: x.y\n")
    section = document.section("functions")
    assert section is not None
    assert isinstance(section.value, Sequence)
    assert document.children("functions") == ()


def test_only_the_first_document_of_a_file_counts() -> None:
    assert names(read("---\na: 1\n---\nb: 2\n")) == ["a"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\ufeff",
        "plain",
        "[1, 2]",
        "a: " + "[" * 20_000,
        "a:\n" + "".join(f"{' ' * depth}k:\n" for depth in range(1, 2_000)),
        "a: &a [*a]\n",
        "b: &b\n  <<: *b\n",
        "".join(f"k{n}: &k{n} [*k{n - 1}, *k{n - 1}]\n" for n in range(1, 40)).replace("*k0", "x"),
        "Resources:\n\tA:\n",
        "Resources: !Ref\n",
        "? [a]\n: b\n",
        "a: \x00\x01",
        "\ud800: \udfff",
        "%YAML 9.9\n---\na: 1",
        "a: !<tag:x> {b: !!binary x}",
    ],
)
def test_hostile_text_gives_a_document(text: str) -> None:
    document = read(text)
    assert all(isinstance(block, Block) for block in document.blocks)


def test_an_alias_bomb_costs_no_more_than_its_text() -> None:
    lines = ["k0: &k0 x"] + [f"k{n}: &k{n} [*k{n - 1}, *k{n - 1}]" for n in range(1, 100)]
    last = read("\n".join(lines)).section("k99")
    assert last is not None
    assert len(list(descendants(last.value))) == 100


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(TEMPLATE)), st.text(st.sampled_from("a: \n-'\"{}[]&*!|>#\t"), max_size=4))
def test_text_typed_anywhere_never_hides_a_resource_behind_it(at: int, typed: str) -> None:
    """Whatever is typed in one resource, the other one is still read."""
    start = TEMPLATE.index("  Orders:") + len("  Orders:\n")
    end = TEMPLATE.index("  Queue:")
    at = start + at % (end - start)
    # At the margin a new top-level key begins, and what follows is really its own.
    at += TEMPLATE[at - 1] == "\n"
    typed = typed.replace("\n", "\n      ")
    document = read(TEMPLATE[:at] + typed + TEMPLATE[at:])
    assert "Resources/Queue" in names(document)


@pytest.mark.parametrize("text", [TEMPLATE, '{"Resources": {"Orders": 1, "Queue": 2}}'])
def test_a_byte_order_mark_moves_everything_by_one_and_changes_nothing_else(text: str) -> None:
    plain_document, marked = read(text), read(f"\ufeff{text}")
    assert names(marked) == names(plain_document)
    assert whole(marked) == whole(plain_document)
    for block, same in zip(marked.blocks, plain_document.blocks, strict=True):
        if block.value is not EMPTY_MAPPING:
            start, end = same.value.span.shifted(plain_document.base(same.name))
            moved = block.value.span.shifted(marked.base(block.name))
            assert moved == Span(start + 1, end + 1)


def _opened(opening: str, closing: str, levels: int) -> str:
    return f"a: {opening * levels}{closing * levels}\nb: c\n"


@pytest.mark.parametrize(
    "text",
    [
        _opened("[", "]", 100_000),
        _opened("{x: ", "}", 100_000),
        _opened("[", "", 500_000),
        _opened("\n  " + "- " * 1_000, "", 1),
        "a:\n" + "".join(f"{' ' * level}k:\n" for level in range(1, 1_000)) + "b: c\n",
    ],
)
def test_what_is_nested_too_deeply_is_reported_and_spoils_nothing_else(text: str) -> None:
    document = read(text)
    problems = [problem.message for block in document.blocks for problem in block.parsed.problems]
    assert len(problems) == 1
    assert "nest" in problems[0]
    assert "b" in names(document)


@pytest.mark.parametrize(
    "line",
    [
        "\t" * 200_000 + "x",
        " \t" * 100_000 + "x",
        " " * 400_000 + ":",
        "a" * 400_000,
        "a:" * 200_000,
        '"' * 400_000,
        "'a" * 200_000,
        "!a " * 100_000,
        "&a " * 100_000,
        "#" * 400_000,
        "- " * 100 + "\t" * 100_000,
        "${" * 200_000,
        "\r" * 400_000,
        "\\u" * 200_000,
    ],
)
def test_a_long_line_takes_time_in_proportion_to_its_length(line: str) -> None:
    start = time.monotonic()
    document = read(f"Resources:\n  A:\n    b: c\n{line}\n  B:\n    d: e\n")
    assert "Resources/A" in names(document)
    assert time.monotonic() - start < 10


def test_merges_draw_in_a_bounded_number_of_entries() -> None:
    base = "".join(f"  k{n}: 1\n" for n in range(1_000))
    merges = "".join(f"m{n}: {{<<: *base, own: 1}}\n" for n in range(1_000))
    document = read(f"base: &base\n{base}{merges}")
    sizes = [len(document.section_mapping(f"m{n}")) for n in range(1_000)]
    assert sizes[:50] == [1_001] * 50
    assert sum(sizes) < 200_000
    assert sizes[-1] == 1


def test_a_character_that_yaml_refuses_is_marked_behind_wide_ones() -> None:
    text = "a: größe \u2028 \x00\n"
    (block,) = read(text).blocks
    (problem,) = block.parsed.problems
    assert text[problem.span.start : problem.span.end] == "\x00"
