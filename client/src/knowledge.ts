/** The context key by which the view of functions says why it is empty; see package.json. */

import * as vscode from "vscode";

import type { Server } from "./server.js";
import { type Found, isFound, knowledge } from "./words.js";

const KEY = "lambda-ls.functions";

export function register(context: vscode.ExtensionContext, server: Server): void {
  let found: Found | undefined;
  const tell = (): void => {
    void vscode.commands.executeCommand("setContext", KEY, knowledge(server.state, found));
  };
  server.onNotification("lambda-ls/status", (params) => {
    if (isFound(params)) found = params;
    tell();
  });
  context.subscriptions.push(
    server.onDidChange(({ kind }) => {
      // What an earlier server has found says nothing of what this one has looked at.
      if (kind !== "running") found = undefined;
      tell();
    }),
  );
  tell();
}
