/** Tests that run inside VS Code's extension host, where the whole `vscode` API is. */

import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";

import { buildSync } from "esbuild";

import { type Editor, type EditorOptions, openEditor } from "./editor.js";
import { type Installation, PYTHON, ROOT } from "./installation.js";
import { screenshot } from "./screenshots.js";
import { installStandIns } from "./stand-ins.js";

const OUT = join(ROOT, "client/out/e2e");
const LONGEST = 120_000;

export interface Outcome {
  readonly title: string;
  /** Milliseconds. */
  readonly duration: number;
  /** Why it has failed. */
  readonly stack: string | undefined;
}

export interface Suite {
  /** A folder of `client/e2e/suites`. */
  readonly name: string;
  /** The path of a folder or of a `.code-workspace`. */
  readonly workspace: string;
  readonly isTrusted: boolean;
}

/** Run a suite against the extension as it is in this clone, and give how each of its tests went. */
export async function runHosted(installed: Installation, suite: Suite): Promise<Outcome[]> {
  const report = join(OUT, `${suite.name}.json`);
  await rm(report, { force: true });
  await mkdir(OUT, { recursive: true });
  build(suite.name);
  const options: EditorOptions = {
    isTrusted: suite.isTrusted,
    prepare: installStandIns,
    machineSettings: { "lambda-ls.path": [PYTHON, "-m", "lambda_ls"] },
    env: { LAMBDA_LS_SUITE: join(OUT, suite.name), LAMBDA_LS_REPORT: report },
  };
  const editor = await openEditor(installed, options);
  try {
    await run(editor, suite.workspace);
    return await outcomes(report);
  } catch (error) {
    await screenshot(editor.page, `failed-${suite.name}`);
    throw error;
  } finally {
    await editor.close();
  }
}

function build(suite: string): void {
  const suites = join(ROOT, "client/e2e/suites");
  buildSync({
    entryPoints: [join(suites, "runner.ts"), join(suites, suite, "*.ts")],
    outbase: suites,
    outdir: OUT,
    bundle: true,
    platform: "node",
    sourcemap: "inline",
    external: ["vscode", "mocha"],
  });
}

async function run(editor: Editor, workspace: string): Promise<void> {
  const ended = new Promise<void>((done, failed) => {
    void editor.page.exposeFunction("codeAutomationExit", done);
    setTimeout(() => {
      failed(new Error("VS Code has not run the tests to their end."));
    }, LONGEST).unref();
  });
  await editor.page.exposeFunction("codeAutomationLog", () => undefined);
  const { host } = new URL(editor.url);
  const payload = {
    extensionDevelopmentPath: `vscode-remote://${host}${ROOT}`,
    extensionTestsPath: `vscode-remote://${host}${join(OUT, "runner.js")}`,
  };
  const query = new URLSearchParams({
    [workspace.endsWith(".code-workspace") ? "workspace" : "folder"]: workspace,
    payload: JSON.stringify(Object.entries(payload)),
  });
  await editor.page.goto(`${editor.url}/?${query.toString()}`);
  await ended;
}

/** Mocha's own report, as its reporter `json` writes it. */
async function outcomes(report: string): Promise<Outcome[]> {
  const { tests } = JSON.parse(await readFile(report, "utf8")) as {
    tests: { fullTitle: string; duration?: number; err: { stack?: string } }[];
  };
  return tests.map((test) => ({
    title: test.fullTitle,
    duration: test.duration ?? 0,
    stack: test.err.stack,
  }));
}
