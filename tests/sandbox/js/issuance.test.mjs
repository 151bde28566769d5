// A certificate from request to ISSUED, and how DescribeCertificate tells of it.

import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { beforeEach, test } from "node:test";

import {
  CertificateStatus,
  CertificateType,
  DeleteCertificateCommand,
  DomainStatus,
  GetCertificateCommand,
  RenewalEligibility,
  RequestInProgressException,
  ValidationMethod,
  waitForCertificateValidated,
  waitUntilCertificateValidated,
} from "@aws-sdk/client-acm";
import { waitUntilResourceRecordSetsChanged } from "@aws-sdk/client-route-53";

import {
  acm,
  createZone,
  describe,
  forgetEverything,
  issue,
  prove,
  recordsOf,
  refusal,
  request,
  route53,
  statusBecomes,
} from "./sandbox.mjs";

const PATIENCE = { client: acm, minDelay: 1, maxDelay: 1, maxWaitTime: 20 };

beforeEach(forgetEverything);

test("a pending certificate", async () => {
  const arn = await request("pending.test", {
    SubjectAlternativeNames: ["*.pending.test", "a.pending.test"],
  });
  const options = await recordsOf(arn);
  const found = await describe(arn);

  assert.equal(found.CertificateArn, arn);
  assert.equal(found.DomainName, "pending.test");
  assert.deepEqual(found.SubjectAlternativeNames.toSorted(), [
    "*.pending.test",
    "a.pending.test",
    "pending.test",
  ]);
  assert.equal(found.Status, CertificateStatus.PENDING_VALIDATION);
  assert.equal(found.Type, CertificateType.AMAZON_ISSUED);
  assert.equal(found.RenewalEligibility, RenewalEligibility.INELIGIBLE);
  assert.deepEqual([found.InUseBy, found.KeyUsages, found.ExtendedKeyUsages], [[], [], []]);
  assert.ok(found.CreatedAt instanceof Date);
  assert.ok(Math.abs(found.CreatedAt.getTime() - Date.now()) < 365 * 24 * 3600 * 1000);
  for (const absent of ["NotBefore", "NotAfter", "Serial", "IssuedAt", "ImportedAt", "FailureReason"])
    assert.equal(found[absent], undefined, absent);

  const values = new Map(options.map((one) => [one.DomainName, one.ResourceRecord]));
  for (const one of options) {
    assert.equal(one.ValidationMethod, ValidationMethod.DNS);
    assert.equal(one.ValidationStatus, DomainStatus.PENDING_VALIDATION);
    assert.equal(one.ResourceRecord.Type, "CNAME");
    assert.match(one.ResourceRecord.Name, /^_[0-9a-f]{32}\.(a\.)?pending\.test\.$/);
    assert.match(one.ResourceRecord.Value, /^_[0-9a-f]{32}\.([a-z]+\.)?acm-validations\.aws\.$/);
  }
  assert.deepEqual(values.get("*.pending.test"), values.get("pending.test"));
  assert.notDeepEqual(values.get("a.pending.test"), values.get("pending.test"));
});

test("request, record, waiter, ISSUED", async () => {
  const arn = await request("shop.test", { SubjectAlternativeNames: ["www.shop.test"] });
  const zone = await createZone("shop.test");
  const change = await prove(zone, arn);
  const synchronised = await waitUntilResourceRecordSetsChanged(
    { client: route53, minDelay: 1, maxDelay: 1, maxWaitTime: 20 },
    { Id: change },
  );
  const validated = await waitUntilCertificateValidated(PATIENCE, { CertificateArn: arn });

  assert.equal(synchronised.state, "SUCCESS");
  assert.equal(validated.state, "SUCCESS");
  const found = await statusBecomes(arn, CertificateStatus.ISSUED);
  assert.deepEqual(
    found.DomainValidationOptions.map((one) => one.ValidationStatus),
    [DomainStatus.SUCCESS, DomainStatus.SUCCESS],
  );
  assert.deepEqual(found.ExtendedKeyUsages, [
    { Name: "TLS_WEB_SERVER_AUTHENTICATION", OID: "1.3.6.1.5.5.7.3.1" },
  ]);
  assert.ok(found.KeyUsages.some(({ Name }) => Name === "DIGITAL_SIGNATURE"));
  for (const date of ["CreatedAt", "IssuedAt", "NotBefore", "NotAfter"])
    assert.ok(found[date] instanceof Date, date);
  assert.ok(found.NotBefore <= found.IssuedAt && found.IssuedAt < found.NotAfter);
  assert.match(found.Serial, /^[0-9a-f]{2}(:[0-9a-f]{2}){1,19}$/);
  assert.equal(found.Subject, "CN=shop.test");
});

test("the certificate itself", async () => {
  const arn = await issue("body.test");
  const found = await describe(arn);
  const answer = await acm.send(new GetCertificateCommand({ CertificateArn: arn }));
  const leaf = new X509Certificate(answer.Certificate);
  const chain = answer.CertificateChain.match(/-----BEGIN[^-]+-----[^-]+-----END[^-]+-----/g);
  const issuer = new X509Certificate(chain[0]);

  assert.equal(leaf.checkHost("body.test"), "body.test");
  assert.ok(leaf.checkIssued(issuer));
  assert.ok(leaf.verify(issuer.publicKey));
  assert.equal(leaf.serialNumber.toLowerCase(), found.Serial.replaceAll(":", "").replace(/^00/, ""));
  assert.equal(new Date(leaf.validTo).getTime(), found.NotAfter.getTime());
  assert.equal(new Date(leaf.validFrom).getTime(), found.NotBefore.getTime());
  assert.equal(leaf.publicKey.asymmetricKeyDetails.namedCurve, "prime256v1");
});

test("there is nothing to get while it is pending", async () => {
  const arn = await request("pending.test");
  const error = await refusal(acm.send(new GetCertificateCommand({ CertificateArn: arn })));

  assert.ok(error instanceof RequestInProgressException);
  assert.equal(error.$fault, "client");
  assert.equal(error.$metadata.httpStatusCode, 400);
});

test("the waiter keeps waiting for what is pending", async () => {
  const arn = await request("waiting.test");
  const outcome = await waitForCertificateValidated({ ...PATIENCE, maxWaitTime: 3 }, { CertificateArn: arn });

  assert.equal(outcome.state, "TIMEOUT");
});

test("the waiter fails with what has failed", async () => {
  const arn = await request("www.example.com");
  const found = await statusBecomes(arn, CertificateStatus.FAILED);
  const error = await refusal(waitUntilCertificateValidated(PATIENCE, { CertificateArn: arn }));

  assert.equal(found.FailureReason, "ADDITIONAL_VERIFICATION_REQUIRED");
  assert.match(error.message, /FAILURE/);
});

test("the waiter fails with what is not there", async () => {
  const arn = await request("gone.test");
  await acm.send(new DeleteCertificateCommand({ CertificateArn: arn }));
  const error = await refusal(waitUntilCertificateValidated(PATIENCE, { CertificateArn: arn }));

  assert.match(error.message, /FAILURE/);
  assert.match(error.message, /ResourceNotFoundException/);
});

test("an RSA key when nothing is asked for", async () => {
  const arn = await request("rsa.test", { KeyAlgorithm: undefined });

  assert.match((await describe(arn)).KeyAlgorithm, /^RSA[-_]2048$/);
});
