import assert from "node:assert/strict";

import * as vscode from "vscode";

import { finding, findings, noFinding, place, show, until } from "../files.js";

describe("Findings", () => {
  it("stand below the text that they are about", async () => {
    const template = await show("orders/template.yaml");
    const found = await finding(template, "handler-function-not-found");
    assert.equal(template.getText(found.range), "app.process_order");
    assert.equal(found.severity, vscode.DiagnosticSeverity.Error);
    assert.match(found.message, /did you mean `process_orders`/);
  });

  it("lead to the page of their rule", async () => {
    const { code } = await finding(await show("orders/template.yaml"), "handler-function-not-found");
    assert(typeof code === "object");
    const page = await vscode.workspace.openTextDocument(code.target);
    assert.match(page.getText(), /^# handler-function-not-found\n/);
    assert.equal(page.languageId, "markdown");
  });

  it("stand in code for what its trigger never sends", async () => {
    const code = await show("orders/src/orders/show.py");
    const found = await finding(code, "wrong-payload-version");
    assert.equal(code.getText(found.range), "httpMethod");
  });

  it("stand right behind characters of two units", async () => {
    const template = await show("letters/template.yaml");
    const found = await finding(template, "handler-case-mismatch");
    assert.equal(template.getText(found.range), "Letters.handler");
  });

  it("follow each keystroke", async () => {
    const code = await show("orders/notifications/notify.js");
    await finding(code, "unknown-event-key");
    const misspelt = place(code, "detials");
    const edit = new vscode.WorkspaceEdit();
    edit.replace(code.uri, new vscode.Range(misspelt, misspelt.translate(0, 7)), "detail");
    await vscode.workspace.applyEdit(edit);
    await noFinding(code, "unknown-event-key");
    await vscode.commands.executeCommand("undo");
    await finding(code, "unknown-event-key");
  });

  it("are silenced by a setting", async () => {
    const template = await show("orders/template.yaml");
    await finding(template, "handler-case-mismatch");
    const settings = vscode.workspace.getConfiguration("lambda-ls");
    const scope = vscode.ConfigurationTarget.Workspace;
    await settings.update("ignore", ["handler-case-mismatch"], scope);
    await noFinding(template, "handler-case-mismatch");
    await settings.update("ignore", undefined, scope);
    await finding(template, "handler-case-mismatch");
  });

  it("have the severity that a setting gives them", async () => {
    const template = await show("orders/template.yaml");
    const settings = vscode.workspace.getConfiguration("lambda-ls");
    const scope = vscode.ConfigurationTarget.Workspace;
    const severityOf = (): vscode.DiagnosticSeverity | undefined =>
      findings(template).find((each) => each.message.includes("src/payment"))?.severity;
    await settings.update("severity", { "code-folder-not-found": "hint" }, scope);
    await until("it is a hint", () => severityOf() === vscode.DiagnosticSeverity.Hint);
    await settings.update("severity", undefined, scope);
    await until("it is an error", () => severityOf() === vscode.DiagnosticSeverity.Error);
  });

  it("are silenced in one folder by a setting of that folder", async () => {
    const [orders, letters] = [await show("orders/template.yaml"), await show("letters/template.yaml")];
    await finding(letters, "handler-case-mismatch");
    const settings = vscode.workspace.getConfiguration("lambda-ls", letters.uri);
    const scope = vscode.ConfigurationTarget.WorkspaceFolder;
    await settings.update("ignore", ["handler-case-mismatch"], scope);
    await noFinding(letters, "handler-case-mismatch");
    await finding(orders, "handler-case-mismatch");
    await settings.update("ignore", undefined, scope);
    await finding(letters, "handler-case-mismatch");
  });
});
