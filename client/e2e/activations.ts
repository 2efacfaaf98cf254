/** Activations of an extension, as the extension host tells them to the window. */

import type { Page } from "playwright-core";

export interface Activation {
  /** When it has begun, by `performance.now()`. */
  readonly begun: number;
  /**
   * What `Developer: Show Running Extensions` shows: of loading its code, and of calling it. VS Code loads the code of
   * others that begin at the same moment meanwhile.
   */
  readonly milliseconds: number;
}

export class Activations {
  readonly #begins: RegExp;
  readonly #ends: RegExp;
  #begun = NaN;
  #last: Activation | undefined;

  /** Listen to all windows that a page shows from now on; `extension` is `publisher.name`. */
  constructor(page: Page, extension: string) {
    const told = `ActivateExtension.{4}\\[\\{"value":"${extension.replace(".", "\\.")}"[^}]*\\}`;
    this.#begins = new RegExp(`\\$onWill${told}`, "s");
    this.#ends = new RegExp(`\\$onDid${told},(?<loading>\\d+),(?<call>\\d+)`, "s");
    page.on("websocket", (socket) => {
      socket.on("framereceived", ({ payload }) => {
        this.#hear(typeof payload === "string" ? payload : payload.toString("latin1"));
      });
    });
  }

  /** The activation that was told since this was asked last. */
  take(): Activation {
    const taken = this.#last;
    if (!taken) throw new Error("VS Code has not told of an activation");
    this.#last = undefined;
    return taken;
  }

  #hear(text: string): void {
    if (this.#begins.test(text)) this.#begun = performance.now();
    const times = this.#ends.exec(text)?.groups;
    if (times) this.#last = { begun: this.#begun, milliseconds: Number(times["loading"]) + Number(times["call"]) };
  }
}
