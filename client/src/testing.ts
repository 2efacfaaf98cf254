/** The Testing view: every function that can be run, with each of its events as a test. */

import * as vscode from "vscode";

import { FunctionTests } from "./function-tests.js";
import { invoke } from "./invoke.js";
import type { Server } from "./server.js";

export function register(context: vscode.ExtensionContext, server: Server): void {
  const controller = vscode.tests.createTestController("lambda-ls", "Lambda Handlers");
  const tests = new FunctionTests(controller, (run, token) => invoke(server, run, token));
  const refresh = async (): Promise<void> => {
    tests.show(await server.functions.list());
  };
  controller.refreshHandler = refresh;
  controller.createRunProfile(
    "Run",
    vscode.TestRunProfileKind.Run,
    (request, token) => tests.run(request, controller.createTestRun(request), token),
    true,
  );
  context.subscriptions.push(
    controller,
    server.functions.onDidChange(() => void refresh()),
  );
}
