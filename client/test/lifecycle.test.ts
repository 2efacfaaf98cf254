import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";

import type { Launch, NoLaunch } from "../src/launch.js";
import { Lifecycle, type State } from "../src/lifecycle.js";

const LAUNCH: Launch = { command: "/bin/python3", args: [], source: "bundle", origin: "CPython" };
const NONE: NoLaunch = { source: "none", tried: ["/bin/python3 (CPython 3.9.2)"] };

/** A lifecycle whose servers are told what to do; `crash` ends the one that runs. */
class Watched {
  launch: Launch | NoLaunch = LAUNCH;
  starting: () => Promise<string> = () => Promise.resolve("0.1.0");
  readonly states: State["kind"][] = [];
  running = 0;
  most = 0;
  #crash: () => void = () => assert.fail("no server runs");
  readonly lifecycle = new Lifecycle({
    find: () => Promise.resolve(this.launch),
    connect: (_, ended) => {
      this.#crash = () => {
        this.running--;
        ended();
      };
      return Promise.resolve({
        start: async () => {
          const version = await this.starting();
          this.most = Math.max(this.most, ++this.running);
          return version;
        },
        stop: () => {
          this.running--;
          return Promise.resolve();
        },
      });
    },
    entered: (state) => this.states.push(state.kind),
    warn: () => undefined,
  });

  crash(): void {
    this.#crash();
  }
}

/** Let the time pass that a restart waits for, and the restart come to its end. */
async function pass(context: TestContext, milliseconds: number): Promise<void> {
  context.mock.timers.tick(milliseconds);
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

test("a server starts and stops", async () => {
  const { lifecycle, states } = new Watched();
  await lifecycle.restart();
  assert.deepEqual(lifecycle.state, { kind: "running", launch: LAUNCH, version: "0.1.0" });
  await lifecycle.stop();
  assert.deepEqual(states, ["stopped", "starting", "running", "stopped"]);
});

test("several restarts at once leave one server, and there are never two", async () => {
  const watched = new Watched();
  const { lifecycle } = watched;
  await Promise.all([lifecycle.restart(), lifecycle.restart(), lifecycle.restart()]);
  assert.equal(watched.running, 1);
  assert.equal(watched.most, 1);
});

test("a crashed server starts again, later each time, and at last no more", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout", "Date"] });
  const watched = new Watched();
  await watched.lifecycle.restart();
  for (const delay of [1_000, 2_000, 4_000, 8_000, 16_000]) {
    watched.crash();
    assert.deepEqual(watched.lifecycle.state, { kind: "waiting", milliseconds: delay });
    await pass(context, delay - 1);
    assert.equal(watched.running, 0);
    await pass(context, 1);
    assert.equal(watched.running, 1);
  }
  watched.crash();
  assert.equal(watched.lifecycle.state.kind, "failed");
  await watched.lifecycle.restart();
  assert.equal(watched.lifecycle.state.kind, "running");
});

test("whoever restarts does not wait, and gets no second server later", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout", "Date"] });
  const watched = new Watched();
  await watched.lifecycle.restart();
  watched.crash();
  await watched.lifecycle.restart();
  await pass(context, 60_000);
  assert.equal(watched.running, 1);
  assert.equal(watched.most, 1);
  assert.equal(watched.states.filter((state) => state === "running").length, 2);
});

test("a server that ends while it starts is not tried again by itself", async () => {
  const watched = new Watched();
  watched.starting = () => {
    watched.crash();
    return Promise.reject(new Error("the connection is closed"));
  };
  await watched.lifecycle.restart();
  const reason = "it has ended while it was starting";
  assert.deepEqual(watched.lifecycle.state, { kind: "failed", reason });
});

test("a command that is not there is named", async () => {
  const watched = new Watched();
  watched.starting = () => Promise.reject(new Error("spawn /bin/python3 ENOENT"));
  await watched.lifecycle.restart();
  const reason = "there is no command /bin/python3";
  assert.deepEqual(watched.lifecycle.state, { kind: "failed", reason });
});

test("a Python that is selected later starts the server, the same one does not", async () => {
  const watched = new Watched();
  watched.launch = NONE;
  await watched.lifecycle.restart();
  assert.deepEqual(watched.lifecycle.state, { kind: "missing", tried: NONE.tried });
  watched.launch = LAUNCH;
  await watched.lifecycle.reconsider();
  assert.equal(watched.lifecycle.state.kind, "running");
  const before = watched.states.length;
  await watched.lifecycle.reconsider();
  assert.equal(watched.states.length, before);
});
