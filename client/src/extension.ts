import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/node";

import { launchOf } from "./launch.js";

const LANGUAGES = [
  "yaml",
  "json",
  "python",
  "javascript",
  "javascriptreact",
  "typescript",
  "typescriptreact",
  "ruby",
  "java",
  "csharp",
];

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(
    vscode.commands.registerCommand("lambda-ls.restart", restart),
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration("lambda-ls.path")) await restart();
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
  client = undefined;
}

async function restart(): Promise<void> {
  await deactivate();
  await start();
}

async function start(): Promise<void> {
  const path = vscode.workspace.getConfiguration("lambda-ls").get<string[]>("path", []);
  const launch = launchOf(path);
  client = new LanguageClient(
    "lambda-ls",
    "Lambda Handlers",
    { command: launch.command, args: [...launch.args] },
    { documentSelector: LANGUAGES.map((language) => ({ scheme: "file", language })) },
  );
  try {
    await client.start();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(
      `The Lambda Handlers server did not start: ${reason}. ` +
        "Install it with `pip install lambda-ls`, or name it in the setting lambda-ls.path.",
    );
  }
}
