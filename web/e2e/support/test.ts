import { rm } from "node:fs/promises";

import { test as base } from "@playwright/test";

import { type Certificate } from "../../src/api/types.ts";
import { importPem, issue } from "./authority.ts";
import { AwsProxy } from "./aws-proxy.ts";
import { type Begun, Certwright } from "./certwright.ts";
import { type Estate, estate as startedEstate } from "./estate.ts";
import { Guard } from "./guard.ts";
import { Sandbox, type SandboxFixture } from "./sandbox.ts";

/** What the marked server is told; nothing has to answer there. */
export const sandboxPage = "http://127.0.0.1:4567/";

interface TestFixtures {
  guard: Guard;
  /** A server that nobody has used yet: only the set-up code opens it. */
  fresh: Certwright;
  /** A server with an administrator and nothing else. */
  empty: Certwright;
  aws: AwsProxy;
  /** The discovered server, with its administrator signed in. */
  visited: Certwright;
  /** Such a server that was told of a sandbox's page, its administrator signed in. */
  marked: Certwright;
  /** Starts AWS sandboxes. */
  furnish: (fixture: SandboxFixture) => Promise<Sandbox>;
  /** An AWS sandbox with what `./run` begins with. */
  demo: Sandbox;
  /** An AWS sandbox without any account. */
  bare: Sandbox;
}

interface WorkerFixtures {
  estate: Estate;
  /** What a server with an administrator leaves behind. */
  begun: Begun;
  /** What one leaves behind that has discovered the estate, and keeps certificates of its own. */
  filled: Begun;
  /** Such a server. Tests of one worker share it and leave it as it was. */
  discovered: Certwright;
}

/** Puts some certificates into the repository: one in two versions, and one without key and chain. */
async function keepCertificates(server: Certwright): Promise<void> {
  const names = "www.shop.test,shop.test,api.shop.test";
  const { chain, issued } = await issue(`${names}=20`, `${names}=5`, "blog.test=2");
  const [current, older, lonely] = issued;
  const labels = { name: "shop", owner: "payments", tags: { environment: "production", team: "shop" } };
  await importPem(server, `${older?.certificate}${chain}${older?.key}`, labels);
  await importPem(server, `${current?.certificate}${chain}${current?.key}`, { name: "shop" });
  await importPem(server, lonely?.certificate ?? "");
  await makeCertificates(server);
}

/** An authority with what it signed and revoked, and a request that waits. */
async function makeCertificates(server: Certwright): Promise<void> {
  const root = { name: "root", is_ca: true, subject: "CN=Example Root,O=Example" };
  const { id } = await server.api<Certificate>("POST", "/certificates/create", root);
  const leaf = { name: "signed", signed_by: id, dns_names: ["signed.test"] };
  const { current } = await server.api<Certificate>("POST", "/certificates/create", leaf);
  await server.api("POST", `/certificates/${id}/revocations`, { serial: current.serial });
  await server.api("POST", "/requests", { name: "waiting", dns_names: ["waiting.test", "www.waiting.test"] });
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

  empty: async ({ begun, guard, page }, use) => {
    const server = await Certwright.from(begun);
    guard.allow(server.url);
    await server.resume(page);
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

  marked: async ({ filled, guard, page }, use) => {
    const server = await Certwright.from(filled, "--sandbox", sandboxPage);
    guard.allow(server.url);
    await server.resume(page);
    await use(server);
    await server.stop();
  },

  furnish: async ({ guard }, use) => {
    const started: Sandbox[] = [];
    await use(async (fixture) => {
      const sandbox = await Sandbox.start(fixture);
      started.push(sandbox);
      guard.allow(sandbox.page);
      return sandbox;
    });
    for (const sandbox of started) await sandbox.stop();
  },

  demo: async ({ furnish }, use) => use(await furnish("demo")),

  bare: async ({ furnish }, use) => use(await furnish({ text: "accounts: []\n" })),

  estate: [async ({}, use) => use(startedEstate()), { scope: "worker" }],

  begun: [
    async ({}, use) => {
      const begun = await (await Certwright.withAdministrator()).leave();
      await use(begun);
      await rm(begun.data, { recursive: true });
    },
    { scope: "worker" },
  ],

  filled: [
    async ({ begun, estate }, use) => {
      const server = await Certwright.from(begun);
      await server.addAccount("production", estate);
      await server.discover();
      await keepCertificates(server);
      const filled = await server.leave();
      await use(filled);
      await rm(filled.data, { recursive: true });
    },
    { scope: "worker", timeout: 120_000 },
  ],

  discovered: [
    async ({ filled }, use) => {
      const server = await Certwright.from(filled);
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],
});

export { expect } from "@playwright/test";
