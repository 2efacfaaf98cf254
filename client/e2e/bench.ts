/**
 * How long a user of VS Code waits: `npm run bench [-- --json]` prints milliseconds, measured in the real editor.
 *
 * The example project is opened with its template shown, again and again, with the package installed. VS Code's own
 * start has two ends: the text of the template is shown, and its extension host comes to the extension. The first
 * line under a handler is the extension's.
 */

import { Activations } from "./activations.js";
import { type Editor, openEditor } from "./editor.js";
import { installation, packed } from "./installation.js";
import { type Measurement, show, summary } from "./measuring.js";
import { Workbench } from "./workbench.js";
import { newWorkspace } from "./workspaces.js";

const RUNS = 5;

/** Milliseconds. */
interface Times {
  readonly activation: number;
  /** This and the following count from the moment at which the folder is opened. */
  readonly shown: number;
  readonly activated: number;
  readonly underlined: number;
}

async function main(): Promise<void> {
  const installed = installation();
  if (!installed) return;
  const editor = await openEditor(installed, { extension: packed() });
  const activations = new Activations(editor.page, "lambda-ls.lambda-ls");
  try {
    // The first time after an installation has caches to fill, those of compiled modules among them.
    const first = await measured(editor, activations);
    const later: Times[] = [];
    while (later.length < RUNS) later.push(await measured(editor, activations));
    show([...rows("after install", [first]), ...rows("later", later)]);
  } finally {
    await editor.close();
  }
}

/** Open a project that this VS Code has not seen before. */
async function measured(editor: Editor, activations: Activations): Promise<Times> {
  const workspace = await newWorkspace();
  const workbench = new Workbench(editor.page);
  const start = performance.now();
  try {
    await workbench.openFolderAt(editor.url, workspace.orders, "template.yaml", 47);
    await workbench.line("app.process_order").waitFor();
    const shown = performance.now() - start;
    await workbench.squiggle("error").waitFor();
    const underlined = performance.now() - start;
    const { begun, milliseconds } = activations.take();
    return { activation: milliseconds, shown, activated: begun - start, underlined };
  } finally {
    await workbench.leave();
    await workspace.remove();
  }
}

function rows(subject: string, times: readonly Times[]): Measurement[] {
  const row = (what: string, take: (each: Times) => number): Measurement => summary(subject, what, times.map(take));
  return [
    row("activation, as VS Code tells it", ({ activation }) => activation),
    row("folder opened: template shown", ({ shown }) => shown),
    row("folder opened: activation begins", ({ activated }) => activated),
    row("folder opened: first finding", ({ underlined }) => underlined),
    row("template shown: first finding", ({ shown, underlined }) => underlined - shown),
    row("activation begins: first finding", ({ activated, underlined }) => underlined - activated),
  ];
}

void main();
