/** What the extension does in VS Code's own extension host. */

import assert from "node:assert/strict";
import test from "node:test";

import { runHosted, type Suite } from "./hosted.js";
import { installation } from "./installation.js";
import { newWorkspace, type Workspace } from "./workspaces.js";

const SUITES: readonly ((workspace: Workspace) => Suite)[] = [
  ({ both }) => ({ name: "trusted", workspace: both, isTrusted: true }),
  ({ orders }) => ({ name: "untrusted", workspace: orders, isTrusted: false }),
];

const installed = installation();

for (const suiteOf of SUITES) {
  const { name } = suiteOf({ orders: "", both: "", remove: () => Promise.resolve() });
  test(`in a workspace that is ${name}`, { skip: !installed }, async (context) => {
    assert(installed);
    const workspace = await newWorkspace();
    try {
      for (const { title, stack, duration } of await runHosted(installed, suiteOf(workspace))) {
        await context.test(`${title} (${String(duration)} ms)`, () => {
          if (stack !== undefined) assert.fail(stack);
        });
      }
    } finally {
      await workspace.remove();
    }
  });
}
