// The sandbox that pytest started, and the clients of the AWS SDK for JavaScript that talk to it.

import assert from "node:assert/strict";

import { ACMClient, DescribeCertificateCommand, RequestCertificateCommand } from "@aws-sdk/client-acm";
import { IAMClient } from "@aws-sdk/client-iam";
import {
  ChangeResourceRecordSetsCommand,
  CreateHostedZoneCommand,
  Route53Client,
} from "@aws-sdk/client-route-53";
import { STSClient } from "@aws-sdk/client-sts";

export const TEST = { accessKeyId: "test", secretAccessKey: "test" };
export const FOOBAR = { accessKeyId: "FOOBARKEY", secretAccessKey: "FOOBARSECRET" };

const ARN = /^arn:aws:acm:us-east-1:000000000000:certificate\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function setting(name) {
  const value = process.env[name];
  assert.ok(value, `${name} is not set: these tests are started by test_js.py`);
  return value;
}

// The one without quotas, whose clock runs fast.
export const ENDPOINT = setting("SANDBOX_ENDPOINT");
// One with the published quotas.
export const LIMITED_ENDPOINT = setting("SANDBOX_LIMITED_ENDPOINT");

export function settings(more = {}) {
  return { endpoint: ENDPOINT, region: "us-east-1", credentials: TEST, maxAttempts: 1, ...more };
}

export const acm = new ACMClient(settings());
export const iam = new IAMClient(settings());
export const route53 = new Route53Client(settings());
export const sts = new STSClient(settings());

export async function forgetEverything() {
  const answer = await fetch(`${ENDPOINT}/moto-api/reset`, { method: "POST" });
  assert.ok(answer.ok, `reset answered ${answer.status}`);
}

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

// What `look` finds, as soon as it finds anything.
export async function eventually(what, look, seconds = 20) {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    const found = await look();
    if (found) return found;
    await pause(50);
  }
  assert.fail(`waited ${seconds} s in vain for ${what}`);
}

// The ARN of a new certificate; its key is on a curve, because RSA keys take long to make.
export async function request(DomainName, more = {}) {
  const answer = await acm.send(
    new RequestCertificateCommand({
      DomainName,
      ValidationMethod: "DNS",
      KeyAlgorithm: "EC_prime256v1",
      ...more,
    }),
  );
  assert.match(answer.CertificateArn, ARN);
  return answer.CertificateArn;
}

export async function describe(CertificateArn) {
  return (await acm.send(new DescribeCertificateCommand({ CertificateArn }))).Certificate;
}

// The options of DescribeCertificate once every name has its record.
export function recordsOf(arn) {
  return eventually("the validation records", async () => {
    const options = (await describe(arn)).DomainValidationOptions ?? [];
    return options.length > 0 && options.every((one) => one.ResourceRecord) ? options : undefined;
  });
}

export async function createZone(Name) {
  const created = await route53.send(new CreateHostedZoneCommand({ Name, CallerReference: `zone ${Name}` }));
  return created.HostedZone.Id;
}

// Writes what ACM wants to see in DNS; the change's id.
export async function prove(zone, arn) {
  const wanted = new Map();
  for (const { ResourceRecord } of await recordsOf(arn)) wanted.set(ResourceRecord.Name, ResourceRecord);
  const Changes = [...wanted.values()].map(({ Name, Type, Value }) => ({
    Action: "UPSERT",
    ResourceRecordSet: { Name, Type, TTL: 60, ResourceRecords: [{ Value }] },
  }));
  const changed = await route53.send(
    new ChangeResourceRecordSetsCommand({ HostedZoneId: zone, ChangeBatch: { Changes } }),
  );
  return changed.ChangeInfo.Id;
}

export function statusBecomes(arn, status) {
  return eventually(`${arn} to be ${status}`, async () => {
    const found = await describe(arn);
    return found.Status === status ? found : undefined;
  });
}

export async function issue(name, more = {}) {
  const arn = await request(name, more);
  await prove(await createZone(name), arn);
  await statusBecomes(arn, "ISSUED");
  return arn;
}

// What the call is refused with; a call that succeeds fails the test.
export async function refusal(call) {
  try {
    await call;
  } catch (error) {
    return error;
  }
  return assert.fail("the call was not refused");
}
