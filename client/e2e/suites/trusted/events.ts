import assert from "node:assert/strict";

import * as vscode from "vscode";

import { ask, fileOf, finding, show, until } from "../files.js";

const EVENTS = "orders/events";

describe("A saved event", () => {
  before(async () => {
    await finding(await show("orders/template.yaml"), "handler-function-not-found");
  });

  afterEach(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.workspace.fs.delete(fileOf(EVENTS), { recursive: true });
  });

  it("is validated by what its trigger sends", async () => {
    const event = await saved("misspelt", { version: "2.0", rawPaht: "/orders", body: { id: "1" } });
    const found = await until("its mistakes are found", () => {
      const diagnostics = vscode.languages.getDiagnostics(event.uri);
      return diagnostics.length > 1 && diagnostics;
    });
    const texts = found.map(({ range }) => event.getText(range)).sort();
    assert.deepEqual(texts, ['"rawPaht"', '{"id":"1"}']);
  });

  it("is completed with keys of its trigger, which are explained", async () => {
    const event = await saved("half", { version: "2.0", "": "" });
    await until("rawPath is offered", async () => (await completions(event, '"|":')).includes("rawPath"));
    const [hover] = await ask<vscode.Hover[]>("vscode.executeHoverProvider", event, "ver|sion");
    assert.match(hover?.contents.map((each) => (each as vscode.MarkdownString).value).join("") ?? "", /payload/i);
  });

  it("begins with a sample of one of the triggers", async () => {
    const event = await saved("empty");
    const sample = "OrdersFunction · API Gateway HTTP POST /orders";
    await until("a sample is offered", async () => (await completions(event, "")).includes(sample));
  });
});

/** A new file in `events/`, which is shown. */
async function saved(name: string, event?: object): Promise<vscode.TextDocument> {
  const path = `${EVENTS}/${name}.json`;
  await vscode.workspace.fs.writeFile(fileOf(path), Buffer.from(event ? JSON.stringify(event) : ""));
  return show(path);
}

async function completions(document: vscode.TextDocument, text: string): Promise<string[]> {
  const command = "vscode.executeCompletionItemProvider";
  const { items } = await ask<vscode.CompletionList>(command, document, text);
  return items.map(({ label }) => (typeof label === "string" ? label : label.label));
}
