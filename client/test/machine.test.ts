import assert from "node:assert/strict";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after } from "node:test";

import { isFile, list } from "../src/machine.js";

const folder = mkdtempSync(join(tmpdir(), "lambda-ls-"));
const file = join(folder, "python3");
writeFileSync(file, "");
after(() => {
  rmSync(folder, { recursive: true });
});

test("a file is one, and a folder or nothing is none", () => {
  assert.ok(isFile(file));
  assert.ok(!isFile(folder));
  assert.ok(!isFile(join(folder, "absent")));
});

test("what cannot be looked at is no file: below a file, behind a circle of links, too long a name", () => {
  assert.ok(!isFile(join(file, "python3")));
  const circle = join(folder, "circle");
  symlinkSync(circle, circle);
  assert.ok(!isFile(join(circle, "python3")));
  assert.ok(!isFile(join(folder, "x".repeat(300))));
});

test("the names in a folder are listed, and none where there is no folder", () => {
  assert.ok(list(folder).includes("python3"));
  assert.deepEqual(list(file), []);
});
