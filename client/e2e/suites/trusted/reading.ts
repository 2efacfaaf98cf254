import assert from "node:assert/strict";

import * as vscode from "vscode";

import { ask, finding, show } from "../files.js";

describe("Reading", () => {
  before(async () => {
    await finding(await show("orders/template.yaml"), "handler-function-not-found");
  });

  it("a handler string shows the function behind it", async () => {
    const template = await show("orders/template.yaml");
    const text = await hover(template, "app.ha|ndler");
    assert.match(text, /def handler\(event, context\)/);
    assert.match(text, /Accept one order/);
  });

  it("a key of the event shows what the trigger puts there", async () => {
    assert.match(await hover(await show("orders/src/orders/app.py"), 'event["bo|dy"]'), /API Gateway HTTP/);
  });

  it("a handler string leads to the code", async () => {
    const template = await show("orders/template.yaml");
    const [found] = await definitions(template, "app.ha|ndler");
    assert.match(found ?? "", /src\/orders\/app\.py:7$/);
  });

  it("a handler function leads to the template", async () => {
    const code = await show("orders/src/orders/app.py");
    assert.match((await definitions(code, "def han|dler")).join(" "), /orders\/template\.yaml:14\b/);
  });

  it("the references of a handler are in template and code", async () => {
    const code = await show("orders/src/orders/app.py");
    const found = await ask<vscode.Location[]>("vscode.executeReferenceProvider", code, "def han|dler");
    const names = found.map((each) => each.uri.path.split("/").at(-1));
    assert.deepEqual([...new Set(names)].sort(), ["app.py", "template.yaml"]);
  });

  it("a handler has a lens with its function and trigger", async () => {
    const { uri } = await show("orders/src/orders/app.py");
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", uri, 20);
    const titles = lenses.map((lens) => lens.command?.title);
    assert(titles.includes("OrdersFunction · API Gateway HTTP POST /orders"), titles.join("\n"));
  });

  it("an event parameter has a hint with what sends it", async () => {
    const { uri, lineCount } = await show("orders/src/orders/app.py");
    const all = new vscode.Range(0, 0, lineCount, 0);
    const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>("vscode.executeInlayHintProvider", uri, all);
    assert.match(hints.map(({ label }) => (typeof label === "string" ? label : "")).join(" "), /API Gateway HTTP/);
  });

  it("a code folder is a link", async () => {
    const { uri } = await show("orders/template.yaml");
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>("vscode.executeLinkProvider", uri);
    const targets = links.map((link) => link.target?.path ?? "");
    assert(targets.some((target) => target.endsWith("src/orders/app.py")), targets.join("\n"));
  });

  it("the functions of a template are its outline", async () => {
    const { uri } = await show("orders/template.yaml");
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      "vscode.executeDocumentSymbolProvider",
      uri,
    );
    assert(symbols.some((symbol) => symbol.name === "RestockFunction"));
  });

  it("functions of all folders are found by name", async () => {
    const find = "vscode.executeWorkspaceSymbolProvider";
    const found = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(find, "Function");
    const names = found.map((symbol) => symbol.name);
    assert(names.includes("LettersFunction") && names.includes("ShowFunction"), names.join("\n"));
  });
});

async function hover(document: vscode.TextDocument, text: string): Promise<string> {
  const found = await ask<vscode.Hover[]>("vscode.executeHoverProvider", document, text);
  const contents = found.flatMap((each) => each.contents);
  return contents.map((each) => (each instanceof vscode.MarkdownString ? each.value : "")).join("\n");
}

/** Where one gets to, as `path:line`. */
async function definitions(document: vscode.TextDocument, text: string): Promise<string[]> {
  const command = "vscode.executeDefinitionProvider";
  const found = await ask<(vscode.Location | vscode.LocationLink)[]>(command, document, text);
  return found.map((each) => {
    const [uri, range] =
      "targetUri" in each ? [each.targetUri, each.targetSelectionRange ?? each.targetRange] : [each.uri, each.range];
    return `${uri.path}:${String(range.start.line + 1)}`;
  });
}
