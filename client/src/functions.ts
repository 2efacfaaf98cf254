/** The functions of the workspace, as the server lists them. */

import * as vscode from "vscode";

import type { Server } from "./server.js";

/** What is asked of the server; see server/lambda_ls/lsp/functions.py. */
const LIST = "lambda-ls.functions";
const CHANGED = "lambda-ls/functionsChanged";
/** Milliseconds of calm after a change, so that typing does not list them at each key. */
const CALM = 300;

export interface Folder {
  readonly root: string;
  readonly functions: readonly ListedFunction[];
}

/** Paths are relative to the folder's root, but for those of events. */
export interface ListedFunction {
  /** The `target` of the function in commands. */
  readonly id: string;
  readonly name: string;
  readonly template: string;
  readonly line: number;
  readonly dialect: "sam" | "cloudformation" | "serverless";
  readonly handler: string | null;
  readonly code: string | null;
  readonly status: "resolved" | "missing" | "external" | "unknown";
  readonly reason: string | null;
  readonly target: { readonly path: string; readonly line: number; readonly column: number } | null;
  readonly runnable: boolean;
  readonly events: readonly OfferedEvent[];
  readonly problems: number;
}

/** Something to run a function with: a file (`path`), or a sample that is made for a trigger. */
export interface OfferedEvent {
  readonly name: string;
  readonly title: string;
  readonly path: string | null;
}

type Asked = Pick<Server, "state" | "command" | "log" | "onDidChange" | "onNotification">;

/** Asks the server once after each change, however many features want to know. */
export class Functions implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #subscription: vscode.Disposable;
  #listed: Promise<readonly Folder[]> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly server: Asked) {
    server.onNotification(CHANGED, () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        this.#forget();
      }, CALM);
    });
    this.#subscription = server.onDidChange(() => {
      this.#forget();
    });
  }

  /** The folders with their functions; none while the server does not run. */
  async list(): Promise<readonly Folder[]> {
    if (this.server.state.kind !== "running") return [];
    this.#listed ??= this.server.command<Folder[]>(LIST).catch((error: unknown) => {
      this.server.log.warn(`The functions are not known: ${String(error)}`);
      return [];
    });
    return this.#listed;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  #forget(): void {
    this.#listed = undefined;
    this.#changed.fire();
  }
}

/** A place in a file of a folder, lines and columns counted from 1. */
export function placeIn(folder: Folder, path: string, line: number, column = 1): vscode.Location {
  const uri = vscode.Uri.joinPath(vscode.Uri.file(folder.root), path);
  return new vscode.Location(uri, new vscode.Position(line - 1, column - 1));
}
