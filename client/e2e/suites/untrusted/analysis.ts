import assert from "node:assert/strict";

import * as vscode from "vscode";

import { ask, finding, show } from "../files.js";

describe("A folder that is not trusted", () => {
  before(() => {
    assert.equal(vscode.workspace.isTrusted, false);
  });

  it("is analysed", async () => {
    const template = await show("orders/template.yaml");
    await finding(template, "handler-function-not-found");
    const hovers = await ask<vscode.Hover[]>("vscode.executeHoverProvider", template, "app.ha|ndler");
    assert.equal(hovers.length, 1);
  });

  it("has no handler debugged", async () => {
    await finding(await show("orders/template.yaml"), "handler-function-not-found");
    const found: unknown = await vscode.commands.executeCommand("lambda-ls.debug", { target: "SearchFunction" });
    assert.equal(found, undefined);
    assert.equal(vscode.debug.activeDebugSession, undefined);
  });

  it("has no handler run", async () => {
    const code = await show("orders/src/search/search.mjs");
    const provide = "vscode.executeCodeLensProvider";
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(provide, code.uri, 50);
    const titles = lenses.map(({ command }) => command?.title ?? "");
    assert.equal(titles.filter((title) => title.includes("Run")).length, 0, titles.join("\n"));
    const result = await vscode.commands.executeCommand("lambda-ls.invoke", { target: "SearchFunction" });
    assert.equal(result, undefined);
  });

  it("says nothing about which command line is the server", async () => {
    const scope = vscode.ConfigurationTarget.Workspace;
    await vscode.workspace.getConfiguration("lambda-ls").update("path", ["false"], scope);
    const { globalValue } = vscode.workspace.getConfiguration("lambda-ls").inspect("path") ?? {};
    assert.deepEqual(vscode.workspace.getConfiguration("lambda-ls").get("path"), globalValue);
    await vscode.commands.executeCommand("lambda-ls.restart");
    await finding(await show("orders/template.yaml"), "handler-function-not-found");
  });
});
