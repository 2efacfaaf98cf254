/** Functions as tests: one for each of their events, passed where the trigger takes the response. */

import * as vscode from "vscode";

import { chosenTests } from "./chosen-tests.js";
import { type Folder, type ListedFunction, placeIn } from "./functions.js";
import type { RunArguments } from "./run-documents.js";
import { failureOf, type Invocation, isFine, type RunResult } from "./run-result.js";

type Invoke = (run: RunArguments, token: vscode.CancellationToken) => Promise<RunResult>;

export class FunctionTests {
  /** How each test is run; functions with events are no tests themselves. */
  readonly #runs = new WeakMap<vscode.TestItem, RunArguments>();

  constructor(
    private readonly controller: vscode.TestController,
    private readonly invoke: Invoke,
  ) {}

  /** Show these functions, in place of all that were there. */
  show(folders: readonly Folder[]): void {
    const items = folders.flatMap((folder) =>
      folder.functions.filter(({ runnable }) => runnable).map((listed) => this.#itemOf(folder, listed)),
    );
    this.controller.items.replace(items);
  }

  /** Run what is asked for, one after the other. */
  async run(
    request: vscode.TestRunRequest,
    run: vscode.TestRun,
    token: vscode.CancellationToken,
  ): Promise<void> {
    const tests = chosenTests(request, this.controller.items);
    for (const test of tests) run.enqueued(test);
    for (const test of tests) {
      const wanted = this.#runs.get(test);
      if (token.isCancellationRequested || !wanted) run.skipped(test);
      else await this.#runTest(run, test, wanted, token);
    }
    run.end();
  }

  #itemOf(folder: Folder, listed: ListedFunction): vscode.TestItem {
    const { uri, range } = handlerOf(folder, listed);
    const item = this.controller.createTestItem(listed.id, listed.name, uri);
    item.range = range;
    for (const { name, title, path } of listed.events) {
      const place = path === null ? uri : vscode.Uri.file(path);
      const test = this.controller.createTestItem(`${listed.id}:${name}`, title, place);
      test.range = path === null ? range : undefined;
      this.#runs.set(test, { target: listed.id, trigger: name });
      item.children.add(test);
    }
    if (listed.events.length === 0) this.#runs.set(item, { target: listed.id });
    return item;
  }

  async #runTest(
    run: vscode.TestRun,
    test: vscode.TestItem,
    wanted: RunArguments,
    token: vscode.CancellationToken,
  ): Promise<void> {
    run.started(test);
    try {
      const { invocations } = await this.invoke(wanted, token);
      for (const invocation of invocations) tell(run, test, invocation);
    } catch (error) {
      // The server says why it refuses: nothing runs in a folder that is not trusted, for one.
      const reason = error instanceof Error ? error.message : String(error);
      if (token.isCancellationRequested) run.skipped(test);
      else run.errored(test, new vscode.TestMessage(reason));
    }
  }
}

function tell(run: vscode.TestRun, test: vscode.TestItem, invocation: Invocation): void {
  run.appendOutput(invocation.logs.replaceAll("\n", "\r\n"), undefined, test);
  const time = (invocation.init_ms ?? 0) + invocation.duration_ms;
  if (isFine(invocation)) {
    run.passed(test, time);
    return;
  }
  const message = new vscode.TestMessage(messageOf(invocation));
  const { raised } = invocation;
  if (raised) {
    message.location = new vscode.Location(vscode.Uri.file(raised.path), new vscode.Position(raised.line - 1, 0));
  } else if (test.uri && test.range) {
    message.location = new vscode.Location(test.uri, test.range);
  }
  run.failed(test, message, time);
}

function messageOf(invocation: Invocation): string {
  const refusals = invocation.findings.map(({ pointer, message }) => `${pointer} ${message}`.trimStart());
  const lines = refusals.length > 0 ? refusals : [failureOf(invocation)];
  return [...lines, invocation.hint ?? "", invocation.next].filter(Boolean).join("\n");
}

function handlerOf(folder: Folder, { target, template, line }: ListedFunction): vscode.Location {
  return target ? placeIn(folder, target.path, target.line, target.column) : placeIn(folder, template, line);
}
