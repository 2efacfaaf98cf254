/** How long to wait before a server that has crashed is started again, and when to give up. */

const FIRST_DELAY = 1_000;
const MOST = 5;
const WITHIN = 3 * 60_000;

export class Restarts {
  #times: number[] = [];

  constructor(private readonly now: () => number = Date.now) {}

  /** Milliseconds to wait, twice as long each time; undefined after too many in a short time. */
  next(): number | undefined {
    const now = this.now();
    this.#times = this.#times.filter((time) => now - time < WITHIN);
    if (this.#times.length >= MOST) return undefined;
    this.#times.push(now);
    return FIRST_DELAY * 2 ** (this.#times.length - 1);
  }

  /** Somebody has started the server by hand: what was before does not count. */
  forget(): void {
    this.#times = [];
  }
}
