import assert from "node:assert/strict";
import test from "node:test";

import { counted, described, isFound } from "../src/words.js";

test("what was found is counted in plain words", () => {
  const found = { scanning: false, templates: 1, functions: 3, problems: 0 };
  assert.equal(counted(found), "3 functions in 1 template, no problems");
  assert.equal(counted({ ...found, problems: 1 }), "3 functions in 1 template, 1 problem");
  assert.equal(counted({ ...found, functions: 0 }), "No Lambda functions");
});

test("a running server tells its version, where it comes from, and its Python", () => {
  const launch = { command: "/usr/bin/python3", args: [], source: "bundle", origin: "CPython 3.13.0" } as const;
  const { detail, isBroken } = described({ kind: "running", launch, version: "0.1.0" });
  assert.equal(detail, "lambda-ls 0.1.0, bundled, CPython 3.13.0 (/usr/bin/python3)");
  assert.equal(isBroken, false);
});

test("a server that is not there is told with the reason", () => {
  assert.deepEqual(described({ kind: "failed", reason: "it is gone" }), {
    text: "Not running",
    detail: "it is gone",
    isBroken: true,
  });
  assert.ok(described({ kind: "missing", tried: [] }).isBroken);
});

test("what another server sends is not taken for a status", () => {
  assert.ok(isFound({ scanning: true, templates: 0, functions: 0, problems: 0 }));
  for (const other of [null, 1, {}, { scanning: true, templates: "1", functions: 0, problems: 0 }]) {
    assert.ok(!isFound(other));
  }
});
