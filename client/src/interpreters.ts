/** Where Pythons usually are on a machine; free of `vscode` and of the disk. */

import { posix, win32 } from "node:path";

export interface Interpreter {
  readonly command: string;
  readonly args: readonly string[];
}

/** What is looked at of a machine. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  isFile(path: string): boolean;
  /** The names in a folder; empty where there is none. */
  list(folder: string): readonly string[];
}

/** The versions that the bundle has native modules for, newest first. */
const VERSIONS = ["3.14", "3.13", "3.12", "3.11", "3.10"];

/** The Pythons that are there, those of the newest version first; folders in `without` are not. */
export function interpreters(machine: Machine, without: readonly string[] = []): Interpreter[] {
  const found = machine.platform === "win32" ? onWindows(machine) : onPosix(machine);
  const commands = new Map(found.map((each) => [JSON.stringify(each), each]));
  return [...commands.values()].filter(
    ({ command }) =>
      machine.isFile(command) && !without.some((folder) => isBelow(machine, command, folder)),
  );
}

/** Whether a path lies in a folder. */
export function isBelow(machine: Machine, path: string, folder: string): boolean {
  const paths = machine.platform === "win32" ? win32 : posix;
  const rest = paths.relative(folder, path);
  return rest !== ".." && !rest.startsWith(`..${paths.sep}`) && !paths.isAbsolute(rest);
}

/** The Python of a virtual environment. */
export function pythonOf(machine: Machine, environment: string): string {
  return machine.platform === "win32"
    ? win32.join(environment, "Scripts", "python.exe")
    : posix.join(environment, "bin", "python");
}

function onPosix(machine: Machine): Interpreter[] {
  const { home } = machine;
  const folders = [
    ...pathFolders(machine, posix, ":"),
    "/usr/local/bin",
    "/opt/homebrew/bin",
    posix.join(home, ".local/bin"),
    "/usr/bin",
  ].filter((folder) => isUseful(machine, folder));
  const managed = [
    posix.join(machine.env["PYENV_ROOT"] ?? posix.join(home, ".pyenv"), "versions"),
    posix.join(home, ".local/share/uv/python"),
    "/Library/Frameworks/Python.framework/Versions",
  ];
  const named = VERSIONS.flatMap((version) => [
    ...folders.map((folder) => posix.join(folder, `python${version}`)),
    ...managed.flatMap((folder) =>
      kept(machine, folder, version).map((name) => posix.join(folder, name, "bin", "python3")),
    ),
  ]);
  const plain = ["python3", "python"].flatMap((name) =>
    folders.map((folder) => posix.join(folder, name)),
  );
  return [...named, ...plain].map((command) => ({ command, args: [] }));
}

/**
 * Version managers have shims for Pythons that they do not have. The Python of macOS itself is
 * 3.9, and where developer tools are not installed, starting it asks the user to do so.
 */
function isUseful(machine: Machine, folder: string): boolean {
  if (posix.basename(folder) === "shims") return false;
  return !(machine.platform === "darwin" && folder === "/usr/bin");
}

function onWindows(machine: Machine): Interpreter[] {
  const { env, home } = machine;
  const folders = pathFolders(machine, win32, ";");
  const launchers = [...folders, env["SystemRoot"] ?? "C:\\Windows"].map((folder) =>
    win32.join(folder, "py.exe"),
  );
  const launcher = launchers.find((path) => machine.isFile(path));
  const roots = [
    win32.join(env["LOCALAPPDATA"] ?? win32.join(home, "AppData\\Local"), "Programs\\Python"),
    env["ProgramFiles"] ?? "C:\\Program Files",
  ];
  const managed = [
    win32.join(env["APPDATA"] ?? win32.join(home, "AppData\\Roaming"), "uv\\python"),
    win32.join(home, ".pyenv\\pyenv-win\\versions"),
  ];
  const named = VERSIONS.flatMap((version): Interpreter[] => [
    ...(launcher ? [{ command: launcher, args: [`-${version}`] }] : []),
    ...[
      ...roots.map((root) => win32.join(root, `Python${version.replace(".", "")}`, "python.exe")),
      ...managed.flatMap((folder) =>
        kept(machine, folder, version).map((name) => win32.join(folder, name, "python.exe")),
      ),
    ].map((command) => ({ command, args: [] })),
  ]);
  const plain = ["python3.exe", "python.exe"].flatMap((name) =>
    folders.map((folder) => ({ command: win32.join(folder, name), args: [] })),
  );
  return [...named, ...plain];
}

/** The folders of the search path; those that depend on where somebody works are left out. */
function pathFolders(machine: Machine, path: typeof posix, separator: string): string[] {
  const value = machine.env["PATH"] ?? machine.env["Path"] ?? "";
  return value.split(separator).filter((folder) => path.isAbsolute(folder));
}

/** The folders of a version manager with a version, such as `3.12.1` and `cpython-3.12.1-…`. */
function kept(machine: Machine, folder: string, version: string): string[] {
  const names = machine.list(folder).filter((name) => {
    const rest = name.replace(/^cpython-/, "");
    return rest === version || rest.startsWith(`${version}.`);
  });
  return [...names].sort((one, other) => other.localeCompare(one, "en", { numeric: true }));
}
