/** What VS Code starts in its extension host: mocha on the files of one suite. */

import { readdirSync } from "node:fs";
import { join } from "node:path";

import Mocha from "mocha";

export async function run(): Promise<void> {
  const suite = process.env["LAMBDA_LS_SUITE"] ?? "";
  const output = process.env["LAMBDA_LS_REPORT"] ?? "";
  const mocha = new Mocha({ timeout: 60_000, reporter: "json", reporterOptions: { output } });
  // Whoever works on a few tests names them, and does not wait for the others.
  mocha.grep(process.env["LAMBDA_LS_TESTS"] ?? "");
  for (const name of readdirSync(suite).sort()) mocha.addFile(join(suite, name));
  await new Promise((ended) => mocha.run(ended));
}
