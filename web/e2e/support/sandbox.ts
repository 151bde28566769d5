import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Program } from "./program.ts";

function binary(): string {
  const path = process.env["CERTWRIGHT_SANDBOX"];
  if (path === undefined) throw new Error("CERTWRIGHT_SANDBOX is not set: run ./test e2e");
  return path;
}

/** `certwright-sandbox` on ports of its own. */
export class Sandbox {
  private constructor(
    /** Where AWS's services answer. */
    readonly url: string,
    /** Its page, and the admin API. */
    readonly page: string,
    private readonly program: Program,
    private readonly directory: string,
  ) {}

  /** With the built-in fixture of that name, or with a fixture's own text. */
  static async start(fixture: "demo" | { text: string }): Promise<Sandbox> {
    const directory = await mkdtemp(join(tmpdir(), "certwright-sandbox-e2e-"));
    let name = "demo";
    if (fixture !== "demo") {
      name = join(directory, "fixture.yaml");
      await writeFile(name, fixture.text);
    }
    const ports = ["--port", "0", "--admin-port", "0", "--dns-port", "0"];
    const program = new Program(binary(), [...ports, "--fixture", name]);
    const [, url = ""] = await program.says(/listens on (http:\S+)\n/);
    const [, page = ""] = await program.says(/Its page is at (http:\S+)\n/);
    return new Sandbox(url, page, program, directory);
  }

  async stop(): Promise<void> {
    await this.program.stop();
    await rm(this.directory, { recursive: true });
  }

  /** Calls the admin API, as a program would. */
  async admin<T>(method: string, path: string, body?: unknown): Promise<T> {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const answer = await fetch(`${this.page}/${path}`, init);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} gave ${answer.status}: ${text}`);
    return JSON.parse(text) as T;
  }
}
