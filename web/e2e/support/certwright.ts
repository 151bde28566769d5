import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type Page } from "@playwright/test";

import { type Account, type Run } from "../../src/api/types.ts";
import { type Estate } from "./estate.ts";
import { Program, run } from "./program.ts";

function binary(): string {
  const path = process.env["CERTWRIGHT_BINARY"];
  if (path === undefined) throw new Error("CERTWRIGHT_BINARY is not set: run ./test e2e");
  return path;
}

export const administrator = { name: "ada", password: "correct horse battery staple" };

const newDirectory = () => mkdtemp(join(tmpdir(), "certwright-e2e-"));

type Cookies = Parameters<ReturnType<Page["context"]>["addCookies"]>[0];

/** What a server has left behind, with the administrator's token and session: others begin with a copy. */
export interface Begun {
  data: string;
  token: string;
  cookies: Cookies;
}

/** `certwright serve` on a directory of its own. */
export class Certwright {
  token = "";
  #cookies: Cookies = [];

  private constructor(
    readonly url: string,
    readonly data: string,
    private readonly program: Program,
  ) {}

  private static async serve(data: string, more: string[] = []): Promise<Certwright> {
    const program = new Program(binary(), ["serve", "--data-dir", data, "--listen", "127.0.0.1:0", ...more]);
    const [, url = ""] = await program.says(/is ready at (http:\S+)\n/);
    return new Certwright(url, data, program);
  }

  /** One that nobody has used yet. */
  static async start(): Promise<Certwright> {
    return Certwright.serve(await newDirectory());
  }

  /** The set-up code that the terminal shows while there is no user. */
  async setupCode(): Promise<string> {
    const [, code = ""] = await this.program.says(/which works once:\s+(\S+)\n/);
    return code;
  }

  static async withAdministrator(): Promise<Certwright> {
    const server = await Certwright.start();
    await server.createUser(administrator.name, administrator.password, "administrator");
    server.token = (
      await run(binary(), ["admin", "create-token", "--data-dir", server.data, "--user", administrator.name])
    ).trim();
    server.#cookies = await server.openSession();
    return server;
  }

  /** With more arguments of `serve`. */
  static async from({ data, token, cookies }: Begun, ...more: string[]): Promise<Certwright> {
    const copy = await newDirectory();
    await cp(data, copy, { recursive: true });
    const server = await Certwright.serve(copy, more);
    server.token = token;
    server.#cookies = cookies;
    return server;
  }

  /** Stops it, and keeps what it has stored for others to begin with. */
  async leave(): Promise<Begun> {
    await this.program.stop();
    return { data: this.data, token: this.token, cookies: this.#cookies };
  }

  async stop(): Promise<void> {
    await this.program.stop();
    await rm(this.data, { recursive: true });
  }

  async createUser(name: string, password: string, role: string): Promise<void> {
    const file = join(this.data, `password-of-${name}`);
    await writeFile(file, `${password}\n`);
    const user = ["--name", name, "--role", role, "--password-file", file];
    await run(binary(), ["admin", "create-user", "--data-dir", this.data, ...user]);
  }

  /** Calls the API with a token, as a program would. */
  async fetch(path: string, init: RequestInit = {}, token = this.token): Promise<Response> {
    const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
    return fetch(`${this.url}/api/v1${path}`, { ...init, headers });
  }

  async api<T>(method: string, path: string, body?: unknown): Promise<T> {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const response = await this.fetch(path, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} gave ${response.status}: ${text}`);
    return (text === "" ? undefined : JSON.parse(text)) as T;
  }

  addAccount(name: string, estate: Estate, change: object = {}): Promise<Account> {
    const credential = {
      method: "access_key",
      access_key_id: estate.access_key_id,
      secret_access_key: estate.secret_access_key,
    };
    return this.api("POST", "/accounts", { name, credential, endpoint_url: estate.url, ...change });
  }

  /** Starts a discovery and waits for its end. */
  async discover(request: object = {}): Promise<Run> {
    const { id } = await this.api<Run>("POST", "/discovery_runs", request);
    const events = await this.fetch(`/discovery_runs/${id}/events`);
    await events.text(); // the stream ends with the run
    return this.api("GET", `/discovery_runs/${id}`);
  }

  /** Gives the page the administrator's session; tests share it. */
  async resume(page: Page): Promise<void> {
    await page.context().addCookies(this.#cookies);
  }

  private async openSession(): Promise<Cookies> {
    const answer = await this.fetch("/session", { method: "POST", body: JSON.stringify(administrator) });
    const [, name, value] = /^([^=]+)=([^;]+)/.exec(answer.headers.get("Set-Cookie") ?? "") ?? [];
    if (name === undefined || value === undefined) throw new Error(`signing in gave ${answer.status}`);
    return [{ name, value, url: this.url, httpOnly: true, sameSite: "Strict" }];
  }

  /** Gives the page a session, without going through the sign-in page. */
  async signIn(page: Page, { name, password } = administrator): Promise<void> {
    const answer = await page.request.post(`${this.url}/api/v1/session`, { data: { name, password } });
    if (!answer.ok()) throw new Error(`signing in gave ${answer.status()}: ${await answer.text()}`);
  }
}
