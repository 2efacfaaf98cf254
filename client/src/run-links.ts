/** The lines of code that logs and stacks name, as Python and Node.js write them. */

import { fileURLToPath } from "node:url";

export interface CodeLink {
  /** Where it is in the text. */
  readonly start: number;
  readonly end: number;
  /** Absolute. */
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
}

const FRAMES = [
  /File "(?<path>[^"\n]+)", line (?<line>\d+)/g,
  /(?<=^|[\s(])(?<path>(?:file:\/\/)?\/[^\s():"]+):(?<line>\d+)(?::\d+)?/gm,
];

export function linksIn(text: string): CodeLink[] {
  return FRAMES.flatMap((frame) =>
    [...text.matchAll(frame)].map((match) => {
      const { path = "", line = "" } = match.groups ?? {};
      return { start: match.index, end: match.index + match[0].length, path: pathOf(path), line: Number(line) };
    }),
  ).filter(({ path }) => path.startsWith("/"));
}

function pathOf(text: string): string {
  return text.startsWith("file:") ? fileURLToPath(text) : text;
}
