import assert from "node:assert/strict";
import test from "node:test";

import { missingTags } from "../src/cloudformation-tags.js";

test("only tags that are not there are added, whichever way they are written", () => {
  const all = missingTags([]);
  assert(all.includes("!Ref scalar") && all.includes("!Sub sequence"));
  assert.deepEqual(missingTags(all), []);
  const missing = missingTags(["!Ref", "!sub Sequence", "!Own"]);
  assert.deepEqual(
    all.filter((tag) => !missing.includes(tag)),
    ["!Ref scalar", "!Sub sequence"],
  );
});
