import assert from "node:assert/strict";
import test from "node:test";

import type { Invocation, RunResult } from "../src/run-result.js";
import { textOf } from "../src/run-text.js";

const INVOCATION: Invocation = {
  event: { id: 1 },
  outcome: "success",
  response: "pong",
  error: null,
  raised: null,
  places: [],
  cold: true,
  init_ms: 84.06,
  duration_ms: 3.24,
  billed_ms: 88,
  memory_size_mb: 128,
  max_memory_mb: 41,
  logs: "START\nEND\n",
  findings: [],
  next: "",
  hint: null,
  changes: [],
  batch: null,
};

function shown(...invocations: Partial<Invocation>[]): string {
  const result: RunResult = {
    function: "Orders",
    runtime: "python3.13",
    client: "awslambdaric 4.2.2",
    notes: [],
    invocations: invocations.map((each) => ({ ...INVOCATION, ...each })),
  };
  return textOf(result);
}

test("a response is shown with its times, its log and its event", () => {
  assert.equal(
    shown({}),
    `# Orders: success

Cold start 84.1 ms · invocation 3.2 ms · billed 88 ms · 41 of 128 MB

## Response

\`\`\`json
"pong"
\`\`\`

## Log

\`\`\`text
START
END
\`\`\`

## Event

\`\`\`json
{
  "id": 1
}
\`\`\`
`,
  );
});

test("what a trigger refuses, and what then happens, comes behind the response", () => {
  const text = shown({
    findings: [{ rule: "response-shape", message: "must be a string", pointer: "/body" }],
    next: "The client gets a 502.",
  });
  assert.match(text, /^# Orders: refused\n/);
  assert.match(text, /refuses\n\n- `\/body`: must be a string \(response-shape\)\n\n## What happens next\n\nThe client gets a 502\./);
});

test("an error has its stack as the language writes it", () => {
  const python = shown({
    outcome: "error",
    error: { errorType: "KeyError", errorMessage: "'id'", stackTrace: ['  File "/shop/app.py", line 9, in handler\n    x\n'] },
  });
  assert.match(python, /## KeyError: 'id'\n\n```text\n {2}File "\/shop\/app\.py", line 9, in handler\n {4}x\nKeyError: 'id'\n```/);
  const node = shown({
    outcome: "error",
    error: { errorType: "Error", errorMessage: "no", trace: ["Error: no", "    at handler (/shop/app.js:3:9)"] },
  });
  assert.match(node, /```text\nError: no\n {4}at handler \(\/shop\/app\.js:3:9\)\n```/);
});

test("what stays for the next invocation is told", () => {
  const text = shown({ changes: [{ name: "app.calls", before: "0", after: "1" }] });
  assert.match(text, /- `app\.calls` is `1`, was `0`/);
});

test("what became of a batch is told, record by record", () => {
  const batch = { done: ["a"], again: ["b"], given_up: [], destination: null, notes: [] };
  assert.match(shown({ batch }), /## The batch\n\n- Done: a\n- Again: b\n/);
});

test("several invocations are numbered", () => {
  assert.match(shown({}, { init_ms: null }), /# Orders \(1\): success[^]*# Orders \(2\): success\n\nWarm start/);
});

test("fences in a log do not end its block", () => {
  assert.match(shown({ logs: "```\n" }), /\n````text\n```\n````\n/);
});
