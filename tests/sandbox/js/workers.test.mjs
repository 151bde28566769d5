// Ten threads with a client each, at the same time.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

import {
  AddTagsToCertificateCommand,
  DeleteCertificateCommand,
  ImportCertificateCommand,
  ListTagsForCertificateCommand,
  paginateListCertificates,
  RequestCertificateCommand,
} from "@aws-sdk/client-acm";

import { selfSigned } from "./openssl.mjs";
import { acm, describe, forgetEverything, request } from "./sandbox.mjs";

const WORKERS = 10;
const ROUNDS = 5;

async function listed() {
  const found = [];
  const pages = paginateListCertificates(
    { client: acm, pageSize: 7 },
    { Includes: { keyTypes: ["EC_prime256v1"] } },
  );
  for await (const page of pages) found.push(...page.CertificateSummaryList);
  return found.map((row) => row.CertificateArn);
}

// The ARNs that this worker made and did not delete.
async function work({ number, site, shared }) {
  const made = [];
  for (let round = 0; round < ROUNDS; ++round) {
    const name = `r${round}.w${number}.test`;
    const kept = await request(name);
    const dropped = await request(`other.${name}`);
    await acm.send(
      new AddTagsToCertificateCommand({
        CertificateArn: kept,
        Tags: [{ Key: "worker", Value: `${number}` }],
      }),
    );
    await acm.send(
      new AddTagsToCertificateCommand({
        CertificateArn: shared,
        Tags: [{ Key: `w${number}r${round}`, Value: name }],
      }),
    );
    await acm.send(new DeleteCertificateCommand({ CertificateArn: dropped }));
    assert.equal((await describe(kept)).DomainName, name);
    made.push(kept);
  }
  const answer = await acm.send(new ImportCertificateCommand(site));
  const agreed = await acm.send(
    new RequestCertificateCommand({
      DomainName: "agreed.test",
      ValidationMethod: "DNS",
      KeyAlgorithm: "EC_prime256v1",
      IdempotencyToken: "thesametoken",
    }),
  );
  return { made: [...made, answer.CertificateArn], agreed: agreed.CertificateArn };
}

function inWorker(data) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: data });
    worker.on("message", resolve);
    worker.on("error", reject);
  });
}

if (isMainThread) {
  let shared, outcomes;

  before(async () => {
    await forgetEverything();
    shared = await request("shared.test");
    const site = selfSigned("site.test");
    outcomes = await Promise.all(
      Array.from({ length: WORKERS }, (_, number) => inWorker({ number, site, shared })),
    );
  });

  test("nobody's certificate is lost or comes back", async () => {
    const made = outcomes.flatMap((outcome) => outcome.made);
    const { agreed } = outcomes[0];

    assert.equal(new Set(made).size, WORKERS * (ROUNDS + 1));
    assert.deepEqual((await listed()).toSorted(), [...made, agreed, shared].toSorted());
  });

  test("one token is one certificate", () => {
    assert.equal(new Set(outcomes.map((outcome) => outcome.agreed)).size, 1);
  });

  test("no tag is lost", async () => {
    const { Tags } = await acm.send(new ListTagsForCertificateCommand({ CertificateArn: shared }));

    assert.equal(Tags.length, WORKERS * ROUNDS);
  });
} else {
  parentPort.postMessage(await work(workerData));
}
