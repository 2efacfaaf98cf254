/** What tests do with files: show them, find a place in them, wait for what is said of them. */

import * as vscode from "vscode";

const LONGEST = 30_000;

/** A file by its path from the folder that holds all folders of the workspace. */
export function fileOf(path: string): vscode.Uri {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  if (!first) throw new Error("no folder is open");
  return vscode.Uri.joinPath(first.uri, "..", path);
}

export async function show(path: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(fileOf(path));
  await vscode.window.showTextDocument(document);
  return document;
}

/** Where the first of these texts is; `|` in it is the place, otherwise its start. */
export function place(document: vscode.TextDocument, text: string): vscode.Position {
  const offset = document.getText().indexOf(text.replace("|", ""));
  if (offset < 0) throw new Error(`there is no ${text} in ${document.getText()}`);
  return document.positionAt(offset + Math.max(text.indexOf("|"), 0));
}

/** What VS Code's own command answers for a place in a file. */
export async function ask<Answer>(
  command: string,
  document: vscode.TextDocument,
  text: string,
): Promise<Answer> {
  return vscode.commands.executeCommand(command, document.uri, place(document, text));
}

/** Wait until something is the case, and give it. */
export async function until<Value>(
  what: string,
  find: () => Value | undefined | false | PromiseLike<Value | undefined | false>,
): Promise<Value> {
  const end = Date.now() + LONGEST;
  while (Date.now() < end) {
    const found = await find();
    if (found !== undefined && found !== false) return found;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`it has not come to be that ${what}`);
}

export function findings(document: vscode.TextDocument): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter((each) => each.source === "lambda-ls");
}

/** The finding of a rule, once it is there. */
export async function finding(document: vscode.TextDocument, rule: string): Promise<vscode.Diagnostic> {
  return until(`${rule} is found`, () => findings(document).find((each) => ruleOf(each) === rule));
}

export async function noFinding(document: vscode.TextDocument, rule: string): Promise<void> {
  await until(`${rule} is not found`, () => findings(document).every((each) => ruleOf(each) !== rule));
}

function ruleOf(diagnostic: vscode.Diagnostic): string {
  const { code } = diagnostic;
  return String(typeof code === "object" ? code.value : code);
}
