/** Puts the extension together; each feature is a module that registers itself. */

import * as vscode from "vscode";

import * as debug from "./debug.js";
import * as eventSchema from "./event-schema.js";
import * as failures from "./failures.js";
import * as functionsView from "./functions-view.js";
import { whenSelected } from "./python-extension.js";
import * as knowledge from "./knowledge.js";
import * as rulePages from "./rule-pages.js";
import * as running from "./running.js";
import { Server } from "./server.js";
import * as status from "./status.js";
import * as testing from "./testing.js";
import * as yamlTags from "./yaml-tags.js";

let server: Server | undefined;

/** Returns before the server runs: an editor must not wait for a Python to be found. */
export function activate(context: vscode.ExtensionContext): void {
  const started = (server = new Server(context));
  context.subscriptions.push(
    started,
    vscode.commands.registerCommand("lambda-ls.restart", () => started.restart()),
    vscode.commands.registerCommand("lambda-ls.showLog", () => {
      started.log.show();
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("lambda-ls.path")) void started.restart();
    }),
    // What was refused before, such as running handlers, is the server's to refuse.
    vscode.workspace.onDidGrantWorkspaceTrust(() => void started.restart()),
  );
  const features = [
    debug,
    eventSchema,
    failures,
    functionsView,
    knowledge,
    rulePages,
    running,
    status,
    testing,
    yamlTags,
  ];
  for (const feature of features) feature.register(context, started);
  void started.restart();
  whenSelected(context, () => void started.reconsider()).catch((error: unknown) => {
    started.log.warn(`The Python extension did not start: ${String(error)}`);
  });
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
