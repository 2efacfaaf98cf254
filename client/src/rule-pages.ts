/** The pages of rules, to which the names of rules in findings lead. */

import * as vscode from "vscode";

import type { Server } from "./server.js";

/** The server's command; see docs/local-lambda.md. */
const EXPLAIN = "lambda-ls.explain";
const SCHEME = "lambda-ls-rule";

/** What the URI of a page begins with; the name of the rule follows, and `.md`. */
export const RULE_PAGES = `${SCHEME}:/`;

export function register(context: vscode.ExtensionContext, server: Server): void {
  const provider = {
    provideTextDocumentContent: ({ path }: vscode.Uri): Promise<string> =>
      server.command<string>(EXPLAIN, { rule: path.slice(1).replace(/\.md$/, "") }),
  };
  context.subscriptions.push(vscode.workspace.registerTextDocumentContentProvider(SCHEME, provider));
}
