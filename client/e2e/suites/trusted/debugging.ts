import assert from "node:assert/strict";
import { existsSync } from "node:fs";

import * as vscode from "vscode";

import { place, show, until } from "../files.js";
import { nextStop, type Stop } from "../stops.js";

interface Result {
  readonly invocations: readonly { readonly outcome: string; readonly response: unknown }[];
}

describe("Debugging", () => {
  // `vscode.debug.activeDebugSession` is not asked: it can go on to name a session that has ended.
  const sessions = new Set<string>();
  const watching = vscode.Disposable.from(
    vscode.debug.onDidStartDebugSession(({ id }) => sessions.add(id)),
    vscode.debug.onDidTerminateDebugSession(({ id }) => sessions.delete(id)),
  );

  after(() => {
    watching.dispose();
  });

  afterEach(async () => {
    await vscode.debug.stopDebugging();
    vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
  });

  for (const { language, path, ofEditor } of [
    { language: "Python", path: "sums/src/add.py", ofEditor: `__import__("os").environ.get("LAMBDA_LS_SUITE")` },
    { language: "JavaScript", path: "sums/src/plus.mjs", ofEditor: "process.env.LAMBDA_LS_SUITE" },
    { language: "TypeScript", path: "sums/src/typed.ts", ofEditor: "process.env.LAMBDA_LS_SUITE" },
  ]) {
    it(`stops at a breakpoint in ${language}, and tells what the handler has answered`, async () => {
      const code = await show(path);
      const line = breakAt(code, "return");
      const { stop, debugged } = await stoppedIn(code);
      assert.equal(await stop.place(), `${code.uri.path}:${String(line + 1)}`);
      assert.equal(await stop.value("total"), "42");
      assert.match(await stop.value(ofEditor), /^(None|undefined)$/);
      await stop.goOn();
      const [invocation] = (await debugged)?.invocations ?? [];
      assert.deepEqual(invocation?.response, { total: 42 });
      await until("the debugger has ended", () => sessions.size === 0);
    });
  }

  it("leaves nothing where it is ended at a breakpoint", async () => {
    const code = await show("sums/src/plus.mjs");
    breakAt(code, "return");
    const { stop, debugged } = await stoppedIn(code);
    const folder = (await stop.value("process.env.TMPDIR")).slice(1, -1);
    assert(existsSync(folder), folder);
    await vscode.debug.stopDebugging();
    assert.equal(await debugged, undefined);
    await until("its folder is gone", () => !existsSync(folder));
  });

  it("leaves nothing where no debugger starts", async () => {
    const code = await show("sums/src/plus.mjs");
    let session: unknown;
    const refusing = vscode.debug.registerDebugConfigurationProvider("node", {
      resolveDebugConfiguration: (_, configuration) => {
        session = configuration["lambdaLsSession"];
        throw new Error("no debugger today");
      },
    });
    assert.equal(await debug(code), undefined);
    refusing.dispose();
    assert.equal(typeof session, "string");
    await assert.rejects(async () => vscode.commands.executeCommand("lambda-ls.debugOutcome", { session }));
  });

  it("runs what is edited", async () => {
    const code = await show("sums/src/plus.mjs");
    const edit = new vscode.WorkspaceEdit();
    edit.insert(code.uri, place(code, "1;"), "10");
    assert(await vscode.workspace.applyEdit(edit));
    const [invocation] = (await debug(code))?.invocations ?? [];
    assert.deepEqual(invocation?.response, { total: 142 });
  });
});

/** Set a breakpoint at the line of a text. */
function breakAt(document: vscode.TextDocument, text: string): number {
  const at = place(document, text);
  vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(new vscode.Location(document.uri, at))]);
  return at.line;
}

async function stoppedIn(
  code: vscode.TextDocument,
): Promise<{ stop: Stop; debugged: Promise<Result | undefined> }> {
  const stopped = nextStop();
  const debugged = debug(code);
  const ended = debugged.then((result) => assert.fail(`it has not stopped: ${JSON.stringify(result)}`));
  return { stop: await Promise.race([stopped, ended]), debugged };
}

/** Do what the lens does, with an event that counts. */
async function debug({ uri }: vscode.TextDocument): Promise<Result | undefined> {
  const { command } = await until("there is a lens", async () => {
    const provide = "vscode.executeCodeLensProvider";
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(provide, uri, 20);
    return lenses.find((lens) => lens.command?.title === "Debug");
  });
  const [argument] = (command?.arguments ?? []) as object[];
  return vscode.commands.executeCommand(command?.command ?? "", { ...argument, event: { count: 41 } });
}
