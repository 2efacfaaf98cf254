import assert from "node:assert/strict";

import * as vscode from "vscode";

import { finding, show, until } from "../files.js";

describe("At the start", () => {
  it("the YAML extension is told the tags of CloudFormation where it has others, once the user agrees", async () => {
    const own = ["!Own mapping"];
    await vscode.workspace.getConfiguration("yaml").update("customTags", own, vscode.ConfigurationTarget.Workspace);
    await until("the own tag is a setting", () => set()?.workspaceValue !== undefined);
    await finding(await show("orders/template.yaml"), "handler-function-not-found");
    const tags = await until("the tags are settings", async () => {
      await vscode.commands.executeCommand("notification.acceptPrimaryAction");
      const found = set()?.workspaceValue ?? [];
      return found.length > own.length && found;
    });
    assert.equal(tags[0], "!Own mapping");
    assert(tags.includes("!GetAtt sequence"), tags.join("\n"));
    assert.equal(set()?.globalValue, undefined);
  });
});

function set(): { globalValue?: string[]; workspaceValue?: string[] } | undefined {
  return vscode.workspace.getConfiguration("yaml").inspect<string[]>("customTags");
}
