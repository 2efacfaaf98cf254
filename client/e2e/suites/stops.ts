/** Where debuggers stop, as their adapters tell VS Code. */

import * as vscode from "vscode";

interface Message {
  readonly type: string;
  readonly event?: string;
  readonly body?: { readonly threadId?: number };
}

interface Frame {
  readonly id: number;
  readonly line: number;
  readonly source?: { readonly path?: string };
}

/** The next stop of any debugger. */
export async function nextStop(): Promise<Stop> {
  return new Promise((found) => {
    const watching = vscode.debug.registerDebugAdapterTrackerFactory("*", {
      createDebugAdapterTracker: (session) => ({
        onDidSendMessage: ({ type, event, body }: Message) => {
          if (type !== "event" || event !== "stopped" || body?.threadId === undefined) return;
          watching.dispose();
          found(new Stop(session, body.threadId));
        },
      }),
    });
  });
}

/** A thread that stands still. */
export class Stop {
  constructor(
    readonly session: vscode.DebugSession,
    private readonly threadId: number,
  ) {}

  /** `path:line`, counted from 1. */
  async place(): Promise<string> {
    const { source, line } = await this.#frame();
    // Windows on another machine than the files are given a URI.
    return `${vscode.Uri.parse(source?.path ?? "").path}:${String(line)}`;
  }

  async value(expression: string): Promise<string> {
    const { id: frameId } = await this.#frame();
    const asked = { expression, frameId, context: "watch" };
    const { result } = (await this.session.customRequest("evaluate", asked)) as { result: string };
    return result;
  }

  async goOn(): Promise<void> {
    await this.session.customRequest("continue", { threadId: this.threadId });
  }

  async #frame(): Promise<Frame> {
    const asked = { threadId: this.threadId, startFrame: 0, levels: 1 };
    const { stackFrames } = (await this.session.customRequest("stackTrace", asked)) as { stackFrames: Frame[] };
    const [frame] = stackFrames;
    if (!frame) throw new Error("the debugger has stopped nowhere");
    return frame;
  }
}
