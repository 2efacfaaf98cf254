import assert from "node:assert/strict";
import test from "node:test";

import { type Answer, findLaunch, isSame, type Sources } from "../src/launch.js";

const BUNDLE = "/extension/bundled/tool/start.py";

/** What each Python of a machine says; those that are not named do not run. */
function sourcesOf(
  pythons: Record<string, Partial<Answer>>,
  given: Partial<Sources> = {},
): Sources {
  return {
    setting: [],
    bundle: BUNDLE,
    selected: () => Promise.resolve(undefined),
    others: () => Object.keys(pythons).map((command) => ({ command, args: [] })),
    probe: ({ command }) => {
      const answer = pythons[command];
      const defaults = {
        executable: command,
        name: "CPython",
        hasServer: false,
        runsBundle: false,
      };
      return Promise.resolve(answer && { ...defaults, ...answer });
    },
    ...given,
  };
}

const GOOD = { runsBundle: true, name: "CPython 3.13.0" };
const selected = (path: string): Partial<Sources> => ({ selected: () => Promise.resolve(path) });

test("the user's own command comes before everything and no Python is asked", async () => {
  const sources = sourcesOf({ "/bin/python3": GOOD }, { setting: ["my", "--server"] });
  sources.probe = () => assert.fail("a Python was asked");
  const launch = await findLaunch(sources);
  assert.ok(launch.source === "setting");
  assert.deepEqual([launch.command, launch.args], ["my", ["--server", "serve"]]);
});

test("lambda-ls of the selected environment comes before the bundle", async () => {
  const environment = { ...GOOD, hasServer: true };
  const launch = await findLaunch(
    sourcesOf({ "/env/python": environment }, selected("/env/python")),
  );
  assert.ok(launch.source === "environment");
  assert.deepEqual(launch.args, ["-I", "-m", "lambda_ls", "serve"]);
});

test("the selected environment runs the bundle if lambda-ls is not installed there", async () => {
  const pythons = { "/bin/python3": GOOD, "/env/python": GOOD };
  const launch = await findLaunch(sourcesOf(pythons, selected("/env/python")));
  assert.ok(launch.source === "bundle");
  assert.deepEqual([launch.command, launch.args], ["/env/python", ["-I", BUNDLE, "serve"]]);
  assert.equal(launch.origin, "CPython 3.13.0");
});

test("another Python runs the bundle if the selected one is too old or gone", async () => {
  const pythons = { "/env/python": { name: "CPython 3.9.2" }, "/bin/python3": GOOD };
  for (const path of ["/env/python", "/gone/python"]) {
    const launch = await findLaunch(sourcesOf(pythons, selected(path)));
    assert.ok(launch.source === "bundle");
    assert.equal(launch.command, "/bin/python3");
  }
});

test("lambda-ls of a Python that nobody has selected is not used", async () => {
  const launch = await findLaunch(sourcesOf({ "/bin/python3": { ...GOOD, hasServer: true } }));
  assert.equal(launch.source, "bundle");
});

test("the first Python that can run the bundle does, and no further one is asked", async () => {
  const sources = sourcesOf({ "/a": { name: "PyPy" }, "/b": GOOD, "/c": GOOD });
  const asked: string[] = [];
  const launch = await findLaunch({
    ...sources,
    probe: (each) => {
      asked.push(each.command);
      return sources.probe(each);
    },
  });
  assert.ok(launch.source === "bundle");
  assert.equal(launch.command, "/b");
  assert.deepEqual(asked, ["/a", "/b"]);
});

test("where no Python is good enough, each is told with its version", async () => {
  const pythons = { "/bin/python3": { name: "CPython 3.9.2" } };
  const launch = await findLaunch(sourcesOf(pythons, selected("/gone/python")));
  assert.ok(launch.source === "none");
  const tried = ["/gone/python (does not run)", "/bin/python3 (CPython 3.9.2)"];
  assert.deepEqual(launch.tried, tried);
});

test("a server is only started anew for another command line", async () => {
  const one = await findLaunch(sourcesOf({ "/a": GOOD }));
  const none = await findLaunch(sourcesOf({}));
  assert.ok(isSame(one, await findLaunch(sourcesOf({ "/a": { ...GOOD, name: "other" } }))));
  assert.ok(!isSame(one, await findLaunch(sourcesOf({ "/b": GOOD }))));
  assert.ok(!isSame(one, none) && isSame(none, none));
});
