/** VS Code itself: its server, which hosts the extensions, and its window in a browser. */

import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chromium, type Page } from "playwright-core";

import { Group } from "./group.js";
import type { Installation } from "./installation.js";

export interface EditorOptions {
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Settings of the machine that VS Code's server runs on; those of users do not hold there. */
  readonly machineSettings?: Readonly<Record<string, unknown>>;
  /** Whether folders are trusted from the start; otherwise they never are. */
  readonly isTrusted?: boolean;
  /** The package of an extension to install. */
  readonly extension?: string;
  /** Puts more into the folder of extensions. */
  readonly prepare?: (folder: string) => Promise<void>;
  readonly env?: NodeJS.ProcessEnv;
  /** How many pixels of a picture there are to one of the window. */
  readonly scale?: number;
}

export interface Editor {
  readonly page: Page;
  /** Where the window is, without a folder: `http://127.0.0.1:40000`. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Nothing that moves, asks or comes from elsewhere. */
const CALM = {
  "chat.disableAIFeatures": true,
  "editor.hover.delay": 100,
  "editor.minimap.enabled": false,
  "editor.stickyScroll.enabled": false,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  // In a browser, files are otherwise saved a second after they were edited.
  "files.autoSave": "off",
  // It looks at all processes of the machine every two seconds.
  "remote.autoForwardPorts": false,
  "security.workspace.trust.banner": "never",
  "security.workspace.trust.startupPrompt": "never",
  "telemetry.telemetryLevel": "off",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
};

export async function openEditor(installed: Installation, options: EditorOptions): Promise<Editor> {
  const home = await mkdtemp(join(tmpdir(), "lambda-ls-vscode-"));
  await writeSettings(home, options);
  const folders = { HOME: home, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home };
  // A user's Python keeps what it has compiled.
  const env = { ...process.env, ...options.env, ...folders, PYTHONDONTWRITEBYTECODE: undefined };
  const extensions = join(home, "extensions");
  await options.prepare?.(extensions);
  const code = [installed.node, installed.entry];
  code.push("--user-data-dir", join(home, "data"), "--extensions-dir", extensions);
  if (options.extension !== undefined) install(code, options.extension, env);
  const group = Group.start([...code, ...serverArguments(options)], env);
  const end = async (): Promise<void> => {
    await group.end();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const [, url = ""] = await group.said(/HTTP server listening on (http:\/\/\S+?)\/?\s/);
    const { page, close } = await openBrowser(installed.chromium, options.scale ?? 1);
    return { page, url, close: () => close().finally(end) };
  } catch (error) {
    await end();
    throw error;
  }
}

async function writeSettings(home: string, options: EditorOptions): Promise<void> {
  const settings = { User: { ...CALM, ...options.settings }, Machine: options.machineSettings ?? {} };
  for (const [scope, values] of Object.entries(settings)) {
    const folder = join(home, "data", scope);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "settings.json"), JSON.stringify(values));
  }
}

function install(code: readonly string[], extension: string, env: NodeJS.ProcessEnv): void {
  const [node = "", ...rest] = code;
  execFileSync(node, [...rest, "--install-extension", extension], { env, stdio: "pipe" });
}

function serverArguments(options: EditorOptions): readonly string[] {
  const local = ["--auth", "none", "--bind-addr", "127.0.0.1:0"];
  const calm = ["--disable-telemetry", "--disable-update-check", "--disable-getting-started-override"];
  // A VS Code that is not built for it runs no tests otherwise.
  const tests = ["--vscode-option", "enable-smoke-test-driver"];
  const trust = options.isTrusted === false ? [] : ["--disable-workspace-trust"];
  return [...local, ...calm, ...tests, ...trust];
}

async function openBrowser(
  executablePath: string,
  scale: number,
): Promise<{ page: Page; close: () => Promise<void> }> {
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
  });
  const viewport = { width: 1100, height: 680 };
  const context = await browser.newContext({ viewport, deviceScaleFactor: scale });
  // Whatever the window wants from elsewhere it must do without.
  await context.route(
    (url) => url.hostname !== "127.0.0.1" && url.protocol.startsWith("http"),
    (route) => route.abort(),
  );
  return { page: await context.newPage(), close: () => browser.close() };
}
