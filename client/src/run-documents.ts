/** The documents that show what has come of runs, one for each function and event. */

import { basename } from "node:path";

import * as vscode from "vscode";

import { linksIn } from "./run-links.js";
import type { CodePlace, RunResult } from "./run-result.js";
import { textOf } from "./run-text.js";

export const SCHEME = "lambda-ls-run";
const GONE = "What came of this run was not kept. `Run Again` above runs it again.\n";

/** The argument of `lambda-ls.invoke`; see docs/local-lambda.md. */
export interface RunArguments {
  readonly target: string;
  /** Any JSON. */
  readonly event?: unknown;
  readonly trigger?: string;
  readonly times?: number;
  readonly cold?: boolean;
  readonly redeliver?: boolean;
  /** Seconds. */
  readonly timeout?: number;
  readonly environment?: Readonly<Record<string, string>>;
  readonly awsCredentials?: boolean;
}

interface Kept {
  readonly text: string;
  readonly places: readonly CodePlace[];
}

export class RunDocuments implements vscode.TextDocumentContentProvider, vscode.DocumentLinkProvider {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #kept = new Map<string, Kept>();

  register(): vscode.Disposable {
    return vscode.Disposable.from(
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.languages.registerDocumentLinkProvider({ scheme: SCHEME }, this),
    );
  }

  /** Keep the result of a run, in the place of the last one that was asked for likewise. */
  keep(run: RunArguments, result: RunResult): vscode.Uri {
    const uri = uriOf(run, result.function);
    const places = result.invocations.flatMap((invocation) => invocation.places);
    this.#kept.set(uri.toString(), { text: textOf(result), places });
    this.#changed.fire(uri);
    return uri;
  }

  /** Show a document where results are shown already, else beside the code. */
  async show(uri: vscode.Uri): Promise<void> {
    const isResult = (editor: vscode.TextEditor): boolean => editor.document.uri.scheme === SCHEME;
    const column = vscode.window.visibleTextEditors.find(isResult)?.viewColumn;
    await vscode.window.showTextDocument(uri, {
      viewColumn: column ?? vscode.ViewColumn.Beside,
      preserveFocus: true,
    });
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#kept.get(uri.toString())?.text ?? GONE;
  }

  provideDocumentLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
    const places = this.#kept.get(document.uri.toString())?.places ?? [];
    return linksIn(document.getText(), places).map(({ start, end, place }) => {
      const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
      const target = vscode.Uri.file(place.path).with({ fragment: `L${String(place.line)}` });
      return new vscode.DocumentLink(range, target);
    });
  }
}

/** The run that a document shows. */
export function runOf(uri: vscode.Uri): RunArguments {
  return JSON.parse(uri.query) as RunArguments;
}

/** One that starts cold takes the place of the warm one before. */
function uriOf(wanted: RunArguments, name: string): vscode.Uri {
  const run = Object.fromEntries(Object.entries(wanted).filter(([key]) => key !== "cold"));
  const event = wanted.trigger === undefined ? "" : ` · ${basename(wanted.trigger, ".json")}`;
  return vscode.Uri.from({ scheme: SCHEME, path: `/${name}${event}.md`, query: JSON.stringify(run) });
}
