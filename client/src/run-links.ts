/** The lines of code that a run names, as links in the document that shows it. */

import type { CodePlace } from "./run-result.js";

export interface CodeLink {
  /** Where it is in the text. */
  readonly start: number;
  readonly end: number;
  readonly place: CodePlace;
}

/** A place for each time that its text stands by itself; the longer one where one begins like another. */
export function linksIn(text: string, places: readonly CodePlace[]): CodeLink[] {
  if (places.length === 0) return [];
  const byText = new Map(places.map((place) => [place.text, place]));
  const longestFirst = [...byText.keys()].sort((one, other) => other.length - one.length);
  const pattern = new RegExp(`(?<=^|[\\s(])(?:${longestFirst.map(escaped).join("|")})(?!\\d)`, "gm");
  return [...text.matchAll(pattern)].flatMap(({ 0: found, index: start }) => {
    const place = byText.get(found);
    return place ? [{ start, end: start + found.length, place }] : [];
  });
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
