/** The status item: what was found, which server runs, and what can be done about it. */

import * as vscode from "vscode";

import { DOCUMENTS } from "./documents.js";
import type { Server, State } from "./server.js";
import { counted, described, type Found, isFound } from "./words.js";

/** Show the status beside the language of a file. */
export function register(context: vscode.ExtensionContext, server: Server): void {
  const item = vscode.languages.createLanguageStatusItem("lambda-ls", DOCUMENTS);
  item.name = "Lambda Handlers";
  let found: Found | undefined;
  const show = (): void => {
    present(item, server.state, found);
  };
  server.onNotification("lambda-ls/status", (params) => {
    found = isFound(params) ? params : undefined;
    show();
  });
  context.subscriptions.push(
    item,
    server.onDidChange((state) => {
      if (state.kind !== "running") found = undefined;
      show();
    }),
  );
  show();
}

function present(item: vscode.LanguageStatusItem, state: State, found: Found | undefined): void {
  const { Information, Warning, Error } = vscode.LanguageStatusSeverity;
  const { text, detail, isBroken } = described(state);
  item.text = state.kind === "running" && found ? counted(found) : text;
  item.detail = detail;
  item.busy = state.kind === "starting" || found?.scanning === true;
  item.severity = isBroken ? Error : state.kind === "waiting" ? Warning : Information;
  item.command = isBroken
    ? { command: "lambda-ls.restart", title: "Restart" }
    : { command: "lambda-ls.showLog", title: "Show Log" };
}
