/** Running handlers by lenses and commands, with what comes of it in a document beside. */

import * as vscode from "vscode";

import { debug } from "./debug.js";
import { invoke } from "./invoke.js";
import { type RunArguments, RunDocuments, runOf } from "./run-documents.js";
import { failureOf, isFine, type RunResult } from "./run-result.js";
import type { Server } from "./server.js";
import { harmless } from "./words.js";

/** What a request fails with that was cancelled. */
const CANCELLED = -32800;

export function register(context: vscode.ExtensionContext, server: Server): void {
  const documents = new RunDocuments();
  const run = (wanted: RunArguments): Promise<RunResult | undefined> =>
    shown(documents, wanted, () => invokeWithProgress(server, wanted));
  server.onCommand("lambda-ls.invoke", (argument) => run(argument as RunArguments));
  server.onCommand("lambda-ls.debug", (argument) => {
    const wanted = argument as RunArguments;
    return shown(documents, wanted, () => debug(server, wanted));
  });
  context.subscriptions.push(
    documents.register(),
    vscode.commands.registerCommand("lambda-ls.runAgain", (uri: vscode.Uri) => run(runOf(uri))),
    vscode.commands.registerCommand("lambda-ls.runCold", (uri: vscode.Uri) => run({ ...runOf(uri), cold: true })),
  );
}

/** Do a run that the user wants, and show what has come of it, or why it cannot be. */
async function shown(
  documents: RunDocuments,
  run: RunArguments,
  work: () => PromiseLike<RunResult | undefined>,
): Promise<RunResult | undefined> {
  if (!vscode.workspace.isTrusted) {
    void refuse();
    return undefined;
  }
  try {
    const result = await work();
    if (!result) return undefined;
    const uri = documents.keep(run, result);
    await documents.show(uri);
    void tellOfFailure(result, () => documents.show(uri));
    return result;
  } catch (error) {
    if (!(error instanceof Error) || ("code" in error && error.code === CANCELLED)) return undefined;
    void vscode.window.showErrorMessage(harmless(error.message));
    return undefined;
  }
}

function invokeWithProgress(server: Server, run: RunArguments): Thenable<RunResult> {
  const title = `Running ${harmless(run.target.split("::").at(-1) ?? run.target)}`;
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, (_, token) => invoke(server, run, token));
}

async function refuse(): Promise<void> {
  const manage = "Manage Trust";
  const chosen = await vscode.window.showWarningMessage(
    "Handlers run in trusted workspaces only: their code can do anything.",
    manage,
  );
  if (chosen === manage) await vscode.commands.executeCommand("workbench.trust.manage");
}

async function tellOfFailure(result: RunResult, show: () => Promise<void>): Promise<void> {
  const failed = result.invocations.find((each) => !isFine(each));
  if (!failed) return;
  const showResult = "Show Result";
  const goToLine = "Go to Line";
  const chosen = await vscode.window.showErrorMessage(
    harmless(`${result.function}: ${failureOf(failed)}`),
    showResult,
    ...(failed.raised ? [goToLine] : []),
  );
  if (chosen === showResult) await show();
  if (chosen === goToLine && failed.raised) {
    const at = new vscode.Position(failed.raised.line - 1, 0);
    const selection = new vscode.Range(at, at);
    await vscode.window.showTextDocument(vscode.Uri.file(failed.raised.path), { selection });
  }
}
