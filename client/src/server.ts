/** The server's life: started, crashed and started again, stopped. */

import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

import { findLaunch, isSame, type Launch, type NoLaunch } from "./launch.js";
import { Restarts } from "./restarts.js";
import { sources } from "./sources.js";

/** What the server is doing; `version` is its own. */
export type State =
  | { readonly kind: "starting" }
  | { readonly kind: "running"; readonly launch: Launch; readonly version: string }
  | { readonly kind: "waiting"; readonly milliseconds: number }
  | { readonly kind: "failed"; readonly reason: string }
  | { readonly kind: "missing"; readonly tried: readonly string[] }
  | { readonly kind: "stopped" };

/** The one server of a window; what is registered here holds for every start of it. */
export class Server implements vscode.Disposable {
  readonly log = vscode.window.createOutputChannel("Lambda Handlers", { log: true });
  readonly #changed = new vscode.EventEmitter<State>();
  readonly onDidChange = this.#changed.event;
  readonly #handlers = new Map<string, (params: unknown) => void>();
  readonly #restarts = new Restarts();
  #state: State = { kind: "stopped" };
  #client: LanguageClient | undefined;
  #launch: Launch | NoLaunch | undefined;
  #timer: NodeJS.Timeout | undefined;
  #work: Promise<void> = Promise.resolve();

  constructor(private readonly context: vscode.ExtensionContext) {}

  get state(): State {
    return this.#state;
  }

  /** Start the server, or start it anew. */
  restart(): Promise<void> {
    this.#restarts.forget();
    return this.#next(() => this.#start());
  }

  /** Start the server anew if another one would be started by now. */
  reconsider(): Promise<void> {
    return this.#next(async () => {
      const launch = await findLaunch(sources(this.context));
      if (this.#launch && !isSame(launch, this.#launch)) await this.#start();
    });
  }

  stop(): Promise<void> {
    return this.#next(() => this.#stop());
  }

  /** Handle a notification of the server's own, from every start on. */
  onNotification(method: string, handler: (params: unknown) => void): void {
    this.#handlers.set(method, handler);
    this.#client?.onNotification(method, handler);
  }

  /** Send a request; it fails while the server does not run. */
  async request<Result>(
    method: string,
    params: unknown,
    token?: vscode.CancellationToken,
  ): Promise<Result> {
    if (!this.#client || this.#state.kind !== "running") {
      throw new Error("The Lambda Handlers server is not running.");
    }
    return this.#client.sendRequest<Result>(method, params, token);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#changed.dispose();
    this.log.dispose();
  }

  /** Starts and stops wait for each other; a client must not be stopped while it starts. */
  #next(step: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(step).catch((error: unknown) => {
      this.log.error(String(error));
    });
    return this.#work;
  }

  async #start(): Promise<void> {
    await this.#stop();
    this.#enter({ kind: "starting" });
    // It has a file of its own, since the protocol takes longer to load than an activation may.
    const loaded = import("./client.js");
    const launch = (this.#launch = await findLaunch(sources(this.context)));
    if (launch.source === "none") {
      this.#enter({ kind: "missing", tried: launch.tried });
      return;
    }
    this.log.info(`Starting ${[launch.command, ...launch.args].join(" ")} (${launch.origin})`);
    const { newClient } = await loaded;
    const seen = { end: false };
    const client = newClient(launch, this.log, () => {
      seen.end = true;
      this.#closed(client);
    });
    for (const [method, handler] of this.#handlers) client.onNotification(method, handler);
    this.#client = client;
    try {
      await client.start();
    } catch (error) {
      this.#client = undefined;
      const reason = seen.end ? "it has ended while it was starting" : startError(launch, error);
      this.#enter({ kind: "failed", reason });
      return;
    }
    const version = client.initializeResult?.serverInfo?.version ?? "";
    this.#enter({ kind: "running", launch, version });
  }

  async #stop(): Promise<void> {
    clearTimeout(this.#timer);
    const client = this.#client;
    if (!client) return;
    this.#client = undefined;
    this.#enter({ kind: "stopped" });
    try {
      await client.dispose();
    } catch (error) {
      // The client ends the process itself where it does not answer.
      this.log.warn(`The server did not stop by itself: ${reasonOf(error)}`);
    }
  }

  /** The connection has ended; a client that was starting or stopping says so itself. */
  #closed(client: LanguageClient): void {
    if (this.#client !== client || this.#state.kind !== "running") return;
    this.#client = undefined;
    const milliseconds = this.#restarts.next();
    if (milliseconds === undefined) {
      this.#enter({ kind: "failed", reason: "it has ended too often in the last three minutes" });
      return;
    }
    this.log.warn(`The server has ended; it is started again in ${String(milliseconds)} ms.`);
    this.#enter({ kind: "waiting", milliseconds });
    this.#timer = setTimeout(() => void this.#next(() => this.#start()), milliseconds);
  }

  #enter(state: State): void {
    this.#state = state;
    this.#changed.fire(state);
  }
}

function startError(launch: Launch, error: unknown): string {
  const reason = reasonOf(error);
  return reason.includes("ENOENT") ? `there is no command ${launch.command}` : reason;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
