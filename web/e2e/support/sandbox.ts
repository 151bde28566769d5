import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Program, run } from "./program.ts";

function binary(): string {
  const path = process.env["CERTWRIGHT_SANDBOX_BINARY"];
  if (path === undefined) throw new Error("CERTWRIGHT_SANDBOX_BINARY is not set: run ./test e2e");
  return path;
}

/** The built-in one, or a fixture's own text. */
export type SandboxFixture = "demo" | { text: string };

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

  static async start(fixture: SandboxFixture): Promise<Sandbox> {
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

  /** Has boto3 do something, with `client` as a client of the service for one of the demo's users. */
  async boto3(service: string, region: string, code: string): Promise<void> {
    const { CERTWRIGHT_PYTHON } = process.env;
    if (CERTWRIGHT_PYTHON === undefined) throw new Error("CERTWRIGHT_PYTHON is not set: run ./test e2e");
    const key = `aws_access_key_id="DEMOSHOP", aws_secret_access_key="demo"`;
    // What Certwright has just imported has used up the second's quota, and three attempts may all fall into it.
    const config = `botocore.config.Config(retries={"mode": "standard", "total_max_attempts": 10})`;
    const client = `boto3.client("${service}", "${region}", endpoint_url="${this.url}", ${key}, config=${config})`;
    await run(CERTWRIGHT_PYTHON, ["-c", `import boto3, botocore.config\nclient = ${client}\n${code}`]);
  }
}
