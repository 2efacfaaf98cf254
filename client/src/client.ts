/** The connection to one start of the server. */

import { homedir } from "node:os";

import * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
} from "vscode-languageclient/node";

import { DOCUMENTS } from "./documents.js";
import type { Launch } from "./launch.js";
import { RULE_PAGES } from "./rule-pages.js";
import { failingHarmlessly } from "./words.js";

/** What is done instead when one of the server's commands is called here. */
export type Commands = ReadonlyMap<string, (argument: unknown) => Promise<unknown>>;

/** A client that is not started yet; `closed` is called when the connection has ended. */
export function newClient(
  launch: Launch,
  log: vscode.LogOutputChannel,
  commands: Commands,
  closed: () => void,
): LanguageClient {
  const isTrusted = vscode.workspace.isTrusted;
  // A command of the user's can be meant from the folder; nothing else depends on where it runs.
  const cwd = launch.source === "setting" && isTrusted ? undefined : homedir();
  return new QuietClient(
    "lambda-ls",
    "Lambda Handlers",
    { command: launch.command, args: [...launch.args], ...(cwd && { options: { cwd } }) },
    {
      documentSelector: DOCUMENTS,
      outputChannel: log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: {
        trusted: isTrusted,
        status: true,
        showsRuns: true,
        debugs: true,
        rulePages: RULE_PAGES,
      },
      middleware: {
        executeCommand: (command, args, next): unknown =>
          commands.get(command)?.(args[0]) ?? failingHarmlessly(next(command, args)),
      },
      initializationFailedHandler: () => false,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => {
          closed();
          return { action: CloseAction.DoNotRestart, handled: true };
        },
      },
    },
  );
}

/** Leaves it to us what is shown to the user, and logs the rest. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}
