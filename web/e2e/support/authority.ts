import { join } from "node:path";

import { type Intake } from "../../src/api/types.ts";
import { type Certwright } from "./certwright.ts";
import { run } from "./program.ts";

/** A certificate that an authority of the tests has issued. */
export interface Issued {
  certificate: string;
  key: string;
  sha256: string;
  /** Certificate, chain and key under `keystorePassword`, in base64. */
  pkcs12: string;
}

export const keystorePassword = "letmein";

/** Certificates of one authority, each of "NAME,NAME=DAYS", and the chain above them: issuer first, root last. */
export async function issue(...wishes: string[]): Promise<{ chain: string; issued: Issued[] }> {
  const { CERTWRIGHT_PYTHON } = process.env;
  if (CERTWRIGHT_PYTHON === undefined) throw new Error("CERTWRIGHT_PYTHON is not set: run ./test e2e");
  const script = join(import.meta.dirname, "../../../tests/integration/issue.py");
  return JSON.parse(await run(CERTWRIGHT_PYTHON, [script, ...wishes])) as {
    chain: string;
    issued: Issued[];
  };
}

/** Brings PEM text into the repository, as a program would. */
export function importPem(server: Certwright, text: string, settings: object = {}): Promise<Intake> {
  const files = [{ name: "bundle.pem", content: Buffer.from(text).toString("base64") }];
  return server.api("POST", "/certificates/import", { files, ...settings });
}
