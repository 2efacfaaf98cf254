/** What is said of the server and of what it finds; free of `vscode`. */

import type { State } from "./lifecycle.js";

/** What the server has found in the workspace; see server/lambda_ls/lsp/status.py. */
export interface Found {
  readonly scanning: boolean;
  readonly templates: number;
  readonly functions: number;
  readonly problems: number;
}

export function isFound(value: unknown): value is Found {
  const counts = ["templates", "functions", "problems"];
  if (typeof value !== "object" || value === null) return false;
  const entries = new Map<string, unknown>(Object.entries(value));
  return (
    typeof entries.get("scanning") === "boolean" &&
    counts.every((count) => typeof entries.get(count) === "number")
  );
}

/** `3 functions in 1 template, no problems` */
export function counted(found: Found): string {
  if (found.functions === 0) return "No Lambda functions";
  const functions = plural(found.functions, "function");
  const templates = plural(found.templates, "template");
  const problems = found.problems === 0 ? "no problems" : plural(found.problems, "problem");
  return `${functions} in ${templates}, ${problems}`;
}

/** `1 problem`, `2 problems` */
export function plural(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** Foreign text for a notification, where `[x](command:y)` would be a button that runs a command. */
export function harmless(text: string): string {
  return text.replaceAll("](", "] (");
}

/** An answer that VS Code itself shows as a notification where it is a failure. */
export async function failingHarmlessly<Answer>(answer: Answer | PromiseLike<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error) error.message = harmless(error.message);
    throw error;
  }
}

/** How much is known of the functions: all, nothing yet, or nothing since no server runs. */
export function knowledge(state: State, found: Found | undefined): "known" | "awaited" | "unknown" {
  if (state.kind === "failed" || state.kind === "missing") return "unknown";
  return state.kind === "running" && found?.scanning === false ? "known" : "awaited";
}

/** What the server is doing, and whether that is the end of it. */
export function described(state: State): { text: string; isBroken: boolean } {
  switch (state.kind) {
    case "starting":
      return { text: "Starting", isBroken: false };
    case "running":
      return { text: serverOf(state), isBroken: false };
    case "waiting": {
      const seconds = plural(Math.round(state.milliseconds / 1_000), "second");
      return { text: `Starting again in ${seconds}`, isBroken: false };
    }
    case "failed":
      return { text: `Not running: ${state.reason}`, isBroken: true };
    case "missing":
      return { text: "Not running: no Python to run it with", isBroken: true };
    case "stopped":
      return { text: "Stopped", isBroken: false };
  }
}

/** `lambda-ls 0.1.0 (bundled), CPython 3.13.0` */
function serverOf({ launch, version }: Extract<State, { kind: "running" }>): string {
  const places = { setting: "setting", environment: "environment", bundle: "bundled" };
  return `lambda-ls ${version} (${places[launch.source]}), ${launch.origin}`;
}
