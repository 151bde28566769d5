import { test as base } from "@playwright/test";

import { AwsProxy } from "./aws-proxy.ts";
import { Certwright } from "./certwright.ts";
import { type Estate, estate as startedEstate } from "./estate.ts";
import { Guard } from "./guard.ts";

interface TestFixtures {
  guard: Guard;
  /** A server that nobody has used yet: only the set-up code opens it. */
  fresh: Certwright;
  /** A server with an administrator and nothing else. */
  empty: Certwright;
  aws: AwsProxy;
  /** The discovered server, with its administrator signed in. */
  visited: Certwright;
}

interface WorkerFixtures {
  estate: Estate;
  /** A server that has discovered the estate. Tests of one worker share it and leave it as it was. */
  discovered: Certwright;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  guard: [
    async ({ page }, use) => {
      const guard = new Guard();
      await guard.watch(page);
      await use(guard);
      guard.check();
    },
    { auto: true },
  ],

  fresh: async ({ guard }, use) => {
    const server = await Certwright.start();
    guard.allow(server.url);
    await use(server);
    await server.stop();
  },

  empty: async ({ guard, page }, use) => {
    const server = await Certwright.withAdministrator();
    guard.allow(server.url);
    await server.signIn(page);
    await use(server);
    await server.stop();
  },

  visited: async ({ discovered, guard, page }, use) => {
    guard.allow(discovered.url);
    await discovered.resume(page);
    await use(discovered);
  },

  aws: async ({ estate }, use) => {
    const proxy = await AwsProxy.to(estate.url);
    await use(proxy);
    await proxy.stop();
  },

  estate: [async ({}, use) => use(startedEstate()), { scope: "worker" }],

  discovered: [
    async ({ estate }, use) => {
      const server = await Certwright.withAdministrator();
      await server.addAccount("production", estate);
      await server.discover();
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

export { expect } from "@playwright/test";
