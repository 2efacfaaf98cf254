import assert from "node:assert/strict";
import test from "node:test";

import { linksIn } from "../src/run-links.js";

const place = (text: string, path: string, line: number): { text: string; path: string; line: number } => ({ text, path, line });

function links(text: string, ...places: ReturnType<typeof place>[]): string[] {
  return linksIn(text, places).map(({ start, end, place: { path, line } }) => `${text.slice(start, end)} > ${path}:${String(line)}`);
}

test("each line of code that is named is a link", () => {
  const text = 'File "/my app.py", line 9\n at f (file:///a%20(b).mjs:3:9)\n at /c.js:4:1';
  assert.deepEqual(
    links(
      text,
      place('File "/my app.py", line 9', "/my app.py", 9),
      place("file:///a%20(b).mjs:3:9", "/a (b).mjs", 3),
      place("/c.js:4:1", "/c.js", 4),
    ),
    ['File "/my app.py", line 9 > /my app.py:9', "file:///a%20(b).mjs:3:9 > /a (b).mjs:3", "/c.js:4:1 > /c.js:4"],
  );
});

test("a line of code is a link wherever it stands", () => {
  assert.deepEqual(links("/c.js:4 (/c.js:4)", place("/c.js:4", "/c.js", 4)).length, 2);
});

test("a place that begins like another is told from it", () => {
  const places = [place("/c.js:4", "/c.js", 4), place("/c.js:4:1", "/c.js", 4), place("/c.js:41", "/c.js", 41)];
  assert.deepEqual(links("/c.js:41 /c.js:4:1 /c.js:4", ...places), ["/c.js:41 > /c.js:41", "/c.js:4:1 > /c.js:4", "/c.js:4 > /c.js:4"]);
});

test("the end of an address and the beginning of a number are no lines of code", () => {
  assert.deepEqual(links("https://example.com/c.js:4 /c.js:42", place("/c.js:4", "/c.js", 4)), []);
});

test("where no line of code is named there is no link", () => {
  assert.deepEqual(links("nothing"), []);
});
