"use strict";

const { spawnSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

// The AWS SDK is in the image of the runtime, so bundles for Lambda seldom contain it.
const IN_THE_IMAGE = ["@aws-sdk/*", "@smithy/*"];

// Where a template says nothing of it, ES modules are in `.js`, too; only some Node.js load them.
const ENDING = /^--out-extension:\.js=(\.\w+)$/;

// A bundle of ES modules may hold CommonJS code, which needs `require`.
const REQUIRE = 'import{createRequire as bundledRequire}from"node:module";const require=bundledRequire(import.meta.url);';

/**
 * Bundles a handler's source with the project's own esbuild, as a build for Lambda does.
 *
 * @param {{tool: string, source: string, handler: string, given: string[]}} plan esbuild, the file
 *   of the handler, the handler string, by which the bundle will be found, and the arguments of the
 *   template.
 * @returns {string} The folder that takes the place of the function's code.
 */
function build({ tool, source, handler, given }) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "build-"));
  const saysFormat = has(given, "--format=");
  const isModule = saysFormat ? given.includes("--format=esm") : isModuleByItself(source);
  const name = path.join(path.dirname(handler), path.basename(handler).split(".")[0]);
  const [ending = isModule && !saysFormat ? ".mjs" : ".js"] = given.flatMap((each) => ENDING.exec(each)?.[1] ?? []);
  const output = path.join(folder, name + ending);
  const result = start(tool, options(source, output, isModule, given));
  if (result.error !== undefined || result.status !== 0) {
    process.stderr.write(result.stderr ?? "");
    throw new Error(`esbuild cannot build ${source}: ${reason(result)}`);
  }
  linkPackages(source, folder);
  return folder;
}

function options(source, output, isModule, given) {
  return [
    source,
    `--outfile=${output}`,
    ...given.filter((each) => !each.startsWith("--format=") && !ENDING.test(each)),
    `--format=${isModule ? "esm" : "cjs"}`,
    ...(has(given, "--target=") ? [] : [`--target=node${process.versions.node}`]),
    // A template that names the format has to give the bundle its `require`, too, in a banner.
    ...(isModule && !has(given, "--format=") ? [`--banner:js=${REQUIRE}`] : []),
    ...IN_THE_IMAGE.map((name) => `--external:${name}`),
    ...["--bundle", "--platform=node", "--sourcemap=inline", "--sources-content=false", "--log-level=error"],
  ];
}

function has(given, beginning) {
  return given.some((each) => each.startsWith(beginning));
}

function start(tool, settings) {
  const output = { encoding: "utf8", stdio: ["ignore", "ignore", "pipe"] };
  const program = programOf(tool);
  if (program !== undefined) {
    return spawnSync(program, settings, output);
  }
  // On Windows the tools of a project are scripts, which only a shell can start.
  const isScript = process.platform === "win32";
  const words = [tool, ...settings].map((word) => (isScript ? `"${word.replaceAll('"', '""')}"` : word));
  return spawnSync(words[0], words.slice(1), { ...output, shell: isScript });
}

/** The program that a script starts; Node.js for the script alone takes longer than that. */
function programOf(tool) {
  const name = process.platform === "win32" ? "esbuild.exe" : path.join("bin", "esbuild");
  const program = path.join("@esbuild", `${process.platform}-${process.arch}`, name);
  const places = [path.join(path.dirname(tool), ".."), path.join(fs.realpathSync(tool), "..", "..", "..")];
  return places.map((place) => path.join(place, program)).find((file) => fs.existsSync(file));
}

/** The first of the errors in what esbuild has printed, with its place. */
function reason({ error, stderr }) {
  const [, message, place] = /\[ERROR\] (.*)\n+(?: +(\S.*):\n)?/.exec(stderr ?? "") ?? [];
  return error?.message ?? (place ? `${message} (${place})` : message) ?? "it fails without a message";
}

/** Lets what is not in the bundle be found where the source finds it. */
function linkPackages(source, folder) {
  const packages = above(source, "node_modules");
  if (packages !== undefined) {
    fs.symlinkSync(packages, path.join(folder, "node_modules"), "junction");
  }
}

function isModuleByItself(source) {
  return source.endsWith(".mts") || (!source.endsWith(".cts") && isInModulePackage(source));
}

function isInModulePackage(source) {
  const manifest = above(source, "package.json");
  try {
    return manifest !== undefined && JSON.parse(fs.readFileSync(manifest, "utf8"))?.type === "module";
  } catch {
    return false;
  }
}

/** The nearest file or folder with this name in the folders above. */
function above(file, name) {
  const folder = path.dirname(file);
  const candidate = path.join(folder, name);
  if (fs.existsSync(candidate)) {
    return candidate;
  }
  return folder === file ? undefined : above(folder, name);
}

module.exports = { build };
