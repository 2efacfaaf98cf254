import assert from "node:assert/strict";

import * as vscode from "vscode";

import { FunctionTests } from "../../../src/function-tests.js";
import { type FunctionNode, FunctionTree, type Node } from "../../../src/function-tree.js";
import { type Folder, Functions } from "../../../src/functions.js";
import type { State } from "../../../src/lifecycle.js";
import type { RunResult } from "../../../src/run-result.js";
import { fileOf, finding, place, show, until } from "../files.js";

describe("Functions", () => {
  before(async () => {
    await finding(await show("orders/template.yaml"), "handler-function-not-found");
    await finding(await show("letters/template.yaml"), "handler-case-mismatch");
    await until("all folders are read", async () => (await list()).every(({ functions }) => functions.length > 0));
  });

  it("are a tree of templates, with problems, handlers and events", async () => {
    const tree = new FunctionTree({ list, onDidChange: new vscode.EventEmitter<void>().event });
    const templates = await tree.getChildren();
    assert.deepEqual(templates.map((node) => tree.getTreeItem(node).label), [
      "notifications/serverless.yml",
      "template.yaml",
      "template.yaml",
      "template.yaml",
    ]);
    assert.deepEqual(templates.map((node) => tree.getTreeItem(node).description), [
      "orders",
      "orders",
      "letters",
      "sums",
    ]);
    const functions = await tree.getChildren(templates[1]);
    const orders = named(tree, functions, "OrdersFunction");
    assert.deepEqual((await tree.getChildren(orders)).map((node) => tree.getTreeItem(node).label), [
      "app.handler",
      "API Gateway HTTP POST /orders",
    ]);
    assert.equal(tree.getTreeItem(named(tree, functions, "ShowFunction")).description, "4 problems");
  });

  it("are asked for only while a server runs", async () => {
    const server: ConstructorParameters<typeof Functions>[0] = {
      log: vscode.window.createOutputChannel("Tested", { log: true }),
      onNotification: () => undefined,
      onDidChange: new vscode.EventEmitter<State>().event,
      state: { kind: "starting" },
      command: () => assert.fail("there is nobody to ask"),
    };
    const functions = new Functions(server);
    assert.deepEqual(await functions.list(), []);
    functions.dispose();
    server.log.dispose();
  });

  it("are said to have a handler where there is one", async () => {
    const tree = new FunctionTree({ list, onDidChange: new vscode.EventEmitter<void>().event });
    const functions = await tree.getChildren((await tree.getChildren())[1]);
    const contexts = ["OrdersFunction", "BatchFunction"].map(
      (name) => tree.getTreeItem(named(tree, functions, name)).contextValue,
    );
    assert.deepEqual(contexts, ["function.resolved.runnable", "function.runnable"]);
  });

  it("lead from the tree to their handler and their template", async () => {
    const tree = new FunctionTree({ list, onDidChange: new vscode.EventEmitter<void>().event });
    const orders = named(tree, await tree.getChildren((await tree.getChildren())[1]), "OrdersFunction");
    await vscode.commands.executeCommand("lambda-ls.goToHandler", orders);
    assert.equal(here(), "orders/src/orders/app.py:7");
    await vscode.commands.executeCommand("lambda-ls.goToTemplate", orders);
    assert.equal(here(), "orders/template.yaml:14");
  });

  it("are tests: each of their saved events, and a sample of each trigger", async () => {
    const good = fileOf("orders/events/OrdersFunction-good.json");
    await vscode.workspace.fs.writeFile(good, Buffer.from(JSON.stringify({ body: '{"id": "1"}' })));
    const name = "events/OrdersFunction-good.json";
    await until("the event is known", async () => JSON.stringify(await list()).includes(name));
    const controller = vscode.tests.createTestController("lambda-ls-tested", "Tested");
    const tests = new FunctionTests(controller, async (run) =>
      vscode.commands.executeCommand<RunResult>("lambda-ls.invoke", run),
    );
    tests.show(await list());
    const item = [...controller.items].map(([, each]) => each).find(({ label }) => label === "OrdersFunction");
    assert(item);
    const told: string[] = [];
    const request = new vscode.TestRunRequest([item]);
    await tests.run(request, recording(told), new vscode.CancellationTokenSource().token);
    controller.dispose();
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(good, ".."), { recursive: true });
    const code = await show("orders/src/orders/app.py");
    const line = String(place(code, 'order["id"]').line + 1);
    assert.deepEqual(told, [
      `passed ${name}`,
      `failed API Gateway HTTP POST /orders: KeyError: 'id' at app.py:${line}`,
    ]);
  });
});

async function list(): Promise<readonly Folder[]> {
  return vscode.commands.executeCommand<Folder[]>("lambda-ls.functions");
}

function named(tree: FunctionTree, nodes: readonly Node[], name: string): FunctionNode {
  const found = nodes.find((node) => tree.getTreeItem(node).label === name);
  assert(found?.kind === "function");
  return found;
}

/** The file and the line where the cursor is. */
function here(): string {
  const editor = vscode.window.activeTextEditor;
  assert(editor);
  const path = vscode.workspace.asRelativePath(editor.document.uri);
  return `${path}:${String(editor.selection.active.line + 1)}`;
}

/** A run that writes down what becomes of each test. */
function recording(told: string[]): vscode.TestRun {
  const nothing = (): void => undefined;
  const run: Partial<vscode.TestRun> = {
    enqueued: nothing,
    started: nothing,
    appendOutput: nothing,
    end: nothing,
    passed: (test) => told.push(`passed ${test.label}`),
    failed: (test, message) => {
      const { message: text, location } = message as vscode.TestMessage;
      const [first] = (text as string).split("\n");
      const at = `${location?.uri.path.split("/").at(-1) ?? ""}:${String((location?.range.start.line ?? 0) + 1)}`;
      told.push(`failed ${test.label}: ${first ?? ""} at ${at}`);
    },
  };
  return run as vscode.TestRun;
}
