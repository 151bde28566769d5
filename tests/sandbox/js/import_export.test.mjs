// Imports, re-imports and exports: what is bytes on the way in and text on the way out.

import assert from "node:assert/strict";
import { createPrivateKey, createPublicKey, X509Certificate } from "node:crypto";
import { before, beforeEach, test } from "node:test";

import {
  AddTagsToCertificateCommand,
  CertificateExport,
  DescribeCertificateCommand,
  ExportCertificateCommand,
  GetCertificateCommand,
  ImportCertificateCommand,
  ListTagsForCertificateCommand,
  RenewalEligibility,
  ResourceNotFoundException,
  ValidationException,
} from "@aws-sdk/client-acm";

import { publicKeyOf, selfSigned } from "./openssl.mjs";
import { acm, describe, forgetEverything, issue, refusal } from "./sandbox.mjs";

let first, second, other;

before(() => {
  first = selfSigned("first.test", { subject: "/O=Shop, Inc/CN=first.test" });
  second = selfSigned("second.test");
  other = selfSigned("other.test", { key: "EC_secp384r1" });
});
beforeEach(forgetEverything);

async function imported(parameters) {
  return (await acm.send(new ImportCertificateCommand(parameters))).CertificateArn;
}

const exported = (CertificateArn, Passphrase) =>
  acm.send(new ExportCertificateCommand({ CertificateArn, Passphrase }));

test("an import by buffers", async () => {
  const arn = await imported(first);
  const found = await describe(arn);
  const leaf = new X509Certificate(first.Certificate);

  assert.equal(found.Type, "IMPORTED");
  assert.equal(found.Status, "ISSUED");
  assert.equal(found.DomainName, "first.test");
  assert.equal(found.RenewalEligibility, RenewalEligibility.INELIGIBLE);
  assert.ok(found.ImportedAt instanceof Date && found.CreatedAt instanceof Date);
  assert.equal(found.IssuedAt, undefined);
  assert.equal(found.NotAfter.getTime(), new Date(leaf.validTo).getTime());
  assert.equal(BigInt(`0x${found.Serial.replaceAll(":", "")}`), BigInt(`0x${leaf.serialNumber}`));
  assert.deepEqual(found.KeyUsages, [{ Name: "DIGITAL_SIGNATURE" }]);
  assert.deepEqual(found.ExtendedKeyUsages, [
    { Name: "TLS_WEB_SERVER_AUTHENTICATION", OID: "1.3.6.1.5.5.7.3.1" },
  ]);
  assert.deepEqual(found.DomainValidationOptions, [{ DomainName: "first.test" }]);
});

test("what was imported comes back as text", async () => {
  const arn = await imported(first);
  const answer = await acm.send(new GetCertificateCommand({ CertificateArn: arn }));

  assert.equal(answer.Certificate.trim(), first.Certificate.toString().trim());
  assert.equal(answer.CertificateChain, undefined);
});

test("views into a larger buffer are sent as far as they reach", async () => {
  const padded = Buffer.concat([Buffer.from("before"), first.Certificate, Buffer.from("behind")]);
  const view = new Uint8Array(padded.buffer, padded.byteOffset + 6, first.Certificate.length);
  const arn = await imported({ ...first, Certificate: view });

  assert.equal((await describe(arn)).DomainName, "first.test");
});

test("a re-import keeps ARN and tags", async () => {
  const arn = await imported({ ...first, Tags: [{ Key: "team", Value: "shop" }] });
  await acm.send(
    new AddTagsToCertificateCommand({ CertificateArn: arn, Tags: [{ Key: "stage", Value: "live" }] }),
  );
  const before = await describe(arn);
  // ACM wants at least one of the old names kept.
  const again = selfSigned("first.test");
  const same = await imported({ ...again, CertificateArn: arn });
  const after = await describe(arn);
  const { Tags } = await acm.send(new ListTagsForCertificateCommand({ CertificateArn: arn }));

  assert.equal(same, arn);
  assert.notEqual(after.Serial, before.Serial);
  assert.deepEqual(Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])), {
    team: "shop",
    stage: "live",
  });
});

test("a re-import may not change the type of the key", async () => {
  const arn = await imported(other);
  const error = await refusal(imported({ ...selfSigned("other.test"), CertificateArn: arn }));

  assert.ok(error instanceof ValidationException, error.name);
  assert.equal((await describe(arn)).KeyAlgorithm.replace("-", "_"), "EC_secp384r1");
});

test("a re-import in the place of nothing", async () => {
  const CertificateArn = `arn:aws:acm:us-east-1:000000000000:certificate/${crypto.randomUUID()}`;
  const error = await refusal(imported({ ...first, CertificateArn }));

  assert.ok(error instanceof ResourceNotFoundException, error.name);
});

test("the same certificate twice is two", async () => {
  assert.notEqual(await imported(first), await imported(first));
});

test("somebody else's key", async () => {
  const error = await refusal(imported({ ...first, PrivateKey: second.PrivateKey }));

  assert.ok(error instanceof ValidationException, error.name);
});

test("an export opens with its passphrase", async () => {
  const arn = await issue("export.test", { Options: { Export: CertificateExport.ENABLED } });
  const answer = await exported(arn, Buffer.from("p4ss w0rd"));
  const leaf = new X509Certificate(answer.Certificate);
  const key = createPrivateKey({ key: answer.PrivateKey, passphrase: "p4ss w0rd" });

  assert.match(answer.PrivateKey, /^-----BEGIN ENCRYPTED PRIVATE KEY-----\n/);
  assert.ok(leaf.checkPrivateKey(key));
  assert.equal(
    publicKeyOf(answer.PrivateKey, "p4ss w0rd"),
    createPublicKey(key).export({ type: "spki", format: "pem" }),
  );
  assert.throws(() => createPrivateKey({ key: answer.PrivateKey, passphrase: "another" }));
  assert.match(answer.CertificateChain, /BEGIN CERTIFICATE/);
  const { Certificate } = await acm.send(new DescribeCertificateCommand({ CertificateArn: arn }));
  assert.equal(Certificate.Options.Export, CertificateExport.ENABLED);
  assert.equal(Certificate.RenewalEligibility, RenewalEligibility.ELIGIBLE);
});

test("passphrases of 3 and 129 bytes are too short and too long", async () => {
  const arn = await imported(first);
  for (const length of [3, 129]) {
    const error = await refusal(exported(arn, Buffer.alloc(length, "a")));
    assert.ok(error instanceof ValidationException, error.name);
    assert.match(error.message, /^1 validation error detected: .*'passphrase'/);
  }
});

test("imports are not exported", async () => {
  const error = await refusal(exported(await imported(first), Buffer.from("passphrase")));

  assert.ok(error instanceof ValidationException, error.name);
});
