/** The one server of a window, as features see it. */

import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

import { Functions } from "./functions.js";
import { findLaunch, type Launch } from "./launch.js";
import { type Connection, Lifecycle, type State } from "./lifecycle.js";
import { sources } from "./sources.js";

/** What is registered here holds for every start of the server. */
export class Server implements vscode.Disposable {
  readonly log = vscode.window.createOutputChannel("Lambda Handlers", { log: true });
  readonly #changed = new vscode.EventEmitter<State>();
  readonly onDidChange = this.#changed.event;
  readonly #handlers = new Map<string, ((params: unknown) => void)[]>();
  readonly #commands = new Map<string, (argument: unknown) => Promise<unknown>>();
  readonly #lifecycle: Lifecycle;
  #client: LanguageClient | undefined;
  readonly functions = new Functions(this);

  constructor(context: vscode.ExtensionContext) {
    this.#lifecycle = new Lifecycle({
      find: async () => {
        // The protocol is loaded while Pythons answer.
        const [launch] = await Promise.all([findLaunch(sources(context)), import("./client.js")]);
        return launch;
      },
      connect: (launch, ended) => this.#connect(launch, ended),
      entered: (state) => {
        this.#changed.fire(state);
      },
      warn: (text) => {
        this.log.warn(text);
      },
    });
  }

  get state(): State {
    return this.#lifecycle.state;
  }

  /** Start the server, or start it anew. */
  restart(): Promise<void> {
    return this.#lifecycle.restart();
  }

  /** Start the server anew if another one would be started by now. */
  reconsider(): Promise<void> {
    return this.#lifecycle.reconsider();
  }

  stop(): Promise<void> {
    return this.#lifecycle.stop();
  }

  /** Handle a notification of the server's own, from its next start on; several may handle the same. */
  onNotification(method: string, handler: (params: unknown) => void): void {
    const handlers = this.#handlers.get(method) ?? [];
    this.#handlers.set(method, [...handlers, handler]);
  }

  /** Take over one of the server's commands, whoever calls it in the editor. */
  onCommand(name: string, handler: (argument: unknown) => Promise<unknown>): void {
    this.#commands.set(name, handler);
  }

  /** Have the server run one of its commands; what can be cancelled is shown by the caller. */
  command<Result>(name: string, argument?: object, token?: vscode.CancellationToken): Promise<Result> {
    const params = { command: name, arguments: argument ? [argument] : [], workDoneToken: name };
    return this.request("workspace/executeCommand", params, token);
  }

  /** Send a request; it fails while the server does not run. */
  async request<Result>(
    method: string,
    params: unknown,
    token?: vscode.CancellationToken,
  ): Promise<Result> {
    if (!this.#client || this.state.kind !== "running") {
      throw new Error("The Lambda Handlers server is not running.");
    }
    // A token that is undefined would count as a second parameter.
    return this.#client.sendRequest<Result>(method, params, ...(token ? [token] : []));
  }

  dispose(): void {
    this.functions.dispose();
    this.#changed.dispose();
    this.log.dispose();
  }

  async #connect(launch: Launch, ended: () => void): Promise<Connection> {
    this.log.info(`Starting ${[launch.command, ...launch.args].join(" ")} (${launch.origin})`);
    // It has a file of its own, since the protocol takes longer to load than an activation may.
    const { newClient } = await import("./client.js");
    const client = newClient(launch, this.log, this.#commands, ended);
    for (const [method, handlers] of this.#handlers) {
      client.onNotification(method, (params: unknown) => {
        for (const handle of handlers) handle(params);
      });
    }
    this.#client = client;
    return {
      start: async () => {
        await client.start();
        return client.initializeResult?.serverInfo?.version ?? "";
      },
      stop: () => client.dispose(),
    };
  }
}
