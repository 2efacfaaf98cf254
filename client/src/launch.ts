/** Which server is started, and by which Python; free of `vscode`, so that tests decide it, too. */

import type { Interpreter } from "./interpreters.js";

/** What a Python says of itself; see bundled/tool/probe.py. */
export interface Answer {
  readonly executable: string;
  readonly name: string;
  readonly hasServer: boolean;
  readonly runsBundle: boolean;
}

/** A command line that starts a server; `origin` tells a person which Python or command it is. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly source: "setting" | "environment" | "bundle";
  readonly origin: string;
}

/** There is nothing to start; `tried` are the Pythons that were asked, with what they are. */
export interface NoLaunch {
  readonly source: "none";
  readonly tried: readonly string[];
}

export interface Sources {
  /** The setting `lambda-ls.path`: a command with its arguments, or empty. */
  readonly setting: readonly string[];
  /** The script that starts the server of the bundle. */
  readonly bundle: string;
  /** The Python that the user works with in this workspace. */
  selected(): Promise<string | undefined>;
  /** Other Pythons of this machine, the best first. */
  others(): Iterable<Interpreter>;
  probe(interpreter: Interpreter): Promise<Answer | undefined>;
}

/** The user's own command, else the environment's server, else the bundle's by any Python. */
export async function findLaunch(sources: Sources): Promise<Launch | NoLaunch> {
  const [command, ...args] = sources.setting;
  if (command !== undefined) {
    return { command, args: [...args, "serve"], source: "setting", origin: command };
  }
  const tried: string[] = [];
  for await (const { answer, isSelected } of answers(sources, tried)) {
    if (isSelected && answer.hasServer) return ofEnvironment(answer);
    if (answer.runsBundle) return ofBundle(answer, sources.bundle);
  }
  return { source: "none", tried };
}

/** Whether two launches start the same server in the same way. */
export function isSame(one: Launch | NoLaunch, other: Launch | NoLaunch): boolean {
  if (one.source === "none" || other.source === "none") return one.source === other.source;
  return JSON.stringify([one.command, one.args]) === JSON.stringify([other.command, other.args]);
}

async function* answers(
  sources: Sources,
  tried: string[],
): AsyncGenerator<{ answer: Answer; isSelected: boolean }> {
  const selected = await sources.selected();
  if (selected !== undefined) {
    const answer = await sources.probe({ command: selected, args: [] });
    tried.push(`${selected} (${answer?.name ?? "does not run"})`);
    if (answer) yield { answer, isSelected: true };
  }
  for (const interpreter of sources.others()) {
    const answer = await sources.probe(interpreter);
    if (!answer) continue;
    tried.push(`${answer.executable} (${answer.name})`);
    yield { answer, isSelected: false };
  }
}

// `-I` keeps modules of the workspace and of PYTHONPATH from being loaded in place of the server's.

function ofEnvironment(answer: Answer): Launch {
  const args = ["-I", "-m", "lambda_ls", "serve"];
  return { command: answer.executable, args, source: "environment", origin: answer.name };
}

function ofBundle(answer: Answer, bundle: string): Launch {
  const args = ["-I", bundle, "serve"];
  return { command: answer.executable, args, source: "bundle", origin: answer.name };
}
