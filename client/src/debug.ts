/** Debugging handlers: VS Code's debuggers start what the server has planned. */

import * as vscode from "vscode";

import { saveBeforeRun } from "./invoke.js";
import type { RunArguments } from "./run-documents.js";
import type { RunResult } from "./run-result.js";
import type { Server } from "./server.js";
import { harmless } from "./words.js";

/** The server's commands; see docs/local-lambda.md. */
const DEBUG = "lambda-ls.debug";
const OUTCOME = "lambda-ls.debugOutcome";
const END = "lambda-ls.debugEnd";

/** Marks the debug session that is ours in its configuration. */
const MARK = "lambdaLsSession";
/** The extensions that bring debuggers, by what configurations call these. */
const EXTENSIONS: ReadonlyMap<string, string> = new Map([
  ["debugpy", "ms-python.debugpy"],
  ["node", "ms-vscode.js-debug"],
]);

/** What the server gives to be started. */
interface Debugged {
  readonly session: string;
  readonly function: string;
  readonly configuration: vscode.DebugConfiguration;
}

/** End what waits for a debugger when that has ended. */
export function register(context: vscode.ExtensionContext, server: Server): void {
  context.subscriptions.push(
    vscode.debug.onDidTerminateDebugSession(({ configuration }) => {
      const session: unknown = configuration[MARK];
      if (typeof session === "string") void end(server, session);
    }),
  );
}

/** Debug a handler; there is no result where no debugger starts. Fails with a reason for the user. */
export async function debug(server: Server, run: RunArguments): Promise<RunResult | undefined> {
  await saveBeforeRun(server, run.target);
  const debugged = await server.command<Debugged>(DEBUG, run);
  const { session } = debugged;
  let isStarted = false;
  try {
    isStarted = await start(debugged);
  } finally {
    if (!isStarted) await end(server, session);
  }
  return isStarted ? server.command(OUTCOME, { session }) : undefined;
}

async function start(debugged: Debugged): Promise<boolean> {
  const { session, configuration } = debugged;
  if (!hasDebugger(configuration.type)) {
    void offerDebugger(debugged);
    return false;
  }
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(String(configuration["cwd"])));
  const marked = { ...configuration, [MARK]: session };
  return vscode.debug.startDebugging(folder, marked, { suppressSaveBeforeStart: true });
}

function hasDebugger(type: string): boolean {
  return vscode.extensions.all.some(({ packageJSON }) => {
    const { contributes } = packageJSON as { contributes?: { debuggers?: { type?: string }[] } };
    return contributes?.debuggers?.some((each) => each.type === type) ?? false;
  });
}

async function offerDebugger({ function: name, configuration: { type } }: Debugged): Promise<void> {
  const extension = EXTENSIONS.get(type) ?? type;
  const showExtension = "Show Extension";
  const chosen = await vscode.window.showErrorMessage(
    `\`${harmless(name)}\` cannot be debugged before the extension \`${extension}\` is installed.`,
    showExtension,
  );
  if (chosen !== showExtension) return;
  await vscode.commands.executeCommand("workbench.extensions.search", `@id:${extension}`);
}

/** The debugger has ended; that is nothing new where the handler has answered before. */
async function end(server: Server, session: string): Promise<void> {
  try {
    await server.command(END, { session });
  } catch (error) {
    server.log.warn(`The debug session did not end by itself: ${String(error)}`);
  }
}
