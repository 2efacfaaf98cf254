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

const PYTHON_FRAME = /File "(?<path>[^"\n]+)",? [Ll]ine (?<line>\d+)/g;
/** A line that is a frame of Node.js as server/lambda_ls/runtime/raised.py reads it, perhaps with fields behind. */
const NODE_FRAME =
  /(?<=^(?:\s*at\s(?:.*?\s\()?(?:async\s)?)?)(?<path>(?:file:\/\/)?\/.*?):(?<line>\d+)(?::\d+)?(?=\)?(?:\s\{)?$)/;
/** More characters than a path can have; the pattern would take its time for a log of one long line. */
const LONGEST_FRAME = 5_000;
/** A place in the midst of a text, where a blank or a bracket ends a path. */
const PLACE = /(?<=^|[\s(])(?<path>(?:file:\/\/)?\/[^\s():"]+):(?<line>\d+)(?::\d+)?/g;

export function linksIn(text: string): CodeLink[] {
  return [...text.matchAll(/.+/g)].flatMap(({ 0: line, index }) => matchesIn(line).flatMap((match) => linkOf(match, index)));
}

function matchesIn(line: string): RegExpExecArray[] {
  const frame = line.length > LONGEST_FRAME ? null : NODE_FRAME.exec(line);
  return frame ? [frame] : [...line.matchAll(PYTHON_FRAME), ...line.matchAll(PLACE)];
}

/** The link of a match in the line that begins at an offset; none where its path cannot be known. */
function linkOf({ 0: text, index, groups }: RegExpExecArray, offset: number): CodeLink[] {
  const path = pathOf(groups?.["path"] ?? "");
  if (!path?.startsWith("/")) return [];
  const start = offset + index;
  return [{ start, end: start + text.length, path, line: Number(groups?.["line"]) }];
}

function pathOf(text: string): string | undefined {
  if (!text.startsWith("file:")) return text;
  try {
    return fileURLToPath(text);
  } catch {
    // Whatever has written it, it is no URL of a file.
    return undefined;
  }
}
