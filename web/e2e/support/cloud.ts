import { type Account, type Deployment, type Page } from "../../src/api/types.ts";
import { importPem, issue, type Issued } from "./authority.ts";
import { type Certwright } from "./certwright.ts";
import { type Sandbox, type SandboxFixture } from "./sandbox.ts";
import { expect } from "./test.ts";

/** An AWS account without any certificate. */
export const emptyCloud: SandboxFixture = {
  text: `
accounts:
  - id: "111111111111"
    name: Demo
    users: [{name: admin, access_key_id: DEMOSHOP, secret: demo}]
`,
};

/** Adds the sandbox's account, under the name "demo". */
export function addCloud(server: Certwright, { url }: Sandbox): Promise<Account> {
  const credential = { method: "access_key", access_key_id: "DEMOSHOP", secret_access_key: "demo" };
  return server.api("POST", "/accounts", { name: "demo", credential, endpoint_url: url });
}

export interface Kept {
  id: string;
  /** As it is given to AWS. */
  issued: Issued;
  chain: string;
}

/** Certificates in the repository, each of "NAME,NAME=DAYS", called after their first labels. */
export async function keep(server: Certwright, ...wishes: string[]): Promise<Kept[]> {
  const { chain, issued } = await issue(...wishes);
  const kept: Kept[] = [];
  for (const [index, each] of issued.entries()) {
    const name = wishes[index]?.split(".")[0] ?? "";
    const { taken } = await importPem(server, each.certificate + chain + each.key, { name });
    kept.push({ id: taken[0]?.certificate.id ?? "", issued: each, chain });
  }
  return kept;
}

/** Has somebody else import it, `times` over, or over what is there under an ARN. */
export function importedElsewhere(
  sandbox: Sandbox,
  region: string,
  { issued, chain }: Omit<Kept, "id">,
  { times = 1, arn }: { times?: number; arn?: string } = {},
): Promise<void> {
  const bytes = (text: string) => `${JSON.stringify(text)}.encode()`;
  const given = [
    `Certificate=${bytes(issued.certificate)}`,
    `PrivateKey=${bytes(issued.key)}`,
    `CertificateChain=${bytes(chain)}`,
    ...(arn === undefined ? [] : [`CertificateArn=${JSON.stringify(arn)}`]),
  ];
  // ACM takes one import a second.
  const all = Array.from({ length: times }, () => `client.import_certificate(${given.join(", ")})`);
  return sandbox.boto3("acm", region, `import time\n${all.join("\ntime.sleep(1.2)\n")}`);
}

/** Deploys as a program would, and waits for the end. */
export async function deployed(
  server: Certwright,
  certificate: string,
  regions: string[],
  settings: object = {},
): Promise<Deployment[]> {
  await server.api("POST", "/deployments", { certificate, account: "demo", regions, ...settings });
  const list = async () =>
    (await server.api<Page<Deployment>>("GET", `/deployments?certificate=${certificate}`)).items;
  await expect
    .poll(async () => (await list()).map(({ state }) => state), { timeout: 30_000 })
    .toEqual(regions.map(() => "deployed"));
  return list();
}
