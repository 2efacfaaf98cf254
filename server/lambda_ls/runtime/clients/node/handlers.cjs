"use strict";

const fs = require("node:fs");
const { createRequire } = require("node:module");
const path = require("node:path");
const { pathToFileURL } = require("node:url");

const STREAMING = Symbol.for("aws.lambda.runtime.handler.streaming");
const HIGH_WATER_MARK = Symbol.for("aws.lambda.runtime.handler.streaming.highWaterMark");
const RESPONSE = "response";

// Code of the user is loaded on behalf of the bootstrap alone, so that the require stack of a
// missing module has one line of the runtime, as in Lambda.
const load = createRequire(path.join(__dirname, "bootstrap.cjs"));

/** Parts a handler string, as both generations do: the first dot of its last segment counts. */
function parseHandler(handler, { MalformedHandlerName }) {
  if (handler.includes("..")) {
    throw new MalformedHandlerName(
      `'${handler}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`,
    );
  }
  const file = path.basename(handler);
  const folder = handler.substring(0, handler.indexOf(file));
  const [, module, property] = /^([^.]*)\.(.*)$/.exec(file) ?? [];
  if (module === undefined) {
    throw new MalformedHandlerName("Bad handler");
  }
  return { folder, module, property };
}

/** Gives what loading gives, or the error that Lambda makes of the one that it throws. */
async function loaded(loading, { UserCodeSyntaxError, ImportModuleError, isMissingModule }) {
  try {
    return await loading();
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw new UserCodeSyntaxError(error);
    }
    throw isMissingModule(error) ? new ImportModuleError(error) : error;
  }
}

function checkFunction(handler, name, { HandlerNotFound }) {
  if (!handler) {
    throw new HandlerNotFound(`${name} is undefined or not exported`);
  }
  if (typeof handler !== "function") {
    throw new HandlerNotFound(`${name} is not a function`);
  }
  return handler;
}

/**
 * Finds the handler as Lambda does up to nodejs22.
 *
 * @param {string} root The folder of the function's code.
 * @param {string} name The handler string.
 * @param {object} errors The error classes of the callback era.
 * @returns {Promise<Function>}
 */
async function loadCallbackEra(root, name, errors) {
  const { folder, module, property } = parseHandler(name, errors);
  const exported = await loaded(() => findCallbackEra(root, folder, module), errors);
  const handler = property.split(".").reduce((owner, key) => owner && owner[key], exported);
  return checkFunction(handler, name, errors);
}

async function findCallbackEra(root, folder, module) {
  const file = path.resolve(root, folder, module);
  const isModule = fs.existsSync(file + ".js") && isInModulePackage(path.dirname(file));
  // A file that exports nothing of use counts as missing, and the search goes on.
  return (
    requireIfThere(file) ||
    (!isModule && requireIfThere(file + ".js")) ||
    (isModule && (await importIfThere(file + ".js"))) ||
    (await importIfThere(file + ".mjs")) ||
    requireIfThere(file + ".cjs") ||
    load(load.resolve(module, { paths: [root, folder] }))
  );
}

function requireIfThere(file) {
  return fs.existsSync(file) ? load(file) : undefined;
}

function importIfThere(file) {
  return fs.existsSync(file) ? import(pathToFileURL(file).href) : undefined;
}

/** Whether the nearest package.json says that its files are ES modules. */
function isInModulePackage(folder) {
  if (path.basename(folder) === "node_modules") {
    return false;
  }
  const manifest = path.join(folder, "package.json");
  try {
    const settings = fs.existsSync(manifest) && JSON.parse(fs.readFileSync(manifest, "utf8"));
    if (settings) {
      return settings.type === "module";
    }
  } catch (error) {
    console.warn(`${manifest} cannot be read, it will be ignored for ES module detection purposes.`, error);
    return false;
  }
  const parent = path.dirname(folder);
  return parent !== folder && isInModulePackage(parent);
}

/**
 * Finds the handler as Lambda does from nodejs24 on.
 *
 * @param {string} root The folder of the function's code.
 * @param {string} name The handler string.
 * @param {object} errors The error classes of this generation.
 * @returns {Promise<Function>}
 */
async function loadPromiseEra(root, name, errors) {
  const { folder, module, property } = parseHandler(name, errors);
  const exported = await loaded(() => findPromiseEra(root, folder, module), errors);
  let handler = propertyOf(exported, property);
  if (!handler && typeof exported === "object" && exported !== null && "default" in exported) {
    handler = propertyOf(exported.default, property);
  }
  return checkFunction(handler, name, errors);
}

async function findPromiseEra(root, folder, module) {
  const file = path.resolve(root, folder, module);
  for (const extension of ["", ".js", ".mjs", ".cjs"]) {
    const exported = await importIfThere(file + extension);
    if (exported) {
      return exported;
    }
  }
  return load(load.resolve(module, { paths: [root, path.join(root, folder)] }));
}

function propertyOf(owner, keys) {
  return keys.split(".").reduce((inner, key) => (inner && typeof inner === "object" ? inner[key] : undefined), owner);
}

/** Whether a handler streams its response, and how much is held back. */
function readStreaming(handler, { refuseStreaming }) {
  const mark = parseInt(handler[HIGH_WATER_MARK]);
  const options = Number.isNaN(mark) ? {} : { highWaterMark: mark };
  if (!handler[STREAMING]) {
    return undefined;
  }
  if (handler[STREAMING] !== RESPONSE) {
    throw refuseStreaming();
  }
  return options;
}

/** Marks a handler as one that streams its response: `awslambda.streamifyResponse`. */
function streamifyResponse(handler, options) {
  handler[STREAMING] = RESPONSE;
  if (typeof options?.highWaterMark === "number") {
    handler[HIGH_WATER_MARK] = parseInt(options.highWaterMark);
  }
  return handler;
}

/** Whether the user does without the global `awslambda`. */
function hidesGlobal() {
  return ["1", "true"].includes(process.env.AWS_LAMBDA_NODEJS_NO_GLOBAL_AWSLAMBDA);
}

module.exports = { hidesGlobal, loadCallbackEra, loadPromiseEra, readStreaming, streamifyResponse };
