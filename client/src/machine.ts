/** This machine, as far as it is looked at to find Pythons; free of `vscode`. */

import { readdirSync, statSync } from "node:fs";
import { homedir } from "node:os";

import type { Machine } from "./interpreters.js";

/** Whether there is such a file; none where nobody may look, or something else stands in the way. */
export function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  } catch {
    return false;
  }
}

/** The names in a folder; empty where there is none. */
export function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

export const MACHINE: Machine = {
  platform: process.platform,
  env: process.env,
  home: homedir(),
  isFile,
  list,
};
