"use strict";

const { createHash } = require("node:crypto");
const { isProxy } = require("node:util/types");

const MOST_PARTS = 20_000;
const DEEPEST = 100;
const SHOWN_ITEMS = 4;
const SHOWN_CHARACTERS = 60;

/**
 * A text that is another one after anything that can be reached from the value has changed.
 *
 * @param {unknown} value
 * @param {(made: Function) => boolean} isOwnClass Whether what is in the objects of a class counts.
 */
function fingerprint(value, isOwnClass) {
  const hash = createHash("sha1");
  for (const token of tokens(value, { isOwnClass, seen: new Map(), left: MOST_PARTS }, 0)) {
    hash.update(token);
    hash.update("\0");
  }
  return hash.digest("base64");
}

function* tokens(value, state, depth) {
  state.left -= 1;
  if (state.left < 0) {
    return;
  }
  if (typeof value !== "object" || value === null) {
    yield `${typeof value} ${typeof value === "function" ? value.name : String(value)}`;
    return;
  }
  yield `object ${state.seen.get(value) ?? ""}`;
  if (!state.seen.has(value) && depth < DEEPEST) {
    state.seen.set(value, state.seen.size);
    for (const part of partsOf(value, state)) {
      yield* tokens(part, state, depth + 1);
    }
    yield "end";
  }
}

function partsOf(value, { isOwnClass }) {
  if (isProxy(value)) {
    // Whatever it is asked for, code of the user's answers.
    return [identityOf(value)];
  }
  if (value instanceof Map) {
    return [...Map.prototype.entries.call(value)].flat();
  }
  if (value instanceof Set) {
    return [...Set.prototype.values.call(value)];
  }
  if (value instanceof Date) {
    return [Date.prototype.getTime.call(value)];
  }
  const made = classOf(value);
  const isOpen = Array.isArray(value) || made === undefined || made === Object || isOwnClass(made);
  return isOpen ? propertiesOf(value).flat() : [identityOf(value)];
}

function classOf(value) {
  const made = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(value) ?? {}, "constructor")?.value;
  return typeof made === "function" ? made : undefined;
}

/** Names and values of own properties; getters are not called. */
function propertiesOf(value) {
  return Object.entries(Object.getOwnPropertyDescriptors(value)).map(([name, each]) => [name, each.value]);
}

const identities = new WeakMap();
let lastIdentity = 0;

/** A number that tells an object from all others; what is in it does not count. */
function identityOf(value) {
  if (!identities.has(value)) {
    lastIdentity += 1;
    identities.set(value, lastIdentity);
  }
  return identities.get(value);
}

/** A value as a reader of a report sees it: short, and without its depths. */
function shown(value, depth = 1) {
  if (typeof value !== "object" || value === null) {
    const text = written(value);
    return text.length <= SHOWN_CHARACTERS ? text : `${text.slice(0, SHOWN_CHARACTERS)}...`;
  }
  if (isProxy(value)) {
    return "<Proxy>";
  }
  if (Array.isArray(value)) {
    return listed("[", value, (each) => shown(each, depth - 1), "]", depth);
  }
  if (value instanceof Map || value instanceof Set) {
    return `<${classOf(value)?.name} of ${value.size}>`;
  }
  const made = classOf(value);
  if (made !== Object && made !== undefined) {
    return `<${made.name}>`;
  }
  return listed("{", propertiesOf(value), ([name, each]) => `${name}: ${shown(each, depth - 1)}`, "}", depth);
}

function written(value) {
  const suffix = typeof value === "bigint" ? "n" : "";
  return typeof value === "string" ? JSON.stringify(value) : String(value) + suffix;
}

function listed(start, values, show, end, depth) {
  const count = values.length;
  if (count > 0 && depth < 0) {
    return `${start}...${end}`;
  }
  const items = values.slice(0, SHOWN_ITEMS).map(show);
  const all = count > SHOWN_ITEMS ? [...items, `... ${count} in all`] : items;
  return start + all.join(", ") + end;
}

module.exports = { fingerprint, shown };
