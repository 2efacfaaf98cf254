/** Where the editor and this machine say that a server can come from. */

import * as vscode from "vscode";

import { interpreters, isBelow, pythonOf } from "./interpreters.js";
import type { Sources } from "./launch.js";
import { isFile, MACHINE } from "./machine.js";
import { probe } from "./probe.js";
import { selectedPython } from "./python-extension.js";

/** The sources of the workspace as it is now; one that is not trusted has no part in them. */
export function sources(context: vscode.ExtensionContext): Sources {
  const folders = (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath);
  const refused = vscode.workspace.isTrusted ? [] : folders;
  const isRefused = (path: string): boolean => refused.some((each) => isBelow(MACHINE, path, each));
  return {
    setting: vscode.workspace.getConfiguration("lambda-ls").get<string[]>("path", []),
    bundle: context.asAbsolutePath("bundled/tool/start.py"),
    selected: async () => {
      const selected = (await selectedPython()) ?? environmentIn(folders);
      return selected !== undefined && isRefused(selected) ? undefined : selected;
    },
    others: () => interpreters(MACHINE, refused),
    probe: (interpreter) => probe(interpreter, context.asAbsolutePath("bundled/tool/probe.py")),
  };
}

/** The virtual environment that lies where everybody puts it. */
function environmentIn(folders: readonly string[]): string | undefined {
  const places = folders.map((folder) =>
    pythonOf(MACHINE, vscode.Uri.file(`${folder}/.venv`).fsPath),
  );
  return places.find(isFile);
}
