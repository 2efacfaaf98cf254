import assert from "node:assert/strict";

import * as vscode from "vscode";

import { fileOf, place, show, until } from "../files.js";

describe("Running", () => {
  it("a handler by its lens shows what came of it, with links to the lines of the stack", async () => {
    const code = await show("orders/src/orders/app.py");
    await run(await lens(code, /^▶ Run .*with API Gateway HTTP event$/));
    const result = await shown("OrdersFunction");
    assert.match(result.getText(), /^# OrdersFunction: error\n\n.* · invocation [\d.]+ ms · billed /);
    assert.match(result.getText(), /## KeyError: 'id'/);
    assert.match(result.getText(), /## What happens next\n\nThe client gets a 500/);
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>("vscode.executeLinkProvider", result.uri);
    const line = String(place(code, 'order["id"]').line + 1);
    assert(links.some(({ target }) => target?.path === code.uri.path && target.fragment === `L${line}`));
    assert.equal(result.languageId, "markdown");
  });

  it("again is warm, and cold where that is wanted, in the same document", async () => {
    const code = await show("orders/src/search/search.mjs");
    await run(await lens(code, /^▶ Run with API Gateway REST event$/));
    const result = await shown("SearchFunction");
    assert.match(result.getText(), /^# SearchFunction: refused\n\nCold start/);
    assert.match(result.getText(), /- `\/body`: .*502/);
    await vscode.commands.executeCommand("lambda-ls.runAgain", result.uri);
    await until("it was warm", () => result.getText().includes("Warm start"));
    await vscode.commands.executeCommand("lambda-ls.runCold", result.uri);
    await until("it was cold", () => result.getText().includes("Cold start"));
  });

  it("edited code is saved before it runs, unless a setting of its folder says no", async () => {
    const code = await show("orders/src/search/search.mjs");
    const command = await lens(code, /^▶ Run again \(warm\) with API Gateway REST event$/);
    await append(code, "// edited\n");
    await saveBeforeRun(false);
    await run(command);
    assert(code.isDirty);
    await saveBeforeRun(true);
    await run(command);
    assert(!code.isDirty);
  });
});

async function saveBeforeRun(value: boolean): Promise<void> {
  const folder = fileOf("orders");
  const scope = vscode.ConfigurationTarget.WorkspaceFolder;
  await vscode.workspace.getConfiguration("lambda-ls", folder).update("saveBeforeRun", value, scope);
  // The extension host hears of it later than the update ends.
  const read = (): unknown => vscode.workspace.getConfiguration("lambda-ls", folder).get("saveBeforeRun");
  await until("the setting holds", () => read() === value);
}

async function lens({ uri }: vscode.TextDocument, title: RegExp): Promise<vscode.Command> {
  return until(`there is the lens ${String(title)}`, async () => {
    const provide = "vscode.executeCodeLensProvider";
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(provide, uri, 50);
    return lenses.find(({ command }) => title.test(command?.title ?? ""))?.command;
  });
}

async function run({ command, arguments: given }: vscode.Command): Promise<void> {
  await vscode.commands.executeCommand(command, ...((given ?? []) as unknown[]));
}

/** The result that is shown of a function. */
async function shown(name: string): Promise<vscode.TextDocument> {
  return until(`the result of ${name} is shown`, () =>
    vscode.window.visibleTextEditors
      .map(({ document }) => document)
      .find(({ uri }) => uri.scheme === "lambda-ls-run" && uri.path.startsWith(`/${name}`)),
  );
}

async function append(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, document.positionAt(document.getText().length), text);
  assert(await vscode.workspace.applyEdit(edit));
}
