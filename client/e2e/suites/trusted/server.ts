import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";

import * as vscode from "vscode";

import { ask, finding, findings, noFinding, place, show, until } from "../files.js";

describe("The server", () => {
  it("is started again when it was killed, with what is not saved", async () => {
    const code = await show("orders/src/orders/show.py");
    await finding(code, "unknown-context-member");
    const killed = onlyServer();
    process.kill(killed, "SIGKILL");
    await until("the findings are gone with it", () => findings(code).length === 0);
    await mend(code);
    await until("another one runs", () => servers().some((each) => each !== killed));
    await finding(code, "wrong-payload-version");
    await noFinding(code, "unknown-context-member");
  });

  it("is another one after the command to restart it", async () => {
    const template = await show("orders/template.yaml");
    await finding(template, "code-folder-not-found");
    const before = onlyServer();
    await vscode.commands.executeCommand("lambda-ls.restart");
    await until("the old one is gone", () => !servers().includes(before));
    await finding(template, "code-folder-not-found");
    const hovers = await ask<vscode.Hover[]>("vscode.executeHoverProvider", template, "app.ha|ndler");
    assert.equal(hovers.length, 1);
  });
});

async function mend(code: vscode.TextDocument): Promise<void> {
  const misspelt = place(code, "awsRequestId");
  const edit = new vscode.WorkspaceEdit();
  edit.replace(code.uri, code.getWordRangeAtPosition(misspelt) ?? assert.fail(), "aws_request_id");
  assert(await vscode.workspace.applyEdit(edit));
}

function onlyServer(): number {
  const [server, ...others] = servers();
  assert(server !== undefined && others.length === 0, String(others));
  return server;
}

/** The language servers that this extension host has started, by their process ids. */
function servers(): readonly number[] {
  return readdirSync("/proc").map(Number).filter((pid) => pid > 0 && isServer(pid));
}

function isServer(pid: number): boolean {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, "utf8");
    const command = readFileSync(`/proc/${String(pid)}/cmdline`, "utf8");
    return status.includes(`\nPPid:\t${String(process.pid)}\n`) && command.includes("lambda_ls");
  } catch {
    // It has ended while it was looked at.
    return false;
  }
}
