"use strict";

const inspector = require("node:inspector");
const path = require("node:path");
const { fileURLToPath } = require("node:url");
const { isModuleNamespaceObject, isProxy } = require("node:util/types");
const { fingerprint, shown } = require("./values.cjs");

const MOST_FUNCTIONS = 200;
// What Node.js itself hands to a CommonJS module.
const OF_NODE = new Set(["exports", "require", "module", "__filename", "__dirname", "this"]);
const SCOPES_OF_MODULES = /^(Closure|Module|Block|Script)/;

const BOX_NAME = "lambda-ls.state";
const BOX = `globalThis[Symbol.for("${BOX_NAME}")]`;
const GROUP = "lambda-ls";

/**
 * What the modules of the user's code hold, and so keep from one invocation to the next.
 *
 * A module's variables can be seen by the functions in it, and the inspector shows what a function
 * sees. So the way goes from the handler to the functions that it can see, and from these on.
 * Nothing of the user's is called.
 *
 * @param {Function} handler
 * @param {string} root The folder of the function's code.
 * @returns {() => Record<string, [string, string]>} Reads by `module.name` a text that changes with
 *   the value, and the value for people.
 */
function watchModules(handler, root) {
  const session = new inspector.Session();
  session.connect();
  const inside = path.resolve(root) + path.sep;
  const isOwn = (file) => file?.startsWith(inside) && !file.includes(`${path.sep}node_modules${path.sep}`);
  return () => new Reading(session, isOwn).from(handler);
}

class Reading {
  #session;
  #files = new Map();
  #isOwn;
  #found = {};
  #seen = new Set();
  #waiting = [];

  constructor(session, isOwn) {
    this.#session = session;
    this.#isOwn = isOwn;
  }

  from(handler) {
    this.#readFiles();
    this.#waiting.push(handler);
    for (let count = 0; this.#waiting.length > 0 && count < MOST_FUNCTIONS; count += 1) {
      this.#visit(this.#waiting.shift());
    }
    this.#post("Runtime.releaseObjectGroup", { objectGroup: GROUP });
    return this.#found;
  }

  /** Learns the files of all scripts. The debugger is only on meanwhile: else `debugger;` would stop the process. */
  #readFiles() {
    const learn = ({ params }) => this.#files.set(params.scriptId, fileOf(params.url));
    this.#session.on("Debugger.scriptParsed", learn);
    this.#post("Debugger.enable");
    this.#post("Debugger.disable");
    this.#session.off("Debugger.scriptParsed", learn);
  }

  #visit(callable) {
    if (this.#seen.has(callable)) {
      return;
    }
    this.#seen.add(callable);
    const { file, scopes } = this.#look(callable);
    if (!this.#isOwn(file)) {
      return;
    }
    const module = path.parse(file).name;
    for (const { value } of this.#propertiesOf(scopes)) {
      if (SCOPES_OF_MODULES.test(value?.description ?? "")) {
        this.#readScope(module, value.objectId);
      }
    }
  }

  /** The file of a function, and the inspector's name for its scopes. */
  #look(callable) {
    const { internalProperties = [] } = this.#post("Runtime.getProperties", {
      objectId: this.#remote(callable).objectId,
      ownProperties: true,
    });
    const internal = (name) => internalProperties.find((each) => each.name === name)?.value;
    const script = internal("[[FunctionLocation]]")?.value?.scriptId;
    return { file: this.#files.get(script), scopes: internal("[[Scopes]]")?.objectId };
  }

  #readScope(module, scope) {
    for (const { name, value } of this.#propertiesOf(scope)) {
      if (value !== undefined && !OF_NODE.has(name)) {
        this.#take(`${module}.${name}`, this.#local(value));
      }
    }
  }

  #take(name, value) {
    const functions = functionsIn(value);
    this.#waiting.push(...functions);
    if (typeof value !== "function" && !isModule(value)) {
      const isOwnClass = (made) => this.#isOwn(this.#look(made).file);
      this.#found[name] = [fingerprint(value, isOwnClass), shown(value)];
    }
  }

  #propertiesOf(objectId) {
    return objectId ? (this.#post("Runtime.getProperties", { objectId, ownProperties: true }).result ?? []) : [];
  }

  #post(method, params) {
    let answer;
    this.#session.post(method, params, (error, result) => {
      answer = error ? {} : result;
    });
    return answer ?? {};
  }

  /** The inspector's name for a value of this process. */
  #remote(value) {
    return exchange({ value }, () => {
      const { result } = this.#post("Runtime.evaluate", { expression: `${BOX}.value`, objectGroup: GROUP });
      return result ?? {};
    });
  }

  /** The value of this process that the inspector names. */
  #local(remote) {
    const { objectId } = remote;
    if (objectId === undefined) {
      return primitiveOf(remote);
    }
    return exchange({}, (box) => {
      const functionDeclaration = `function () { ${BOX}.value = this; }`;
      this.#post("Runtime.callFunctionOn", { objectId, functionDeclaration });
      return box.value;
    });
  }
}

/** A value that the inspector gives as it is, or as a text where JSON has none for it. */
function primitiveOf({ type, value, unserializableValue: text }) {
  if (text === undefined) {
    return value;
  }
  return type === "bigint" ? BigInt(text.slice(0, -1)) : Number(text);
}

/** Lets the inspector's code reach a box while the action lasts, in which nothing else runs. */
function exchange(box, action) {
  const key = Symbol.for(BOX_NAME);
  globalThis[key] = box;
  try {
    return action(box);
  } finally {
    Reflect.deleteProperty(globalThis, key);
  }
}

function fileOf(url) {
  return url.startsWith("file://") ? fileURLToPath(url) : url;
}

function isModule(value) {
  return isModuleNamespaceObject(value);
}

/** The functions that a value is or holds, such as those of a module that is imported as a whole. */
function functionsIn(value) {
  if (typeof value === "function") {
    return [value];
  }
  const isOpen = value !== null && typeof value === "object" && !isProxy(value);
  const isPlain = isOpen && Object.getPrototypeOf(value) === Object.prototype;
  const values = isModule(value) ? exportsOf(value) : isPlain ? ownValues(value) : [];
  return values.filter((each) => typeof each === "function");
}

function exportsOf(module) {
  return Object.keys(module).flatMap((key) => {
    try {
      return [module[key]];
    } catch {
      // It has no value yet, as happens where modules import each other.
      return [];
    }
  });
}

/** The values of own properties; getters are not called. */
function ownValues(value) {
  return Object.values(Object.getOwnPropertyDescriptors(value)).map((each) => each.value);
}

module.exports = { watchModules };
