import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import test from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import {
  createProtocolConnection,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";

import { findLaunch } from "../src/launch.js";
import { probe } from "../src/probe.js";

const ROOT = resolve(__dirname, "../..");
const PYTHON = process.env["LAMBDA_LS_PYTHON"] ?? resolve(ROOT, ".venv/bin/python");

test("a real Python says what it is, and what is none is passed over", async () => {
  const script = resolve(ROOT, "bundled/tool/probe.py");
  const answer = await probe({ command: PYTHON, args: [] }, script);
  assert.match(answer?.name ?? "", /^CPython 3\.\d+\.\d+/);
  assert.equal(answer?.hasServer, true);
  assert.equal(await probe({ command: process.execPath, args: [] }, script), undefined);
  assert.equal(await probe({ command: resolve(ROOT, "no-python"), args: [] }, script), undefined);
});

test("the server of an environment reports a misspelt handler", { timeout: 60_000 }, async () => {
  const launch = await findLaunch({
    setting: [],
    bundle: "",
    selected: () => Promise.resolve(PYTHON),
    others: () => [],
    probe: (interpreter) => probe(interpreter, resolve(ROOT, "bundled/tool/probe.py")),
  });
  assert.ok(launch.source === "environment");
  const server = spawn(launch.command, launch.args, { stdio: ["pipe", "pipe", "inherit"] });
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const folder = resolve(ROOT, "examples/orders");
  const uri = pathToFileURL(resolve(folder, "template.yaml")).href;
  const published = new Promise<PublishDiagnosticsParams>((done) => {
    connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      if (params.uri === uri && params.diagnostics.length > 0) done(params);
    });
  });
  connection.listen();
  await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    // The protocol still requires it, though `workspaceFolders` counts.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    rootUri: pathToFileURL(folder).href,
    capabilities: {},
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: "orders" }],
  });
  await connection.sendNotification(InitializedNotification.type, {});
  const text = await readFile(fileURLToPath(uri), "utf8");
  await connection.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: "yaml", version: 1, text },
  });

  const codes = (await published).diagnostics.map((diagnostic) => diagnostic.code);
  assert.ok(codes.includes("handler-function-not-found"), codes.join(", "));

  await connection.sendRequest(ShutdownRequest.type);
  await connection.sendNotification(ExitNotification.type);
  const code = await new Promise((done) => server.once("exit", done));
  connection.dispose();
  assert.equal(code, 0);
});
