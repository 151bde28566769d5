import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** Without what the caller's shell would slip into the settings of a server or a boto3 client. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:CERTWRIGHT_|AWS_)/.test(name)),
  );
}

/** A program that a test started. What it prints is kept, for when something goes wrong. */
export class Program {
  output = "";
  readonly #child: ChildProcess;

  constructor(command: string, args: string[], settings: Record<string, string> = {}) {
    // Standard input stays open until we end: a helper that watches it never outlives us.
    this.#child = spawn(command, args, {
      stdio: ["pipe", "pipe", "pipe"],
      env: { ...cleanEnvironment(), ...settings },
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => (this.output += text));
    }
  }

  /** Waits until the output matches. */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.output);
      if (match) return match;
      if (this.#child.exitCode !== null || this.#child.signalCode !== null) {
        throw new Error(`${this.#child.spawnfile} ended before it said ${String(pattern)}:\n${this.output}`);
      }
      await Promise.race([
        once(this.#child.stdout as NodeJS.ReadableStream, "data"),
        once(this.#child, "exit"),
      ]);
    }
  }

  /** Ends it as an operator would, and insists that it ends well. */
  async stop(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const ended = once(this.#child, "exit");
      this.#child.kill("SIGTERM");
      await ended;
    }
    if (this.#child.exitCode !== 0) {
      throw new Error(
        `${this.#child.spawnfile} ended with ${this.#child.exitCode ?? this.#child.signalCode ?? "?"}:\n${this.output}`,
      );
    }
  }
}

/** Runs a command to its end; its standard output and error together. */
export async function run(command: string, args: string[]): Promise<string> {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], env: cleanEnvironment() });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  }
  await once(child, "close");
  if (child.exitCode !== 0) throw new Error(`${command} ${args.join(" ")} failed:\n${output}`);
  return output;
}
