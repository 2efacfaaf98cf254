from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lambda_ls.languages.node.events.opened import Opened, changes, opened
from lambda_ls.languages.node.language import NodeLanguage
from lambda_ls.languages.syntax import Grammar, SyntaxTree, ancestors, parse
from lambda_ls.model.flow import Sketch
from lambda_ls.text.source import SourceText
from lambda_ls.text.span import Span

from tests.effort import at_most

NODE = NodeLanguage()
HEAD = "import x from 'x';\nexport const handler = async (event, context) => {\n  "
TAIL = "\n  return 1;\n};\nfunction other(a) { return `${a.b}`; }\n"
GRAMMARS = {
    "js": Grammar.JAVASCRIPT,
    "ts": Grammar.TYPESCRIPT,
    "tsx": Grammar.TSX,
}
OWNERS = {
    "member_expression": "object",
    "subscript_expression": "object",
    "binary_expression": "right",
    "variable_declarator": "value",
    "assignment_expression": "right",
    "for_in_statement": "right",
}


def sketched(text: str, kind: str = "js") -> tuple[str, Sketch | None]:
    """The text without the mark `|`, and what is sketched at it."""
    offset = text.index("|")
    text = text.replace("|", "", 1)
    return text, NODE.sketch(SourceText(text), f"app.{kind}", offset)


def tree_of(text: str, kind: str = "js") -> tuple[SyntaxTree, str]:
    """The tree of the sketch at the mark, with the made-up key."""
    _, sketch = sketched(text, kind)
    assert sketch is not None
    return parse(GRAMMARS[kind], SourceText(sketch.source)), sketch.key


def owner(line: str, kind: str = "js") -> str:
    """The expression that the key at the mark of a handler's line is taken from, in whole code."""
    tree, key = tree_of(f"{HEAD}{line}{TAIL}", kind)
    assert not tree.broken
    return taken_from(tree, key)


def taken_from(tree: SyntaxTree, key: str) -> str:
    start = tree.source.text.index(key)
    node = tree.node_at(Span(start, start + len(key)))
    assert node is not None
    names = {"property_identifier", "shorthand_property_identifier_pattern", "string_fragment"}
    assert node.type in {*names, "template_string"}
    assert tree.text(node).strip("`") == key
    for parent, _ in ancestors(node):
        field = OWNERS.get(parent.type)
        found = parent.child_by_field_name(field) if field else None
        if found is not None:
            return tree.text(found)
        if parent.type in {"formal_parameters", "statement_block"}:
            return parent.type
    return ""


def written(line: str, kind: str = "js") -> str:
    """The line once a key has been chosen."""
    text, sketch = sketched(f"{HEAD}{line}{TAIL}", kind)
    assert sketch is not None
    start, end = sketch.replace
    chosen = text[:start] + sketch.before + "KEY" + sketch.after + text[end:]
    return chosen.removeprefix(HEAD).removesuffix(TAIL)


def replaced(line: str) -> tuple[str, str | None]:
    """What a chosen key replaces, and what one does that is written in brackets."""
    text, sketch = sketched(f"{HEAD}{line}{TAIL}")
    assert sketch is not None
    return text[slice(*sketch.replace)], text[slice(*sketch.dotted)] if sketch.dotted else None


@pytest.mark.parametrize(
    ("line", "chosen"),
    [
        ("event.|", "event.KEY"),
        ("event.Rec|", "event.KEY"),
        ("event.Rec|ords;", "event.KEY;"),
        ("event?.|", "event?.KEY"),
        ("event?.Rec|.length", "event?.KEY.length"),
        ('event["|', 'event["KEY"]'),
        ('event["|"', 'event["KEY"'),
        ('event["|"]', 'event["KEY"]'),
        ('event["|;', 'event["KEY"];'),
        ("event['Re|", "event['KEY']"),
        ("event['Re|cords'].length", "event['KEY'].length"),
        ("event[`Re|`]", "event[`KEY`]"),
        ("event[`|", "event[`KEY`]"),
        ("event?.['|", "event?.['KEY']"),
        ("event[|", 'event["KEY"]'),
        ("event[|]", 'event["KEY"]'),
        ("event[Re|c]", 'event["KEY"]'),
        ("event?.[|]", 'event?.["KEY"]'),
        ("print(event['a|)", "print(event['KEY'])"),
        ("const { | } = event", "const { KEY } = event"),
        ("const { bo|dy } = event", "const { KEY } = event"),
        ("const { bo|dy: b = 1 } = event", "const { KEY: b = 1 } = event"),
        ("const { body, | } = event;", "const { body, KEY } = event;"),
        ("const { a, // the a\n    |\n  } = event", "const { a, // the a\n    KEY\n  } = event"),
        ("({ | } = event);", "({ KEY } = event);"),
        ('if ("|" in event) {}', 'if ("KEY" in event) {}'),
        ("const has = 'bo|dy' in event;", "const has = 'KEY' in event;"),
        ("delete event.|", "delete event.KEY"),
        ("event.| = 1;", "event.KEY = 1;"),
        ("const s = `${event.|}`;", "const s = `${event.KEY}`;"),
        ('const s = `a ${event["|"]} b`;', 'const s = `a ${event["KEY"]} b`;'),
        ('const s = "it\'s" + event["|"];', 'const s = "it\'s" + event["KEY"];'),
        ("const s = 'it\\'s' + event.|;", "const s = 'it\\'s' + event.KEY;"),
        ("s.replace(/[/\"'`]/g, event.|);", "s.replace(/[/\"'`]/g, event.KEY);"),
        ("x = a / event.| / 2;", "x = a / event.KEY / 2;"),
        ("foo?.(event.|)", "foo?.(event.KEY)"),
        ("x(/* ( */ event.|)", "x(/* ( */ event.KEY)"),
    ],
)
def test_a_key_of_the_event_is_sketched(line: str, chosen: str) -> None:
    assert written(line) == chosen
    assert owner(line) == "event"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("const { a, | } = event.Records[0]", "event.Records[0]"),
        ("for (const { | } of event.Records) {}", "event.Records"),
        ("for (const { | } of event.Records) {\n    foo();\n  }", "event.Records"),
        ("event.Records[0].|", "event.Records[0]"),
        ("event\n    .Records[0]\n    .|", "event\n    .Records[0]"),
        ("event.headers['X-|Forwarded']", "event.headers"),
        ("(await foo()).|", "(await foo())"),
        ("event.Records.map((r) => r.|)", "r"),
        ("event.Records.map?.((r) => r.|)", "r"),
        ("event.Records.map(({ | }) => 1)", "formal_parameters"),
        ("const f = ({ body = '', | }) => body;", "formal_parameters"),
        ("const f = async ({ Records: [{ | }] }) => 1;", "formal_parameters"),
        ("async function f(a, { | }) {}", "formal_parameters"),
    ],
)
def test_a_key_of_what_is_in_the_event_is_sketched(line: str, found: str) -> None:
    assert owner(line) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("const x = <p>{event.|}</p>;", "event"),
        ("const x = <p>don't {event.|}</p>;", "event"),
        ("const x = <p title={event['|']} />;", "event"),
        ("const x = <a href='a'>{event['|</a>;", "event"),
    ],
)
def test_a_key_is_sketched_in_the_braces_of_an_element(line: str, found: str) -> None:
    assert owner(line, "tsx") == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("const id: string = event!.|", "event!"),
        ("const id = (event as SQSEvent).|", "(event as SQSEvent)"),
        ("const { | }: SQSEvent = event;", "event"),
        ("const id = foo<string>(event.|", "event"),
    ],
)
def test_a_key_is_sketched_in_typescript(line: str, found: str) -> None:
    assert owner(line, "ts") == found


@pytest.mark.parametrize(
    "line",
    [
        "const x = event.|\n  return x;",
        "const x = event['|\n  return x;",
        "foo(event.|",
        'foo(event["|"]',
        'foo(event["|"',
        'foo(event["|")',
        "foo([event.|",
        "foo({ a: event.|",
        "const s = `${event.|",
        "const s = `${event['|",
        "event.Records.map((r) => { foo(event.|",
        "return { a: event.|",
        "const { | = event;",
        "if (event.|",
        "if (event.| {\n    foo();\n  }",
        "if (event.|\n    foo();",
        "if (event.| &&\n      event.b) {\n    foo();\n  }",
        "if (event.a) {\n    if (event.|\n  }",
        "if (event.a) {\n    if (event.|)\n  }",
        "while (event.|",
        "for (const r of event.|",
        "switch (event.|) {\n    case 1:\n  }",
        "foo(event.|, (a) => {\n    a();\n  });",
        "foo(\n    event.|\n    context\n  );",
        "foo(\n    event['|']\n    context\n  );",
        "foo(\n    event['|\n    ...context\n  );",
        "foo({\n    a: event.|\n    b: 1,\n  });",
        "foo({\n    a: event['|']\n    ...b,\n  });",
        "const { | body } = event;",
        "const {\n    |\n    body,\n  } = event;",
        "const { |...rest } = event;",
        "const x = a ? event.|",
        "const x = a ? event.|;",
        "foo(a ? event['|']",
        "foo(a ? event[|]);",
        "foo(a ? event?.a ?? event.|)",
        "const x = a\n    ? event.|\n    : 1;",
        "const x = a ? event.| : 1;",
    ],
)
def test_what_is_not_typed_yet_hides_nothing_of_the_rest(line: str) -> None:
    assert owner(line) == "event"


@pytest.mark.parametrize(
    "line",
    ["return event.|", "return foo(event.|", 'return event["|', "foo(() => { event['|']"],
)
def test_a_file_may_end_at_the_key(line: str) -> None:
    tree, key = tree_of(HEAD + line)
    assert not tree.broken
    assert taken_from(tree, key) == "event"


def test_what_is_replaced_is_the_word_that_stands_there() -> None:
    assert replaced("event['headers']['X-For|warded.a b']") == ("X-Forwarded.a b", None)
    assert replaced("event['Rec|ords") == ("Records", None)
    assert replaced("const { Rec|ords } = event;") == ("Records", None)
    assert replaced("event.$a|b;") == ("$ab", ".$ab")


@pytest.mark.parametrize(
    ("line", "dotted"),
    [
        ("event.|", "."),
        ("event.bo|dy + 1", ".body"),
        ("event?.bo|dy", "?.body"),
        ("event\n    .bo|dy", ".body"),
        ("event\n    ?.|", "?."),
        ("event. bo|", ". bo"),
    ],
)
def test_a_dot_can_be_replaced_too(line: str, dotted: str) -> None:
    assert replaced(line)[1] == dotted


@pytest.mark.parametrize(
    "line",
    [
        "// event.|",
        "foo(); // event['|']",
        "/* event.| */",
        "/*\n   * event.|\n   */",
        'const x = "event.|";',
        "const x = 'event[|';",
        "const x = `event.|`;",
        "const x = `\n    event.|\n  `;",
        "const x = /event.|/;",
        "const x = /event.|",
        "return /[/]event.|/;",
        "1.|",
        "foo(1.|)",
        "0x1f.|",
        "event.1|",
        "event[0|]",
        "event[1, |",
        "...|",
        "|",
        "ev|",
        "event|",
        "foo(|)",
        "foo(a, |)",
        "foo('|')",
        "['|']",
        "return [|]",
        "const [|] = event;",
        "const x = { | };",
        "if (x) { | }",
        "foo(() => { | });",
        "try { | } catch {}",
        "let a, |",
        "import {|} from 'x';",
        "import { a, | } from 'x';",
        "import { type a, | } from 'x';",
        "import type { | } from 'x';",
        "import a, {\n  b,\n  |\n} from 'x';",
        "export { | };",
    ],
)
def test_nothing_is_sketched_where_no_key_can_stand(line: str) -> None:
    assert sketched(f"{HEAD}{line}{TAIL}", "ts")[1] is None


@pytest.mark.parametrize(
    "before",
    ["x = `don't`;", "// don't `", "/* ' ` */", "x = /['`]/;", "x = a / b; // `", "x = 'a`';"],
)
def test_what_stands_in_earlier_lines_hides_no_key(before: str) -> None:
    assert owner(f"{before}\n  event.|") == "event"


def test_the_made_up_key_occurs_nowhere_else() -> None:
    text, sketch = sketched("export const handler = (event, sketched_0) => event.|")
    assert sketch is not None
    assert sketch.key not in text


def test_line_ends_of_windows_stay() -> None:
    text, sketch = sketched(
        "exports.handler = (event) => {\r\n  foo(event['|\r\n  bar();\r\n};\r\n"
    )
    assert sketch is not None
    start = sketch.replace.start
    assert sketch.source == f"{text[:start]}{sketch.key}'])\r\n  bar();\r\n}};\r\n"


LONG = 100_000


@pytest.mark.parametrize(
    "unit", ["[", "(]", "'a' ", "=/a/,", "=/[ ", "`${", "\\", " ", "e", "a(b[0],{c:'d'});", "."]
)
def test_what_is_done_for_a_long_line_grows_with_its_length(unit: str) -> None:
    text = unit * (LONG // len(unit)) + "event."
    with at_most(25 * LONG):
        NODE.sketch(SourceText(text), "app.js", len(text))
        NODE.sketch(SourceText(text), "app.js", len(text) // 2)


SAMPLE = """\
import a, { b } from "a"; // 😀 é
export const handler = async ({ Records: [{ body = "", ...rest }] }, context) => {
  const { headers, } = event?.["é😀"] ?? {}; /* ` */
  for (const { s3: { bucket } } of event.Records) foo?.(`a ${bucket["name"]} ${`b`}`);
  if ('x' in event && /[/'"]/.test(event . y)) return event.z ? <p t={event.t}>don't {x}</p> : 1.5;
  return { a: event["a"], [event[0]]: b };
};
"""
MARKS = (
    *("[", "]", "(", ")", ".", "?.", '"', "'", "`", "${", "{", "}", "/", "*", "//", "\n", " "),
    *(",", "event", "😀", "\\", "in", "import", "1", "<", ":", "?", "if ("),
)


def check(text: str, offset: int) -> None:
    sketch = NODE.sketch(SourceText(text), "app.tsx", offset)
    if sketch is None:
        return
    start, end = sketch.replace
    assert 0 <= start <= offset <= end <= len(text)
    assert "\n" not in text[start:end]
    assert sketch.source.startswith(text[:start] + sketch.before + sketch.key + sketch.after)
    assert sketch.source.count(sketch.key) == 1
    if sketch.dotted is not None:
        assert sketch.dotted.end == end
        assert text[sketch.dotted.start : start].strip() in {".", "?."}


def test_every_beginning_of_a_file_can_be_sketched() -> None:
    for end in range(len(SAMPLE) + 1):
        check(SAMPLE[:end], end)
        check(SAMPLE, end)


@settings(max_examples=300, deadline=None)
@given(
    st.integers(0, len(SAMPLE)),
    st.integers(0, 12),
    st.lists(st.sampled_from(MARKS) | st.text(max_size=3), max_size=4).map("".join),
)
def test_any_edit_of_a_file_can_be_sketched(start: int, removed: int, text: str) -> None:
    check(SAMPLE[:start] + text + SAMPLE[start + removed :], start + len(text))


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(MARKS) | st.text(alphabet=st.characters(codec=None), max_size=2)),
    st.integers(0, 80),
)
def test_any_text_can_be_sketched(parts: list[str], offset: int) -> None:
    text = "".join(parts)
    check(text, min(offset, len(text)))


@given(st.text("(){}[]`$/*\"'\\\r\na= ", max_size=60), st.integers(0, 60))
def test_what_is_open_is_the_same_read_in_one_go_or_line_by_line(text: str, end: int) -> None:
    end = min(end, len(text))
    pending: list[Opened] = []
    for _ in changes(text, 0, end, pending):
        pass
    assert opened(text, end) == pending
