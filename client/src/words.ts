/** What is said of the server; free of `vscode`. */

import type { State } from "./server.js";

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
  const problems = found.problems === 0 ? "no problems" : plural(found.problems, "problem");
  return `${plural(found.functions, "function")} in ${plural(found.templates, "template")}, ${problems}`;
}

/** A state in a few words, with which server it is about. */
export function described(state: State): { text: string; detail: string; isBroken: boolean } {
  switch (state.kind) {
    case "starting":
      return { text: "Starting", detail: "", isBroken: false };
    case "running":
      return { text: "Running", detail: detailOf(state), isBroken: false };
    case "waiting": {
      const seconds = Math.round(state.milliseconds / 1_000);
      return { text: `Starting again in ${plural(seconds, "second")}`, detail: "", isBroken: false };
    }
    case "failed":
      return { text: "Not running", detail: state.reason, isBroken: true };
    case "missing":
      return { text: "Not running", detail: "No Python was found", isBroken: true };
    case "stopped":
      return { text: "Stopped", detail: "", isBroken: false };
  }
}

/** `lambda-ls 0.1.0, bundled, CPython 3.13.0 (/usr/bin/python3)` */
function detailOf({ launch, version }: Extract<State, { kind: "running" }>): string {
  const kinds = { setting: "by", environment: "of the environment,", bundle: "bundled," };
  const name = `lambda-ls ${version}`.trim();
  return `${name}, ${kinds[launch.source]} ${launch.origin} (${launch.command})`;
}

function plural(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? "" : "s"}`;
}
