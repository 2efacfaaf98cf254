import assert from "node:assert/strict";
import test from "node:test";

import type { TestItem, TestItemCollection } from "vscode";

import { chosenTests } from "../src/chosen-tests.js";

const [good, bad] = [item("good"), item("bad")];
const orders = item("Orders", good, bad);
const search = item("Search");
const ALL = collection([orders, search]);

test("all tests run where nothing is named, functions by their events", () => {
  assert.deepEqual(chosen({}), ["good", "bad", "Search"]);
  assert.deepEqual(chosen({ include: [orders] }), ["good", "bad"]);
  assert.deepEqual(chosen({ include: [bad] }), ["bad"]);
});

test("no event of a function that is excluded runs", () => {
  assert.deepEqual(chosen({ exclude: [orders] }), ["Search"]);
  assert.deepEqual(chosen({ include: [orders, search], exclude: [orders] }), ["Search"]);
  assert.deepEqual(chosen({ include: [good], exclude: [orders] }), []);
});

test("an event that is excluded does not run with its function", () => {
  assert.deepEqual(chosen({ exclude: [good] }), ["bad", "Search"]);
  assert.deepEqual(chosen({ exclude: [good, bad] }), ["Search"]);
});

function chosen({ include, exclude }: { include?: TestItem[]; exclude?: TestItem[] }): string[] {
  return chosenTests({ include, exclude }, ALL).map(({ label }) => label);
}

function item(label: string, ...children: TestItem[]): TestItem {
  const made = { label, children: collection(children) } as TestItem;
  for (const child of children) Object.assign(child, { parent: made });
  return made;
}

function collection(items: readonly TestItem[]): TestItemCollection {
  return new Map(items.map((each) => [each.label, each])) as unknown as TestItemCollection;
}
