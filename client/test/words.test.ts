import assert from "node:assert/strict";
import test from "node:test";

import { counted, described, failingHarmlessly, harmless, isFound, knowledge } from "../src/words.js";

test("what was found is counted in plain words", () => {
  const found = { scanning: false, templates: 1, functions: 3, problems: 0 };
  assert.equal(counted(found), "3 functions in 1 template, no problems");
  assert.equal(counted({ ...found, problems: 1 }), "3 functions in 1 template, 1 problem");
  assert.equal(counted({ ...found, functions: 0 }), "No Lambda functions");
});

test("a running server tells its version, where it comes from, and its Python", () => {
  const launch = {
    command: "/bin/python3",
    args: [],
    source: "bundle",
    origin: "CPython 3.13.0",
  } as const;
  const { text, isBroken } = described({ kind: "running", launch, version: "0.1.0" });
  assert.equal(text, "lambda-ls 0.1.0 (bundled), CPython 3.13.0");
  assert.equal(isBroken, false);
});

test("a server that is gone is told with the reason, one that comes back with the time", () => {
  const failed = described({ kind: "failed", reason: "it is gone" });
  assert.deepEqual(failed, { text: "Not running: it is gone", isBroken: true });
  assert.ok(described({ kind: "missing", tried: [] }).isBroken);
  const waiting = described({ kind: "waiting", milliseconds: 1_000 });
  assert.deepEqual(waiting, { text: "Starting again in 1 second", isBroken: false });
});

test("a text that others have written has no commands in notifications", () => {
  assert.equal(harmless("no [order](command:evil) [1](2)"), "no [order] (command:evil) [1] (2)");
  assert.equal(harmless("KeyError: 'id' (orders[0])"), "KeyError: 'id' (orders[0])");
});

test("a command of the server is refused without commands, too", async () => {
  assert.equal(await failingHarmlessly(Promise.resolve(1)), 1);
  const refusal = Promise.reject(new Error("there is no function `[order](command:evil)`"));
  await assert.rejects(failingHarmlessly(refusal), { message: "there is no function `[order] (command:evil)`" });
});

test("that there are no functions is known only after a running server has looked at all", () => {
  const launch = { command: "python3", args: [], source: "bundle", origin: "" } as const;
  const running = { kind: "running", launch, version: "0.1.0" } as const;
  const found = { scanning: false, templates: 0, functions: 0, problems: 0 };
  assert.equal(knowledge(running, found), "known");
  assert.equal(knowledge(running, { ...found, scanning: true }), "awaited");
  assert.equal(knowledge(running, undefined), "awaited");
  assert.equal(knowledge({ kind: "starting" }, found), "awaited");
  assert.equal(knowledge({ kind: "waiting", milliseconds: 1 }, found), "awaited");
  assert.equal(knowledge({ kind: "failed", reason: "it is gone" }, found), "unknown");
  assert.equal(knowledge({ kind: "missing", tried: [] }, undefined), "unknown");
});

test("what another server sends is not taken for a status", () => {
  assert.ok(isFound({ scanning: true, templates: 0, functions: 0, problems: 0 }));
  for (const other of [
    null,
    1,
    {},
    { scanning: true, templates: "1", functions: 0, problems: 0 },
  ]) {
    assert.ok(!isFound(other));
  }
});
