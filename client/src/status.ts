/** The status items: what was found, which server runs, and what can be done about it. */

import * as vscode from "vscode";

import { DOCUMENTS } from "./documents.js";
import type { State } from "./lifecycle.js";
import type { Server } from "./server.js";
import { counted, described, type Found, isFound } from "./words.js";

/** Show beside the language of a file what was found, and below that which server runs. */
export function register(context: vscode.ExtensionContext, server: Server): void {
  const found = vscode.languages.createLanguageStatusItem("lambda-ls.found", DOCUMENTS);
  found.name = "Lambda Functions";
  found.command = { command: "workbench.actions.view.problems", title: "Show Problems" };
  const running = vscode.languages.createLanguageStatusItem("lambda-ls.server", DOCUMENTS);
  running.name = "Lambda Handlers Server";
  server.onNotification("lambda-ls/status", (params) => {
    if (isFound(params)) presentFound(found, params);
  });
  context.subscriptions.push(
    found,
    running,
    server.onDidChange((state) => {
      if (state.kind !== "running") presentNothing(found);
      presentServer(running, state);
    }),
  );
  presentNothing(found);
  presentServer(running, server.state);
}

function presentFound(item: vscode.LanguageStatusItem, found: Found): void {
  item.text = counted(found);
  item.busy = found.scanning;
}

function presentNothing(item: vscode.LanguageStatusItem): void {
  item.text = "Lambda functions are not known yet";
  item.busy = false;
}

function presentServer(item: vscode.LanguageStatusItem, state: State): void {
  const { Information, Warning, Error } = vscode.LanguageStatusSeverity;
  const { text, isBroken } = described(state);
  item.text = text;
  item.busy = state.kind === "starting";
  item.severity = isBroken ? Error : state.kind === "waiting" ? Warning : Information;
  item.command = isBroken
    ? { command: "lambda-ls.restart", title: "Restart" }
    : { command: "lambda-ls.showLog", title: "Show Log" };
}
