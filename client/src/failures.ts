/** Telling the user that there is no server, with what helps. */

import * as vscode from "vscode";

import type { State } from "./lifecycle.js";
import type { Server } from "./server.js";
import { harmless } from "./words.js";

const PYTHON_PAGE = "https://www.python.org/downloads/";

/** Show a message whenever the server cannot run; not while it is started again by itself. */
export function register(context: vscode.ExtensionContext, server: Server): void {
  context.subscriptions.push(
    server.onDidChange((state) => {
      if (state.kind === "missing") void tellOfMissing(server, state.tried);
      if (state.kind === "failed") void tellOfFailure(server, state);
    }),
  );
}

async function tellOfMissing(server: Server, tried: readonly string[]): Promise<void> {
  for (const each of tried) server.log.info(`Not usable: ${each}`);
  const found =
    tried.length > 0 ? `It has only found ${tried.join(", ")}.` : "It has found no Python.";
  const getPython = "Get Python";
  const openSettings = "Open Settings";
  const restart = "Try Again";
  const chosen = await vscode.window.showErrorMessage(
    `Lambda Handlers needs CPython 3.10 to 3.14. ${harmless(found)}`,
    getPython,
    openSettings,
    restart,
  );
  if (chosen === getPython) await vscode.env.openExternal(vscode.Uri.parse(PYTHON_PAGE));
  if (chosen === openSettings) await showSetting();
  if (chosen === restart) await server.restart();
}

async function tellOfFailure(
  server: Server,
  state: Extract<State, { kind: "failed" }>,
): Promise<void> {
  const restart = "Restart";
  const showLog = "Show Log";
  const openSettings = "Open Settings";
  const chosen = await vscode.window.showErrorMessage(
    `The Lambda Handlers server does not run: ${harmless(state.reason)}.`,
    restart,
    showLog,
    openSettings,
  );
  if (chosen === restart) await server.restart();
  if (chosen === showLog) server.log.show();
  if (chosen === openSettings) await showSetting();
}

async function showSetting(): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.openSettings", "lambda-ls.path");
}
