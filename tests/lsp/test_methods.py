"""Every method of the protocol, from template to code and from code to template."""

from __future__ import annotations

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from .client import Client

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.usefixtures("everything_is_closed_afterwards"),
]

TEMPLATE, CODE, CRLF = "template.yaml", "src/app.py", "crlf/template.yaml"
SAFE = "safe/template.yaml"


async def scanned(client: Client) -> None:
    """Wait until the server knows of the templates that are not open."""
    await client.until(lambda: client.rules(TEMPLATE) and client.rules(CRLF), "the scan")


async def test_the_server_counts_as_the_client_wants(client: Client) -> None:
    assert client.server.position_encoding == client.encoding


async def test_hover_on_a_handler_string_shows_the_function(client: Client) -> None:
    document = client.open(TEMPLATE)
    position = client.position(TEMPLATE, "app.handler", within=5)
    hover = await client.text_document_hover_async(types.HoverParams(document, position))
    assert hover and isinstance(hover.contents, types.MarkupContent) and hover.range
    assert "def handler(event, context)" in hover.contents.value
    assert "Takes orders 🚀" in hover.contents.value
    assert client.slice(document.uri, hover.range) == "app.handler"


async def test_hover_on_a_handler_shows_its_functions(client: Client) -> None:
    await scanned(client)
    document = client.open(CODE)
    position = client.position(CODE, "handler(")
    hover = await client.text_document_hover_async(types.HoverParams(document, position))
    assert hover and isinstance(hover.contents, types.MarkupContent)
    assert "OrdersFunction" in hover.contents.value
    assert "SecondFunction" in hover.contents.value


async def test_definition_of_a_handler_string_is_the_function(client: Client) -> None:
    document = client.open(TEMPLATE)
    position = client.position(TEMPLATE, "app.handler", within=6)
    links = await client.text_document_definition_async(types.DefinitionParams(document, position))
    assert isinstance(links, list) and len(links) == 1
    link = links[0]
    assert isinstance(link, types.LocationLink) and link.origin_selection_range
    assert link.target_uri == client.uri(CODE)
    assert client.slice(link.target_uri, link.target_selection_range) == "handler"
    assert client.slice(link.target_uri, link.target_range).startswith("def handler(event")
    assert client.slice(document.uri, link.origin_selection_range) == "app.handler"


async def test_definition_of_a_handler_is_its_functions(client: Client) -> None:
    await scanned(client)
    document = client.open(CODE)
    position = client.position(CODE, "handler(")
    links = await client.text_document_definition_async(types.DefinitionParams(document, position))
    assert isinstance(links, list)
    names = [
        client.slice(link.target_uri, link.target_selection_range)
        for link in links
        if isinstance(link, types.LocationLink)
    ]
    assert names == ["OrdersFunction", "SecondFunction"]


@pytest.mark.parametrize(
    ("path", "needle"), [(TEMPLATE, "app.handler"), (CODE, "handler(")], ids=["template", "code"]
)
async def test_references_are_the_same_from_both_sides(
    client: Client, path: str, needle: str
) -> None:
    await scanned(client)
    document = client.open(path)
    position = client.position(path, needle, within=len(needle) - 1)
    found = await client.text_document_references_async(
        types.ReferenceParams(types.ReferenceContext(include_declaration=True), document, position)
    )
    places = [(each.uri, client.slice(each.uri, each.range)) for each in found or ()]
    assert (client.uri(CODE), "handler") in places
    assert [text for uri, text in places if uri == client.uri(TEMPLATE)].count("app.handler") == 2


async def test_completion_offers_the_handlers_of_the_code_folder(client: Client) -> None:
    document = client.open(TEMPLATE)
    position = client.position(TEMPLATE, "app.handlr", within=len("app.h"))
    result = await client.text_document_completion_async(types.CompletionParams(document, position))
    assert isinstance(result, types.CompletionList)
    items = {item.label: item for item in result.items}
    edit = items["app.handler"].text_edit
    assert isinstance(edit, types.TextEdit) and edit.new_text == "app.handler"
    assert client.slice(document.uri, edit.range) == "app.handlr"
    assert items["app.handler"].kind == types.CompletionItemKind.Function


@pytest.mark.parametrize(
    ("path", "needle", "named"),
    [(TEMPLATE, "app.handler", "handler"), (CODE, "handler(", "handler")],
    ids=["template", "code"],
)
async def test_a_rename_changes_the_code_and_every_template(
    client: Client, path: str, needle: str, named: str
) -> None:
    await scanned(client)
    document = client.open(path)
    position = client.position(path, needle, within=needle.index(named) + 1)
    prepared = await client.text_document_prepare_rename_async(
        types.PrepareRenameParams(document, position)
    )
    assert isinstance(prepared, types.PrepareRenamePlaceholder)
    assert prepared.placeholder == named == client.slice(document.uri, prepared.range)
    edit = await client.text_document_rename_async(
        types.RenameParams(document, position, "on_order")
    )
    assert edit and edit.document_changes
    changed = [
        (change.text_document.uri, client.slice(change.text_document.uri, one.range), one.new_text)
        for change in edit.document_changes
        if isinstance(change, types.TextDocumentEdit)
        for one in change.edits
        if isinstance(one, types.TextEdit)
    ]
    code = [(old, new) for uri, old, new in changed if uri == client.uri(CODE)]
    template = [(old, new) for uri, old, new in changed if uri == client.uri(TEMPLATE)]
    assert code == [("handler", "on_order")]
    assert len(template) == 2
    assert all(new.endswith("on_order") for _, new in template)


async def test_an_edit_of_an_open_file_names_its_version(client: Client) -> None:
    document = client.open(CODE)
    client.open(TEMPLATE)
    version = client.replace(TEMPLATE, "🚀 é €", "🚀 € é")
    edit = await client.text_document_rename_async(
        types.RenameParams(document, client.position(CODE, "handler("), "on_order")
    )
    assert edit and edit.document_changes
    versions = {
        change.text_document.uri: change.text_document.version
        for change in edit.document_changes
        if isinstance(change, types.TextDocumentEdit)
    }
    assert versions == {client.uri(CODE): 1, client.uri(TEMPLATE): version}


async def test_a_rename_that_is_refused_says_why(client: Client) -> None:
    await scanned(client)
    document = client.open(CODE)
    position = client.position(CODE, "handler(")
    with pytest.raises(JsonRpcException, match="not a name"):
        await client.text_document_rename_async(
            types.RenameParams(document, position, "not a name")
        )


async def test_nothing_is_renamed_where_nothing_can_be(client: Client) -> None:
    document = client.open(TEMPLATE)
    prepared = await client.text_document_prepare_rename_async(
        types.PrepareRenameParams(document, client.position(TEMPLATE, "Transform"))
    )
    assert prepared is None


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [("src/app.py", "src/orders.py", "orders.handler"), ("src", "code", "code/")],
    ids=["file", "folder"],
)
async def test_templates_follow_files_and_folders_that_are_moved(
    client: Client, old: str, new: str, text: str
) -> None:
    await scanned(client)
    edit = await client.workspace_will_rename_files_async(
        types.RenameFilesParams([types.FileRename(client.uri(old), client.uri(new))])
    )
    assert edit and edit.document_changes
    changes = [each for each in edit.document_changes if isinstance(each, types.TextDocumentEdit)]
    assert [change.text_document.uri for change in changes] == [client.uri(TEMPLATE)]
    assert text in {one.new_text for one in changes[0].edits if isinstance(one, types.TextEdit)}


async def test_document_links_open_the_code(client: Client) -> None:
    document = client.open(TEMPLATE)
    links = await client.text_document_document_link_async(types.DocumentLinkParams(document))
    texts = {(client.slice(document.uri, link.range), link.target) for link in links or ()}
    assert any(target == client.uri(CODE) and "app" in text for text, target in texts)


async def test_the_outline_lists_the_functions(client: Client) -> None:
    document = client.open(TEMPLATE)
    symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
    found = {
        symbol.name: symbol for symbol in symbols or () if isinstance(symbol, types.DocumentSymbol)
    }
    names = ["OrdersFunction", "SecondFunction", "WrongFunction", "AbsentFunction"]
    assert [client.slice(document.uri, found[name].selection_range) for name in names] == names


async def test_workspace_symbols_find_functions_that_are_not_open(client: Client) -> None:
    await scanned(client)
    found = await client.workspace_symbol_async(types.WorkspaceSymbolParams("nodefunction"))
    places = [
        (each.name, client.slice(each.location.uri, each.location.range))
        for each in found or ()
        if isinstance(each.location, types.Location)
    ]
    assert ("NodeFunction", "NodeFunction") in places


async def test_a_lens_names_the_functions_and_leads_to_one(client: Client) -> None:
    await scanned(client)
    document = client.open(CODE)
    lenses = await client.text_document_code_lens_async(types.CodeLensParams(document))
    assert lenses and lenses[0].command
    assert lenses[0].command.title == "OrdersFunction · 2 functions"
    assert client.slice(document.uri, lenses[0].range) == "handler"
    client.choice = "SecondFunction"
    await client.workspace_execute_command_async(
        types.ExecuteCommandParams(
            command=lenses[0].command.command, arguments=lenses[0].command.arguments
        )
    )
    shown = client.shown_documents[-1]
    assert shown.selection
    assert client.slice(shown.uri, shown.selection) == "SecondFunction"


async def test_a_quick_fix_mends_the_handler_string(client: Client) -> None:
    document = client.open(TEMPLATE)
    wrong = client.range(TEMPLATE, "app.handlr")
    actions = await client.text_document_code_action_async(
        types.CodeActionParams(document, wrong, types.CodeActionContext([]))
    )
    fixes = [
        action
        for action in actions or ()
        if isinstance(action, types.CodeAction) and action.kind == "quickfix" and action.edit
    ]
    fix = next(each for each in fixes if "app.handler" in each.title)
    assert fix.edit and fix.edit.document_changes and fix.diagnostics
    change = fix.edit.document_changes[0]
    assert isinstance(change, types.TextDocumentEdit)
    edit = change.edits[0]
    assert isinstance(edit, types.TextEdit)
    replaced = client.slice(document.uri, edit.range)
    assert "app.handlr".replace(replaced, edit.new_text) == "app.handler"
    assert fix.diagnostics[0].code == "handler-function-not-found"


async def test_a_quick_fix_creates_the_missing_file(client: Client) -> None:
    document = client.open(TEMPLATE)
    absent = client.range(TEMPLATE, "absent.handler")
    actions = await client.text_document_code_action_async(
        types.CodeActionParams(document, absent, types.CodeActionContext([]))
    )
    changes = [
        change
        for action in actions or ()
        if isinstance(action, types.CodeAction) and action.edit
        for change in action.edit.document_changes or ()
    ]
    created = [change for change in changes if isinstance(change, types.CreateFile)]
    assert [file.uri for file in created] == [client.uri("src/absent.py")]
    texts = [
        edit.new_text
        for change in changes
        if isinstance(change, types.TextDocumentEdit) and change.text_document.uri == created[0].uri
        for edit in change.edits
        if isinstance(edit, types.TextEdit)
    ]
    assert len(texts) == 1 and "def handler(event, context)" in texts[0]


@pytest.mark.parametrize(
    ("only", "kinds"),
    [
        (None, {"quickfix", "source.fixAll.lambda-ls"}),
        (["quickfix"], {"quickfix"}),
        (["source.fixAll"], {"source.fixAll.lambda-ls"}),
        (["source"], {"source.fixAll.lambda-ls"}),
        (["source.fixAll.other"], set()),
        (["refactor"], set()),
    ],
)
async def test_only_the_wanted_kinds_of_action_are_given(
    client: Client, only: list[str] | None, kinds: set[str]
) -> None:
    document = client.open(SAFE)
    wrong = client.range(SAFE, "App.handler")
    context = types.CodeActionContext([], only=only)
    actions = await client.text_document_code_action_async(
        types.CodeActionParams(document, wrong, context)
    )
    assert {each.kind for each in actions or () if isinstance(each, types.CodeAction)} == kinds


async def test_a_light_bulb_shows_no_action_for_the_whole_file(client: Client) -> None:
    document = client.open(SAFE)
    wrong = client.range(SAFE, "App.handler")
    context = types.CodeActionContext([], trigger_kind=types.CodeActionTriggerKind.Automatic)
    actions = await client.text_document_code_action_async(
        types.CodeActionParams(document, wrong, context)
    )
    kinds = {each.kind for each in actions or () if isinstance(each, types.CodeAction)}
    assert kinds == {"quickfix"}


async def test_positions_are_right_after_line_separators_and_with_crlf(client: Client) -> None:
    await scanned(client)
    report = client.published[client.uri(CRLF)][-1].diagnostics
    assert [client.slice(client.uri(CRLF), each.range) for each in report] == ["index.handlr"]
    document = client.open(CRLF)
    client.replace(CRLF, "index.handlr", "index.handler")
    await client.until(lambda: not client.rules(CRLF), "no finding after the mending")
    position = client.position(CRLF, "index.handler", within=7)
    links = await client.text_document_definition_async(types.DefinitionParams(document, position))
    assert isinstance(links, list) and isinstance(links[0], types.LocationLink)
    assert client.slice(links[0].target_uri, links[0].target_selection_range) == "handler"
    await client.until(lambda: not client.rules(CRLF), "no finding")
