import assert from "node:assert/strict";
import test from "node:test";

import { Restarts } from "../src/restarts.js";

test("each restart waits twice as long, and the sixth in three minutes does not come", () => {
  let now = 0;
  const restarts = new Restarts(() => now);
  const delays = Array.from({ length: 6 }, () => {
    now += 10_000;
    return restarts.next();
  });
  assert.deepEqual(delays, [1_000, 2_000, 4_000, 8_000, 16_000, undefined]);
});

test("what was longer ago does not count", () => {
  let now = 0;
  const restarts = new Restarts(() => now);
  restarts.next();
  restarts.next();
  now = 3 * 60_000;
  assert.equal(restarts.next(), 1_000);
});

test("a restart by hand begins anew", () => {
  const restarts = new Restarts(() => 0);
  while (restarts.next() !== undefined);
  restarts.forget();
  assert.equal(restarts.next(), 1_000);
});
