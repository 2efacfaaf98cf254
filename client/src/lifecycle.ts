/** The server's life: started, crashed and started again, stopped; free of `vscode`. */

import { isSame, type Launch, type NoLaunch } from "./launch.js";
import { Restarts } from "./restarts.js";

/** What the server is doing; `version` is its own. */
export type State =
  | { readonly kind: "starting" }
  | { readonly kind: "running"; readonly launch: Launch; readonly version: string }
  | { readonly kind: "waiting"; readonly milliseconds: number }
  | { readonly kind: "failed"; readonly reason: string }
  | { readonly kind: "missing"; readonly tried: readonly string[] }
  | { readonly kind: "stopped" };

/** One start of a server. */
export interface Connection {
  /** Start it, and give its version. */
  start(): Promise<string>;
  stop(): Promise<void>;
}

export interface Parts {
  find(): Promise<Launch | NoLaunch>;
  /** Prepare a start; `ended` is to be called when the server has gone away. */
  connect(launch: Launch, ended: () => void): Promise<Connection>;
  entered(state: State): void;
  warn(text: string): void;
}

export class Lifecycle {
  readonly #restarts = new Restarts();
  #state: State = { kind: "stopped" };
  #connection: Connection | undefined;
  #launch: Launch | NoLaunch | undefined;
  #timer: NodeJS.Timeout | undefined;
  #work: Promise<void> = Promise.resolve();

  constructor(private readonly parts: Parts) {}

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
      const launch = await this.parts.find();
      if (this.#launch && !isSame(launch, this.#launch)) await this.#start();
    });
  }

  stop(): Promise<void> {
    return this.#next(() => this.#stop());
  }

  /** Starts and stops wait for each other; a client must not be stopped while it starts. */
  #next(step: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(step).catch((error: unknown) => {
      this.#enter({ kind: "failed", reason: reasonOf(error) });
    });
    return this.#work;
  }

  async #start(): Promise<void> {
    await this.#stop();
    this.#enter({ kind: "starting" });
    const launch = (this.#launch = await this.parts.find());
    if (launch.source === "none") {
      this.#enter({ kind: "missing", tried: launch.tried });
      return;
    }
    const seen = { end: false };
    const connection = await this.parts.connect(launch, () => {
      seen.end = true;
      this.#ended(connection);
    });
    this.#connection = connection;
    try {
      this.#enter({ kind: "running", launch, version: await connection.start() });
    } catch (error) {
      this.#connection = undefined;
      const reason = seen.end ? "it has ended while it was starting" : startError(launch, error);
      this.#enter({ kind: "failed", reason });
    }
  }

  async #stop(): Promise<void> {
    clearTimeout(this.#timer);
    const connection = this.#connection;
    this.#connection = undefined;
    this.#enter({ kind: "stopped" });
    try {
      await connection?.stop();
    } catch (error) {
      // The client ends the process itself where it does not answer.
      this.parts.warn(`The server did not stop by itself: ${reasonOf(error)}`);
    }
  }

  /** The connection has ended; one that was starting or stopping says so itself. */
  #ended(connection: Connection): void {
    if (this.#connection !== connection || this.#state.kind !== "running") return;
    this.#connection = undefined;
    const milliseconds = this.#restarts.next();
    if (milliseconds === undefined) {
      this.#enter({ kind: "failed", reason: "it has ended too often in the last three minutes" });
      return;
    }
    this.parts.warn(`The server has ended; it is started again in ${String(milliseconds)} ms.`);
    this.#enter({ kind: "waiting", milliseconds });
    this.#timer = setTimeout(() => void this.#next(() => this.#start()), milliseconds);
  }

  #enter(state: State): void {
    this.#state = state;
    this.parts.entered(state);
  }
}

function startError(launch: Launch, error: unknown): string {
  const reason = reasonOf(error);
  return reason.includes("ENOENT") ? `there is no command ${launch.command}` : reason;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
