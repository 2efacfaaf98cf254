import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import test from "node:test";

const ROOT = resolve(__dirname, "../..");

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly snippets: readonly { readonly path: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsWelcome: readonly { readonly when: string; readonly contents: string }[];
    readonly walkthroughs: readonly { readonly steps: readonly Step[] }[];
  };
}

interface Step {
  readonly description: string;
  readonly media: { readonly image: string };
}

const { contributes } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Manifest;
const steps = contributes.walkthroughs.flatMap((each) => each.steps);

test("the manifest names files that there are", () => {
  const paths = [...contributes.snippets.map(({ path }) => path), ...steps.map(({ media }) => media.image)];
  assert.deepEqual(
    paths.filter((path) => !existsSync(join(ROOT, path))),
    [],
  );
});

test("an empty view of functions says why it is, and leads to the log where they are not known", () => {
  const welcomes = contributes.viewsWelcome.map(({ when, contents }) => [
    when,
    contents.includes("(command:lambda-ls.showLog)"),
  ]);
  assert.deepEqual(welcomes, [
    ["lambda-ls.functions == known", false],
    ["lambda-ls.functions == awaited", true],
    ["lambda-ls.functions == unknown", true],
  ]);
});

test("the buttons of walkthrough and views are commands that there are", () => {
  const views = Object.values(contributes.views).flat();
  const known = new Set([
    ...contributes.commands.map(({ command }) => command),
    ...views.map(({ id }) => `${id}.focus`),
    "workbench.actions.view.problems",
  ]);
  const texts = [...steps.map((each) => each.description), ...contributes.viewsWelcome.map((each) => each.contents)];
  const buttons = texts.flatMap((text) => [...text.matchAll(/\(command:([\w.-]+)\)/g)]);
  assert.deepEqual(
    buttons.map(([, command = ""]) => command).filter((command) => !known.has(command)),
    [],
  );
  assert(buttons.length > 0);
});
