/**
 * How long a user of VS Code waits: `npm run bench` prints milliseconds, measured in the real editor.
 *
 * From the folder's explorer, which is VS Code's own start, to the first finding under a line of the
 * template, which is opened meanwhile by the keyboard; and VS Code's own figure of what the extension
 * takes to be activated.
 */

import { type Editor, openEditor } from "./editor.js";
import { type Installation, installation, packed } from "./installation.js";
import { Workbench } from "./workbench.js";
import { newWorkspace } from "./workspaces.js";

const RUNS = 5;

interface Times {
  readonly shown: number;
  readonly underlined: number;
  readonly activation: number;
}

async function main(): Promise<void> {
  const installed = installation();
  if (!installed) {
    console.log("VS Code cannot be installed here, and is not measured");
    return;
  }
  const runs: Times[] = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await measured(installed));
  show("VS Code's own start until the folder is shown", runs.map((each) => each.shown));
  show("from there to the first finding", runs.map((each) => each.underlined));
  show("activation, of the extension's host", runs.map((each) => each.activation));
}

async function measured(installed: Installation): Promise<Times> {
  const workspace = await newWorkspace();
  const editor = await openEditor(installed, { extension: packed() });
  try {
    return await waits(editor, workspace.orders);
  } finally {
    await editor.close();
    await workspace.remove();
  }
}

async function waits(editor: Editor, folder: string): Promise<Times> {
  const workbench = new Workbench(editor.page);
  const start = performance.now();
  await workbench.openFolder(editor.url, folder);
  const shown = performance.now();
  await workbench.openFile("template.yaml", 47, 20);
  await workbench.squiggle("error").waitFor();
  const underlined = performance.now();
  return { shown: shown - start, underlined: underlined - shown, activation: await workbench.activation("Lambda Handlers") };
}

function show(what: string, times: readonly number[]): void {
  const [best = 0, ...rest] = [...times].sort((one, other) => one - other);
  const median = [best, ...rest][Math.floor(times.length / 2)] ?? 0;
  console.log(`${what.padEnd(48)} p50 ${median.toFixed(0).padStart(6)}   min ${best.toFixed(0).padStart(6)}`);
}

void main();
