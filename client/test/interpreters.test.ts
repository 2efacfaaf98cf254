import assert from "node:assert/strict";
import test from "node:test";

import { interpreters, isBelow, type Machine, pythonOf } from "../src/interpreters.js";

function machineOf(platform: NodeJS.Platform, files: string[], env: Machine["env"] = {}): Machine {
  const separator = platform === "win32" ? "\\" : "/";
  return {
    platform,
    env,
    home: platform === "win32" ? "C:\\Users\\me" : "/home/me",
    isFile: (path) => files.includes(path),
    list: (folder) => [
      ...new Set(
        files
          .filter((file) => file.startsWith(folder + separator))
          .map((file) => file.slice(folder.length + 1).split(separator)[0] ?? ""),
      ),
    ],
  };
}

function found(machine: Machine, without: string[] = []): string[] {
  return interpreters(machine, without).map(({ command, args }) => [command, ...args].join(" "));
}

test("newer versions come first, whatever the order of the folders", () => {
  const files = ["/a/python3.10", "/b/python3.12", "/b/python3", "/usr/bin/python3.11"];
  const machine = machineOf("linux", files, { PATH: "/a:/b" });
  const expected = ["/b/python3.12", "/usr/bin/python3.11", "/a/python3.10", "/b/python3"];
  assert.deepEqual(found(machine), expected);
});

test("a folder that stands on the path twice is looked into once", () => {
  const machine = machineOf("linux", ["/usr/bin/python3"], { PATH: "/usr/bin:/usr/bin" });
  assert.deepEqual(found(machine), ["/usr/bin/python3"]);
});

test("folders that depend on where one works, and version managers' shims, are left out", () => {
  const files = ["bin/python3", "/m/shims/python3.12", "/m/shims/python3", "./python3"];
  assert.deepEqual(found(machineOf("linux", files, { PATH: "bin:.::/m/shims" })), []);
});

test("Pythons of pyenv and uv are found, the newest patch first", () => {
  const files = [
    "/home/me/.pyenv/versions/3.12.9/bin/python3",
    "/home/me/.pyenv/versions/3.12.10/bin/python3",
    "/home/me/.pyenv/versions/3.1.2/bin/python3",
    "/home/me/.local/share/uv/python/cpython-3.13.1-linux/bin/python3",
  ];
  const [patch9, patch10, , uv] = files;
  assert.deepEqual(found(machineOf("linux", files)), [uv, patch10, patch9]);
});

test("the Python of macOS itself is left alone, since it may open a dialog", () => {
  const files = ["/usr/bin/python3", "/opt/homebrew/bin/python3.13"];
  const machine = machineOf("darwin", files, { PATH: "/usr/bin" });
  assert.deepEqual(found(machine), ["/opt/homebrew/bin/python3.13"]);
});

test("nothing of a folder that is not trusted is used", () => {
  const files = ["/work/bin/python3.12", "/work-tools/python3.12"];
  const machine = machineOf("linux", files, { PATH: "/work/bin:/work-tools" });
  assert.deepEqual(found(machine, ["/work"]), ["/work-tools/python3.12"]);
});

test("Windows has its launcher, the installer's folders, and the search path", () => {
  const files = [
    "C:\\Windows\\py.exe",
    "C:\\Users\\me\\AppData\\Local\\Programs\\Python\\Python312\\python.exe",
    "D:\\tools\\python.exe",
  ];
  const machine = machineOf("win32", files, {
    Path: "D:\\tools;relative",
    SystemRoot: "C:\\Windows",
  });
  const launcher = (version: string): string => `C:\\Windows\\py.exe -3.${version}`;
  assert.deepEqual(found(machine), [
    launcher("14"),
    launcher("13"),
    launcher("12"),
    files[1],
    launcher("11"),
    launcher("10"),
    files[2],
  ]);
});

test("a path is below a folder by its parts, not by its letters", () => {
  const linux = machineOf("linux", []);
  assert.ok(isBelow(linux, "/work/.venv/bin/python", "/work"));
  assert.ok(isBelow(linux, "/work/..tools/bin/python", "/work"));
  assert.ok(!isBelow(linux, "/tools/bin/python", "/work"));
  assert.ok(!isBelow(linux, "/work-tools/python", "/work"));
  const windows = machineOf("win32", []);
  assert.ok(isBelow(windows, "c:\\Work\\.venv\\Scripts\\python.exe", "C:\\work"));
  assert.ok(!isBelow(windows, "D:\\python.exe", "C:\\work"));
});

test("a virtual environment has its Python where its system wants it", () => {
  assert.equal(pythonOf(machineOf("linux", []), "/work/.venv"), "/work/.venv/bin/python");
  assert.equal(pythonOf(machineOf("win32", []), "C:\\v"), "C:\\v\\Scripts\\python.exe");
});
