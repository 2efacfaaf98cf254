/** Which tests a request means; free of `vscode`. */

import type { TestItem, TestItemCollection, TestRunRequest } from "vscode";

/** The tests to run, in the order of the request; nothing of what is excluded, be it a test or a function. */
export function chosenTests(
  { include, exclude }: Pick<TestRunRequest, "include" | "exclude">,
  all: TestItemCollection,
): TestItem[] {
  const testsOf = (item: TestItem): TestItem[] => {
    if (exclude?.includes(item)) return [];
    const children = itemsOf(item.children);
    return children.length > 0 ? children.flatMap(testsOf) : [item];
  };
  const chosen = include ?? itemsOf(all);
  return chosen.filter((item) => !exclude?.some((each) => isBelow(item, each))).flatMap(testsOf);
}

function itemsOf(items: TestItemCollection): TestItem[] {
  return [...items].map(([, item]) => item);
}

function isBelow({ parent }: TestItem, item: TestItem): boolean {
  return parent !== undefined && (parent === item || isBelow(parent, item));
}
