/** Microsoft's Python extension, where it is installed: which Python the user has selected. */

import type { PythonExtension } from "@vscode/python-extension";
import * as vscode from "vscode";

/** Milliseconds that its answer may take; without it, a server is found as well. */
const PATIENCE = 5_000;

/** The selected Python; undefined where there is none, no such extension, or no answer from it. */
export async function selectedPython(): Promise<string | undefined> {
  try {
    return await inTime(askForPython());
  } catch {
    // The log of that extension says what has gone wrong in it.
    return undefined;
  }
}

/** Call back whenever another Python is selected; nothing happens without the extension. */
export async function whenSelected(
  context: vscode.ExtensionContext,
  selected: () => void,
): Promise<void> {
  const environments = (await activated())?.environments;
  if (environments) {
    context.subscriptions.push(environments.onDidChangeActiveEnvironmentPath(selected));
  }
}

async function askForPython(): Promise<string | undefined> {
  const environments = (await activated())?.environments;
  if (!environments) return undefined;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const selected = environments.getActiveEnvironmentPath(folder);
  const resolved = await environments.resolveEnvironment(selected);
  return resolved?.executable.uri?.fsPath;
}

async function activated(): Promise<PythonExtension | undefined> {
  const id = "ms-python.python";
  return vscode.extensions.getExtension<PythonExtension | undefined>(id)?.activate();
}

async function inTime<Result>(answer: Promise<Result>): Promise<Result | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<undefined>((done) => {
    timer = setTimeout(done, PATIENCE, undefined);
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
