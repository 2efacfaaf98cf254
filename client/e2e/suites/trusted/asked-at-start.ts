import assert from "node:assert/strict";

import * as vscode from "vscode";

import { finding, show, until } from "../files.js";

describe("At the start", () => {
  it("the YAML extension is told the tags of CloudFormation, once the user agrees", async () => {
    await finding(await show("orders/template.yaml"), "handler-function-not-found");
    const tags = await until("the tags are settings", async () => {
      await vscode.commands.executeCommand("notification.acceptPrimaryAction");
      const found = vscode.workspace.getConfiguration("yaml").get<string[]>("customTags", []);
      return found.length > 0 && found;
    });
    assert(tags.includes("!GetAtt sequence"), tags.join("\n"));
  });
});
