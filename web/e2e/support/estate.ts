import { join } from "node:path";

import { Program } from "./program.ts";

/** The AWS of the tests: a moto server, and what boto3 has put into it. */
export interface Estate {
  url: string;
  access_key_id: string;
  secret_access_key: string;
  account_id: string;
  regions: string[];
  certificates: Seeded[];
}

export interface Seeded {
  arn: string;
  region: string;
  service: "acm" | "iam";
  type: "AMAZON_ISSUED" | "PRIVATE" | "IMPORTED";
  names: string[];
  key_algorithm: string;
  sha256: string | null;
  tags: Record<string, string>;
  days_left: number | null;
}

const variable = "E2E_ESTATE";

/** What the global set-up has started. */
export function estate(): Estate {
  const text = process.env[variable];
  if (text === undefined) throw new Error("the global set-up has not run");
  return JSON.parse(text) as Estate;
}

/** Run once, before the workers start. */
export default async function startEstate(): Promise<() => Promise<void>> {
  const { CERTWRIGHT_PYTHON, CERTWRIGHT_MOTO } = process.env;
  if (CERTWRIGHT_PYTHON === undefined || CERTWRIGHT_MOTO === undefined) {
    throw new Error("CERTWRIGHT_PYTHON and CERTWRIGHT_MOTO are not set: run ./test e2e");
  }
  const script = join(import.meta.dirname, "../../../tests/integration/serve_estate.py");
  const program = new Program(CERTWRIGHT_PYTHON, [script], { CERTWRIGHT_MOTO });
  const [line] = await program.says(/^\{.*\}$/m);
  process.env[variable] = line;
  return () => program.stop();
}
