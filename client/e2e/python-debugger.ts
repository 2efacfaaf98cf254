/** What Microsoft's Python Debugger does in VS Code: the tests have no place to get it from. */

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { PYTHON } from "./installation.js";

/** Put an extension into the folder of extensions that starts debugpy by its manifest alone. */
export async function installPythonDebugger(extensions: string): Promise<void> {
  const adapter = { program: PYTHON, args: ["-m", "debugpy.adapter"] };
  const manifest = {
    name: "python-debugger",
    publisher: "lambda-ls-tests",
    version: "1.0.0",
    engines: { vscode: "^1.91.0" },
    contributes: {
      breakpoints: [{ language: "python" }],
      debuggers: [{ type: "debugpy", label: "Python", languages: ["python"], ...adapter }],
    },
  };
  const folder = join(extensions, `${manifest.publisher}.${manifest.name}-${manifest.version}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
}
