// Refusals as classes of the SDK, with the words of AWS.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import {
  ACMClient,
  ACMServiceException,
  AddTagsToCertificateCommand,
  DeleteCertificateCommand,
  DescribeCertificateCommand,
  ExportCertificateCommand,
  GetCertificateCommand,
  InvalidArgsException,
  InvalidArnException,
  InvalidDomainValidationOptionsException,
  InvalidStateException,
  InvalidTagException,
  LimitExceededException,
  ListCertificatesCommand,
  ListTagsForCertificateCommand,
  RenewCertificateCommand,
  RequestCertificateCommand,
  RequestInProgressException,
  ResendValidationEmailCommand,
  ResourceNotFoundException,
  RevokeCertificateCommand,
  TooManyTagsException,
  ValidationException,
} from "@aws-sdk/client-acm";

import { acm, forgetEverything, refusal, request, settings } from "./sandbox.mjs";

const NOWHERE = "arn:aws:acm:us-east-1:000000000000:certificate/12345678-1234-1234-1234-123456789012";
const manyTags = (count) => Array.from({ length: count }, (_, index) => ({ Key: `key${index}`, Value: "x" }));

beforeEach(forgetEverything);

for (const [Command, more] of [
  [DescribeCertificateCommand],
  [GetCertificateCommand],
  [DeleteCertificateCommand],
  [ListTagsForCertificateCommand],
  [RenewCertificateCommand],
  [AddTagsToCertificateCommand, { Tags: [{ Key: "a" }] }],
  [ExportCertificateCommand, { Passphrase: Buffer.from("passphrase") }],
  [RevokeCertificateCommand, { RevocationReason: "UNSPECIFIED" }],
  [ResendValidationEmailCommand, { Domain: "a.test", ValidationDomain: "a.test" }],
])
  test(`${Command.name} of what is not there`, async () => {
    const error = await refusal(acm.send(new Command({ CertificateArn: NOWHERE, ...more })));

    assert.ok(error instanceof ResourceNotFoundException, `${error.name}: ${error.message}`);
    assert.ok(error instanceof ACMServiceException && error instanceof Error);
    assert.equal(error.name, "ResourceNotFoundException");
    assert.equal(error.$fault, "client");
    assert.equal(error.$metadata.httpStatusCode, 400);
    assert.equal(error.$metadata.attempts, 1);
    assert.ok(error.$metadata.requestId);
    assert.match(error.message, new RegExp(NOWHERE));
  });

for (const [name, Command, input, words] of [
  [
    "an ARN that is none",
    DescribeCertificateCommand,
    { CertificateArn: "arn:aws:acm:us-east-1:000000000000:nonsense here" },
    "1 validation error detected: Value 'arn:aws:acm:us-east-1:000000000000:nonsense here' at " +
      "'certificateArn' failed to satisfy constraint: Member must satisfy regular expression pattern: " +
      "arn:[\\w+=/,.@-]+:acm:[\\w+=/,.@-]*:[0-9]+:[\\w+=,.@-]+(/[\\w+=,.@-]+)*",
  ],
  [
    "an empty token",
    ListCertificatesCommand,
    { NextToken: "" },
    "1 validation error detected: Value '' at 'nextToken' failed to satisfy constraint: " +
      "Member must have length greater than or equal to 1",
  ],
  [
    "too large a page",
    ListCertificatesCommand,
    { MaxItems: 1001 },
    "1 validation error detected: Value '1001' at 'maxItems' failed to satisfy constraint: " +
      "Member must have value less than or equal to 1000",
  ],
  [
    "a token with hyphens",
    RequestCertificateCommand,
    { DomainName: "a.test", IdempotencyToken: "5f0e2b0c-7e0c-4a0b-8a5e-0a7d6d3a1b2c" },
    /^(1|2) validation errors? detected: .*'idempotencyToken' failed to satisfy constraint/,
  ],
  [
    "a method that is none",
    RequestCertificateCommand,
    { DomainName: "a.test", ValidationMethod: "PIGEON" },
    /^1 validation error detected: Value 'PIGEON' at 'validationMethod' failed to satisfy constraint: Member must satisfy enum value set: \[/,
  ],
])
  test(`ValidationException: ${name}`, async () => {
    const error = await refusal(acm.send(new Command(input)));

    assert.ok(error instanceof ValidationException, `${error.name}: ${error.message}`);
    if (words instanceof RegExp) assert.match(error.message, words);
    else assert.equal(error.message, words);
  });

test("InvalidArgsException: half an order", async () => {
  const error = await refusal(acm.send(new ListCertificatesCommand({ SortBy: "CREATED_AT" })));

  assert.ok(error instanceof InvalidArgsException || error instanceof ValidationException, error.name);
});

test("RequestInProgressException: an export while it is pending", async () => {
  const arn = await request("pending.test", { Options: { Export: "ENABLED" } });
  const error = await refusal(
    acm.send(new ExportCertificateCommand({ CertificateArn: arn, Passphrase: Buffer.from("passphrase") })),
  );

  assert.ok(error instanceof RequestInProgressException, error.name);
});

test("InvalidStateException: mails of what DNS validates", async () => {
  const arn = await request("dns.test");
  const error = await refusal(
    acm.send(
      new ResendValidationEmailCommand({
        CertificateArn: arn,
        Domain: "dns.test",
        ValidationDomain: "dns.test",
      }),
    ),
  );

  assert.ok(error instanceof InvalidStateException, error.name);
});

test("InvalidDomainValidationOptionsException: a validation domain elsewhere", async () => {
  const error = await refusal(
    acm.send(
      new RequestCertificateCommand({
        DomainName: "a.mail.test",
        ValidationMethod: "EMAIL",
        DomainValidationOptions: [{ DomainName: "a.mail.test", ValidationDomain: "other.test" }],
      }),
    ),
  );

  assert.ok(error instanceof InvalidDomainValidationOptionsException, error.name);
});

test("LimitExceededException: eleven names", async () => {
  const SubjectAlternativeNames = Array.from({ length: 10 }, (_, index) => `n${index}.many.test`);
  const input = { DomainName: "many.test", SubjectAlternativeNames, ValidationMethod: "DNS" };
  const error = await refusal(acm.send(new RequestCertificateCommand(input)));

  assert.ok(error instanceof LimitExceededException, error.name);
});

test("TooManyTagsException: the fifty-first", async () => {
  const arn = await request("tags.test", { Tags: manyTags(50) });
  const error = await refusal(
    acm.send(new AddTagsToCertificateCommand({ CertificateArn: arn, Tags: [{ Key: "one more" }] })),
  );

  assert.ok(error instanceof TooManyTagsException, error.name);
});

test("InvalidTagException: what is Amazon's", async () => {
  const arn = await request("tags.test");
  const error = await refusal(
    acm.send(new AddTagsToCertificateCommand({ CertificateArn: arn, Tags: [{ Key: "aws:mine" }] })),
  );

  assert.ok(error instanceof InvalidTagException, error.name);
});

test("InvalidArnException: the ARN of something else", async () => {
  const CertificateArn = "arn:aws:acm:us-east-1:000000000000:acme-endpoint/12345678";
  const error = await refusal(acm.send(new DescribeCertificateCommand({ CertificateArn })));

  assert.ok(
    [InvalidArnException, ValidationException, ResourceNotFoundException].some(
      (type) => error instanceof type,
    ),
    error.name,
  );
});

for (const [what, credentials, name] of [
  [
    "a wrong secret",
    { accessKeyId: "test", secretAccessKey: "wrong" },
    /^(InvalidSignature|SignatureDoesNotMatch)/,
  ],
  ["an unknown key", { accessKeyId: "AKIANOBODY", secretAccessKey: "test" }, /^UnrecognizedClientException$/],
])
  test(`${what} is an exception of no modelled class`, async () => {
    const client = new ACMClient(settings({ credentials }));
    const error = await refusal(client.send(new ListCertificatesCommand({})));

    assert.ok(error instanceof ACMServiceException);
    assert.match(error.name, name);
  });
