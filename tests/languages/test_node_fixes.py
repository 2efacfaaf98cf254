"""What the back-end of Node.js writes into code for the rules, and where it writes nothing."""

from __future__ import annotations

import pytest
from lambda_ls.languages.node.language import NodeLanguage
from lambda_ls.text.edits import TextEdit, apply_edits
from lambda_ls.text.source import SourceText
from lambda_ls.text.span import Span

NODE = NodeLanguage()


def marked(text: str) -> tuple[SourceText, Span]:
    """The text without the marks « and », and the range between them."""
    before, _, rest = text.partition("«")
    inside, _, after = rest.partition("»")
    return SourceText(before + inside + after), Span(len(before), len(before) + len(inside))


def changed(source: SourceText, edits: tuple[TextEdit, ...]) -> str | None:
    """The text after the edits; None where there are none."""
    return apply_edits(source.text, edits) if edits else None


RAISED = [
    ("() => { «return 1;» }", "() => { throw new Error(JSON.stringify(1)); }"),
    ("() => «({ a: 1 })»", "() => { throw new Error(JSON.stringify({ a: 1 })); }"),
    ("() => «fail(1)»", "() => { throw new Error(JSON.stringify(fail(1))); }"),
    ("(): string => { «return 1» }", "(): string => { throw new Error(JSON.stringify(1)) }"),
    ("() => { try { «return 1;» } catch (e) { log(e); } }", None),
    ("() => { try { if (a) { «return 1;» } } catch { return 2; } }", None),
    ("() => { try { «return 1;» } catch (e) { if (a) return 2; throw e; } }", None),
    ("() => { try { a(); } catch (e) { «return 1;» } finally { return 2; } }", None),
    ("() => { try { try { a(); } catch (e) { «return 1;» } } catch (e) { log(e); } }", None),
    (
        "() => { try { «return 1;» } catch (e) { log(e); throw e; } }",
        "() => { try { throw new Error(JSON.stringify(1)); } catch (e) { log(e); throw e; } }",
    ),
    ("() => a().then(() => { «return 1;» }).catch(() => {})", None),
    ("() => a().then(() => { «return 1;» }).finally(b).then(c, d)", None),
    ("async () => { try { await a().catch(() => «({})»); } catch (e) { log(e); } }", None),
    (
        "() => a().then(() => «({})», b).then(c)",
        "() => a().then(() => { throw new Error(JSON.stringify({})); }, b).then(c)",
    ),
    (
        "() => { try { a(() => { «return 1;» }); } catch (e) { log(e); } }",
        "() => { try { a(() => { throw new Error(JSON.stringify(1)); }); } catch (e) { log(e); } }",
    ),
]


ANSWERED = [
    "(event, context, callback) => «callback(null, 500)»",
    "(event: Event, context: Context, callback: Callback) => «callback(null, 500)»",
    "(event, context, answer) => load().then(() => «answer(null, 500)»)",
    "(event, context) => load(() => «context.succeed(500)»)",
]


@pytest.mark.parametrize("text", ANSWERED)
def test_a_callback_gets_the_error_also_where_an_arrow_function_calls_it(text: str) -> None:
    source, statement = marked(f"const f = {text};")
    message = Span(statement.end - 4, statement.end - 1)
    found = changed(source, NODE.raised(source, statement, None, message, None))
    callee = source.slice(statement).partition("(")[0].replace("succeed", "fail")
    assert found is not None
    assert found[statement.start :].startswith(f"{callee}(new Error(500))")


@pytest.mark.parametrize(("text", "expected"), RAISED)
def test_an_error_is_thrown_only_where_it_gets_out_of_the_function(
    text: str, expected: str | None
) -> None:
    source, statement = marked(f"const f = {text};")
    edits = NODE.raised(source, statement, None, None, None)
    assert changed(source, edits) == (f"const f = {expected};" if expected else None)


ENCODED = [
    ("const f = () => ({ body: «{}» });", "const f = () => ({ body: JSON.stringify({}) });"),
    ("const f = (body) => ({ «body» });", "const f = (body) => ({ body: JSON.stringify(body) });"),
    (
        "const f = async () => ({ body: «await load()» });",
        "const f = async () => ({ body: JSON.stringify(await load()) });",
    ),
    (
        "const f = async () => ({ body: «load()» });",
        "const f = async () => ({ body: JSON.stringify(await load()) });",
    ),
    (
        "const load = () => ({}); const f = async () => ({ body: «load()» });",
        "const load = () => ({}); const f = async () => ({ body: JSON.stringify(load()) });",
    ),
    ("const load = async () => ({}); const f = () => ({ body: «load()» });", None),
    ("import JSON from 'json5'; const f = () => ({ body: «{}» });", None),
    ("const f = (JSON) => ({ body: «{}» });", None),
    (
        "const g = (JSON) => 1; const f = () => ({ body: «{}» });",
        "const g = (JSON) => 1; const f = () => ({ body: JSON.stringify({}) });",
    ),
]


@pytest.mark.parametrize(("text", "expected"), ENCODED)
def test_json_text_is_made_of_what_a_promise_gives_and_by_the_json_of_the_language(
    text: str, expected: str | None
) -> None:
    source, value = marked(text)
    assert changed(source, NODE.json_text(source, "index.js", value)) == expected


RETURNING = [
    ("async (event) => { «return;» }", "async (event) => { return event; }"),
    ("(event) => { «return;» }", None),
    ("async ({ id }) => { «return;» }", None),
    ("async (event = {}) => { event = 1; «return;» }", None),
    ("async (event) => { event = JSON.parse(event); «return;» }", None),
    ("async (event) => { { const event = 1; «return;» } }", None),
    (
        "async (event: Event) => { event.a = 1; «return;» }",
        "async (event: Event) => { event.a = 1; return event; }",
    ),
]


@pytest.mark.parametrize(("text", "expected"), RETURNING)
def test_a_parameter_is_returned_only_where_its_name_means_what_was_given(
    text: str, expected: str | None
) -> None:
    source, statement = marked(f"const f = {text};")
    found = changed(source, NODE.returning(source, "event", statement))
    assert found == (f"const f = {expected};" if expected else None)


ENDING = [
    ("async (event) => {\n  a();\n}", "async (event) => {\n  a();\n  return event;\n}"),
    ("async (event: Event) => {\n  a()\n}", "async (event: Event) => {\n  a()\n  return event\n}"),
    ("(event) => {\n  a();\n}", None),
    ("async ({ event }) => {\n  a();\n}", None),
    ("async (event) => {\n  event = a(event);\n}", None),
    ("async (other) => {\n  const event = a();\n}", None),
]


@pytest.mark.parametrize(("text", "expected"), ENDING)
def test_a_function_ends_with_a_parameter_only_where_that_is_still_what_was_given(
    text: str, expected: str | None
) -> None:
    source, function = marked(f"const f = «{text}»;")
    found = changed(source, NODE.ending_with(source, "index.ts", "event", function))
    assert found == (f"const f = {expected};" if expected else None)
