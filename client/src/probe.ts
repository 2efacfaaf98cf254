/** Asking a Python what it is. */

import { execFile } from "node:child_process";
import { homedir } from "node:os";

import type { Interpreter } from "./interpreters.js";
import type { Answer } from "./launch.js";

/** Milliseconds after which a Python that does not answer counts as none. */
const PATIENCE = 10_000;

/** What a Python says when it runs the probe script; undefined if it does not run. */
export function probe(interpreter: Interpreter, script: string): Promise<Answer | undefined> {
  const args = [...interpreter.args, "-I", script];
  // The workspace is no place to work in for a program that was looked for elsewhere.
  const options = { cwd: homedir(), timeout: PATIENCE, windowsHide: true };
  return new Promise((done) => {
    execFile(interpreter.command, args, options, (error, stdout) => {
      done(error ? undefined : answerOf(stdout));
    });
  });
}

function answerOf(text: string): Answer | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isAnswer(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isAnswer(value: unknown): value is Answer {
  return (
    typeof value === "object" &&
    value !== null &&
    "executable" in value &&
    typeof value.executable === "string" &&
    "name" in value &&
    typeof value.name === "string" &&
    "hasServer" in value &&
    typeof value.hasServer === "boolean" &&
    "runsBundle" in value &&
    typeof value.runsBundle === "boolean"
  );
}
