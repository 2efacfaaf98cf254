/** A run as a document that people read: Markdown, whose sections fold. */

import { type Batch, type Change, failureOf, type Invocation, isFine, type RunResult } from "./run-result.js";

/** What every failed start says of itself: that it may be the runtime's fault. Here it is not. */
const GENERAL_WARNING = /^.*LAMBDA_WARNING: Unhandled exception\..*\n/gm;

/** The whole document. */
export function textOf(result: RunResult): string {
  const sections = result.invocations.flatMap((invocation, index) => [
    `# ${titleOf(result, invocation, index)}`,
    timesOf(invocation),
    ...(index === 0 ? result.notes.map((note) => `> ${note}`) : []),
    ...sectionsOf(invocation),
  ]);
  return `${sections.join("\n\n")}\n`;
}

function titleOf(result: RunResult, invocation: Invocation, index: number): string {
  const number = result.invocations.length > 1 ? ` (${String(index + 1)})` : "";
  const outcome = invocation.outcome === "success" && !isFine(invocation) ? "refused" : invocation.outcome;
  return `${result.function}${number}: ${outcome}`;
}

/** `Cold start 84 ms · invocation 3.2 ms · billed 88 ms · 41 of 128 MB` */
function timesOf(invocation: Invocation): string {
  const start = invocation.init_ms === null ? "Warm start" : `Cold start ${milliseconds(invocation.init_ms)}`;
  const memory = `${String(invocation.max_memory_mb)} of ${String(invocation.memory_size_mb)} MB`;
  const invoked = `invocation ${milliseconds(invocation.duration_ms)}`;
  return [start, invoked, `billed ${milliseconds(invocation.billed_ms)}`, memory].join(" · ");
}

function milliseconds(value: number): string {
  return `${String(Math.round(value * 10) / 10)} ms`;
}

function* sectionsOf(invocation: Invocation): Generator<string> {
  if (invocation.outcome === "success") yield section("Response", json(invocation.response));
  else yield* errorOf(invocation);
  const refusals = invocation.findings.map(({ rule, message, pointer }) =>
    pointer === "" ? `- ${message} (${rule})` : `- \`${pointer}\`: ${message} (${rule})`,
  );
  if (refusals.length > 0) yield section("What its trigger refuses", refusals.join("\n"));
  if (invocation.hint !== null) yield section("Hint", invocation.hint);
  if (invocation.batch) yield section("The batch", batchOf(invocation.batch));
  else if (invocation.next !== "") yield section("What happens next", invocation.next);
  if (invocation.changes.length > 0) {
    const changes = invocation.changes.map((change) => `- ${changed(change)}`);
    yield section("What the next invocation finds changed", changes.join("\n"));
  }
  yield section("Log", fenced("text", invocation.logs.replace(GENERAL_WARNING, "")));
  yield section("Event", json(invocation.event));
}

/** The stack as its language writes it, so that people read it as they know it, then the payload. */
function* errorOf(invocation: Invocation): Generator<string> {
  const { stackTrace, trace } = invocation.error as { stackTrace?: unknown; trace?: unknown };
  const frames = [stackTrace, trace].find((each) => Array.isArray(each) && each.length > 0);
  const failure = failureOf(invocation);
  const stack = Array.isArray(frames) ? frames.map((each) => String(each).trimEnd()) : [];
  const lines = stackTrace === frames ? [...stack, failure] : stack;
  yield section(failure, ...(stack.length > 0 ? [fenced("text", lines.join("\n"))] : []));
  yield section("What the caller gets", json(invocation.error));
}

function changed({ name, before, after }: Change): string {
  if (before === null) return `\`${name}\` is new: \`${String(after)}\``;
  if (after === null) return `\`${name}\` is gone`;
  if (before === after) return `\`${name}\` has changed: \`${after}\``;
  return `\`${name}\` is \`${after}\`, was \`${before}\``;
}

function batchOf(batch: Batch): string {
  const destination = batch.destination === null ? "" : ` to \`${batch.destination}\``;
  const parts: [string, readonly string[]][] = [
    ["Done", batch.done],
    ["Again", batch.again],
    [`Given up${destination}`, batch.given_up],
  ];
  const ids = parts.filter(([, each]) => each.length > 0).map(([title, each]) => `- ${title}: ${each.join(", ")}`);
  return [...ids, ...batch.notes.map((note) => `- ${note}`)].join("\n");
}

function section(title: string, ...texts: readonly string[]): string {
  return [`## ${title.replaceAll("\n", " ")}`, ...texts].join("\n\n");
}

function json(value: unknown): string {
  return fenced("json", JSON.stringify(value, null, 2));
}

/** A block of code with a fence that is longer than any in it. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}
