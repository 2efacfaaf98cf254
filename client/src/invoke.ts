/** One run: what has to be so before it, and the request. */

import { join } from "node:path";

import * as vscode from "vscode";

import type { RunArguments } from "./run-documents.js";
import type { RunResult } from "./run-result.js";
import type { Server } from "./server.js";

const INVOKE = "lambda-ls.invoke";

/** Run a handler, with what is edited of its code; fails with a reason that is for the user. */
export async function invoke(
  server: Server,
  run: RunArguments,
  token: vscode.CancellationToken,
): Promise<RunResult> {
  await saveBeforeRun(server, run.target);
  return server.command<RunResult>(INVOKE, run, token);
}

/** Save what is edited in the code folder of a function: what runs is on the disk. */
export async function saveBeforeRun(server: Server, target: string): Promise<void> {
  const edited = vscode.workspace.textDocuments.filter(({ uri, isDirty }) => isDirty && uri.scheme === "file");
  if (edited.length === 0) return;
  const folders = await savedFolders(server, target);
  const part = edited.filter(({ uri }) => folders.some((folder) => uri.fsPath.startsWith(join(folder, "/"))));
  await Promise.all(part.map((document) => document.save()));
}

/** The code folders of a target whose settings do not say that nothing is saved. */
async function savedFolders(server: Server, target: string): Promise<readonly string[]> {
  const folders = await server.functions.list();
  return folders.filter(({ root }) => isSaving(root)).flatMap(({ root, functions }) =>
    functions
      .filter(({ id, name }) => id === target || name === target)
      .flatMap(({ code }) => (code === null ? [] : [join(root, code)])),
  );
}

function isSaving(root: string): boolean {
  const settings = vscode.workspace.getConfiguration("lambda-ls", vscode.Uri.file(root));
  return settings.get<boolean>("saveBeforeRun", true);
}
