/** What the extension does in VS Code's own extension host. */

import assert from "node:assert/strict";
import test from "node:test";

import { runHosted, type Suite } from "./hosted.js";
import { installation } from "./installation.js";
import { newWorkspace } from "./workspaces.js";

const installed = installation();

test("in three folders that are trusted", { skip: !installed }, async (context) => {
  const workspace = await newWorkspace();
  context.after(workspace.remove);
  await runSuite(context, { name: "trusted", workspace: workspace.all, isTrusted: true });
});

test("in a folder that is not trusted", { skip: !installed }, async (context) => {
  const workspace = await newWorkspace();
  context.after(workspace.remove);
  await runSuite(context, { name: "untrusted", workspace: workspace.orders, isTrusted: false });
});

async function runSuite(context: test.TestContext, suite: Suite): Promise<void> {
  assert(installed);
  for (const { title, stack, duration } of await runHosted(installed, suite)) {
    await context.test(`${title} (${String(duration)} ms)`, () => {
      if (stack !== undefined) assert.fail(stack);
    });
  }
}
