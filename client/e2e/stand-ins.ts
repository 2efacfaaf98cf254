/** What other extensions do in VS Code, as far as it matters here: the tests cannot get those. */

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { PYTHON } from "./installation.js";

interface Manifest {
  readonly publisher: string;
  readonly name: string;
  readonly contributes: object;
}

/** Microsoft's Python Debugger: starts debugpy by its manifest alone. */
const PYTHON_DEBUGGER: Manifest = {
  publisher: "lambda-ls-tests",
  name: "python-debugger",
  contributes: {
    breakpoints: [{ language: "python" }],
    debuggers: [
      { type: "debugpy", label: "Python", languages: ["python"], program: PYTHON, args: ["-m", "debugpy.adapter"] },
    ],
  },
};

/** Red Hat's YAML extension: has the setting that names tags. */
const YAML: Manifest = {
  publisher: "redhat",
  name: "vscode-yaml",
  contributes: {
    configuration: {
      title: "YAML",
      properties: { "yaml.customTags": { type: "array", items: { type: "string" }, default: [] } },
    },
  },
};

/** Put it into the folder of extensions. */
export async function installPythonDebugger(extensions: string): Promise<void> {
  await install(extensions, PYTHON_DEBUGGER);
}

/** Put both into the folder of extensions. */
export async function installStandIns(extensions: string): Promise<void> {
  await install(extensions, PYTHON_DEBUGGER);
  await install(extensions, YAML);
}

async function install(extensions: string, manifest: Manifest): Promise<void> {
  const folder = join(extensions, `${manifest.publisher}.${manifest.name}-1.0.0`);
  await mkdir(folder, { recursive: true });
  const whole = { ...manifest, version: "1.0.0", engines: { vscode: "^1.91.0" } };
  await writeFile(join(folder, "package.json"), JSON.stringify(whole));
}
