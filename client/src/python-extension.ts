/** Microsoft's Python extension, where it is installed: which Python the user has selected. */

import * as vscode from "vscode";

/** Milliseconds that its start may take; without it, a server is found as well. */
const PATIENCE = 5_000;

/** The part of the extension's published interface that is used here. */
interface PythonApi {
  readonly environments: {
    getActiveEnvironmentPath(resource?: vscode.Uri): { readonly path: string };
    resolveEnvironment(environment: {
      readonly path: string;
    }): Promise<{ readonly executable: { readonly uri?: vscode.Uri } } | undefined>;
    readonly onDidChangeActiveEnvironmentPath: vscode.Event<unknown>;
  };
}

/** The selected Python; undefined where there is none, or no such extension. */
export async function selectedPython(): Promise<string | undefined> {
  const environments = (await pythonApi())?.environments;
  if (!environments) return undefined;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const selected = environments.getActiveEnvironmentPath(folder);
  const resolved = await environments.resolveEnvironment(selected);
  return resolved?.executable.uri?.fsPath;
}

/** Call back whenever another Python is selected; nothing happens without the extension. */
export async function whenSelected(
  context: vscode.ExtensionContext,
  selected: () => void,
): Promise<void> {
  const environments = (await pythonApi())?.environments;
  if (environments) {
    context.subscriptions.push(environments.onDidChangeActiveEnvironmentPath(selected));
  }
}

async function pythonApi(): Promise<PythonApi | undefined> {
  const extension = vscode.extensions.getExtension<PythonApi | undefined>("ms-python.python");
  if (!extension) return undefined;
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<undefined>((done) => {
    timer = setTimeout(done, PATIENCE, undefined);
  });
  try {
    return await Promise.race([extension.activate(), tooLate]);
  } catch {
    // The log of that extension says what has gone wrong in it.
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
