/** The schema of saved events, by which VS Code itself completes and validates `events/*.json`. */

import * as vscode from "vscode";

import type { Server } from "./server.js";

/** The manifest names this document in `jsonValidation`. */
const SCHEMA = vscode.Uri.parse("lambda-ls-schema:///events.json");
/** The server's command; see docs/local-lambda.md. */
const EVENTS_SCHEMA = "lambda-ls.eventsSchema";
/** Everything is valid. */
const NO_SCHEMA = {};

export function register(context: vscode.ExtensionContext, server: Server): void {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const schema = (): Promise<object> =>
    server.command<object>(EVENTS_SCHEMA).catch((error: unknown) => {
      server.log.debug(`There is no schema of events yet: ${String(error)}`);
      return NO_SCHEMA;
    });
  context.subscriptions.push(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(SCHEMA.scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: async () => JSON.stringify(await schema()),
    }),
    server.functions.onDidChange(() => {
      changed.fire(SCHEMA);
    }),
  );
}
