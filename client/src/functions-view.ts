/** The functions in the explorer: run from there, with ways to their handlers and templates. */

import * as vscode from "vscode";

import { type EventNode, type FunctionNode, FunctionTree } from "./function-tree.js";
import { placeIn } from "./functions.js";
import type { Server } from "./server.js";

export function register(context: vscode.ExtensionContext, server: Server): void {
  const tree = new FunctionTree(server.functions);
  const run = ({ function: { id }, ...node }: FunctionNode | EventNode): Thenable<unknown> => {
    const trigger = node.kind === "event" ? { trigger: node.event.name } : {};
    return vscode.commands.executeCommand("lambda-ls.invoke", { target: id, ...trigger });
  };
  context.subscriptions.push(
    vscode.window.createTreeView("lambda-ls.functions", { treeDataProvider: tree }),
    vscode.commands.registerCommand("lambda-ls.runFunction", run),
    vscode.commands.registerCommand("lambda-ls.goToHandler", ({ folder, function: listed }: FunctionNode) =>
      listed.target && show(placeIn(folder, listed.target.path, listed.target.line, listed.target.column)),
    ),
    vscode.commands.registerCommand("lambda-ls.goToTemplate", ({ folder, function: listed }: FunctionNode) =>
      show(placeIn(folder, listed.template, listed.line)),
    ),
    vscode.commands.registerCommand("lambda-ls.editEventOf", ({ function: { id }, event }: EventNode) =>
      vscode.commands.executeCommand("lambda-ls.editEvent", { target: id, trigger: event.name }),
    ),
  );
}

async function show({ uri, range }: vscode.Location): Promise<void> {
  await vscode.window.showTextDocument(uri, { selection: range });
}
