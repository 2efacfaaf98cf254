/** Processes that are gone when the tests are, however those end. */

import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";

/** Ends a group of processes as soon as its input is closed, which the end of a parent does, too. */
const UNTIL_CLOSED = '"$@" </dev/null & cat >/dev/null; kill -KILL 0';

export class Group {
  private constructor(private readonly shell: ChildProcessByStdio<Writable, Readable, Readable>) {}

  static start(command: readonly string[], env: NodeJS.ProcessEnv): Group {
    const shell = spawn("sh", ["-c", UNTIL_CLOSED, "sh", ...command], { detached: true, env });
    return new Group(shell);
  }

  /** The first match in what the processes write; fails with all of it when they end before. */
  async said(pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((found, failed) => {
      let written = "";
      const read = (chunk: Buffer): void => {
        written += chunk.toString();
        const match = pattern.exec(written);
        if (match) found(match);
      };
      this.shell.stdout.on("data", read);
      this.shell.stderr.on("data", read);
      this.shell.once("exit", () => {
        failed(new Error(`It has ended before it said ${String(pattern)}:\n${written}`));
      });
    });
  }

  async end(): Promise<void> {
    const ended = once(this.shell, "exit");
    this.shell.stdin.end();
    await ended;
  }
}
