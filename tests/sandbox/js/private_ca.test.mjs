// Private CA: authorities, what they sign and revoke, and the private certificates of ACM.

import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { beforeEach, test } from "node:test";

import { ExportCertificateCommand } from "@aws-sdk/client-acm";
import {
  ACMPCAClient,
  ACMPCAServiceException,
  CertificateMismatchException,
  CreateCertificateAuthorityCommand,
  CreatePermissionCommand,
  DeleteCertificateAuthorityCommand,
  DeletePermissionCommand,
  DescribeCertificateAuthorityCommand,
  GetCertificateAuthorityCertificateCommand,
  GetCertificateAuthorityCsrCommand,
  GetCertificateCommand,
  ImportCertificateAuthorityCertificateCommand,
  InvalidArgsException,
  InvalidArnException,
  InvalidNextTokenException,
  InvalidStateException,
  InvalidTagException,
  IssueCertificateCommand,
  ListCertificateAuthoritiesCommand,
  ListPermissionsCommand,
  ListTagsCommand,
  MalformedCertificateException,
  MalformedCSRException,
  paginateListCertificateAuthorities,
  PermissionAlreadyExistsException,
  RequestAlreadyProcessedException,
  RequestInProgressException,
  ResourceNotFoundException,
  RestoreCertificateAuthorityCommand,
  RevokeCertificateCommand,
  TagCertificateAuthorityCommand,
  TooManyTagsException,
  UntagCertificateAuthorityCommand,
  UpdateCertificateAuthorityCommand,
  waitUntilCertificateAuthorityCSRCreated,
  waitUntilCertificateIssued,
} from "@aws-sdk/client-acm-pca";

import { listText, publicKeyOf, signingRequest, text, verify } from "./openssl.mjs";
import {
  acm,
  describe as describeCertificate,
  eventually,
  FOOBAR,
  forgetEverything,
  LIMITED_ENDPOINT,
  pca,
  refusal,
  request,
  settings,
  statusBecomes,
} from "./sandbox.mjs";

const AUTHORITY =
  /^arn:aws:acm-pca:us-east-1:000000000000:certificate-authority\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const NOWHERE =
  "arn:aws:acm-pca:us-east-1:000000000000:certificate-authority/12345678-1234-1234-1234-123456789012";
const HOUR = 3600 * 1000;
const CRL = { CrlConfiguration: { Enabled: true, ExpirationInDays: 7, S3BucketName: "any-bucket" } };

const patience = (client) => ({ client, minDelay: 1, maxDelay: 1, maxWaitTime: 20 });
const template = (name) => `arn:aws:acm-pca:::template/${name}/V1`;
const manyTags = (count) => Array.from({ length: count }, (_, index) => ({ Key: `key${index}`, Value: "x" }));

beforeEach(forgetEverything);

// The ARN of a CA that is being created.
async function create(CommonName, { client = pca, kind = "ROOT", ...more } = {}) {
  const answer = await client.send(
    new CreateCertificateAuthorityCommand({
      CertificateAuthorityType: kind,
      CertificateAuthorityConfiguration: {
        KeyAlgorithm: "EC_prime256v1",
        SigningAlgorithm: "SHA256WITHECDSA",
        Subject: { Country: "DE", Organization: "Certwright", CommonName },
      },
      ...more,
    }),
  );
  assert.match(answer.CertificateAuthorityArn, AUTHORITY);
  return answer.CertificateAuthorityArn;
}

async function describe(CertificateAuthorityArn) {
  return (await pca.send(new DescribeCertificateAuthorityCommand({ CertificateAuthorityArn })))
    .CertificateAuthority;
}

// The answer of a call that is refused while its object is being made. AWS's waiters do the same, but
// wait for a second at least, and are used where they are what is tested.
function finished(command, client = pca) {
  return eventually("what is in progress", () =>
    client.send(command).catch((error) => {
      if (!(error instanceof RequestInProgressException)) throw error;
    }),
  );
}

// The request of a new CA, in PEM.
async function csrOf(CertificateAuthorityArn) {
  return (await finished(new GetCertificateAuthorityCsrCommand({ CertificateAuthorityArn }))).Csr;
}

// The ARN of a certificate that is being issued.
async function order(CertificateAuthorityArn, Csr, { client = pca, ...more } = {}) {
  const answer = await client.send(
    new IssueCertificateCommand({
      CertificateAuthorityArn,
      Csr: Buffer.from(Csr),
      SigningAlgorithm: "SHA256WITHECDSA",
      Validity: { Type: "DAYS", Value: 30 },
      ...more,
    }),
  );
  assert.ok(answer.CertificateArn.startsWith(`${CertificateAuthorityArn}/certificate/`));
  return answer.CertificateArn;
}

// What GetCertificate answers of it, once it is issued.
const issued = (CertificateAuthorityArn, CertificateArn) =>
  finished(new GetCertificateCommand({ CertificateAuthorityArn, CertificateArn }));

const issue = async (authority, csr, more) => issued(authority, await order(authority, csr, more));

function install(CertificateAuthorityArn, Certificate, CertificateChain) {
  return pca.send(
    new ImportCertificateAuthorityCertificateCommand({
      CertificateAuthorityArn,
      Certificate: Buffer.from(Certificate),
      CertificateChain: CertificateChain && Buffer.from(CertificateChain),
    }),
  );
}

// The ARN of an active root CA.
async function root(name = "Test Root", more = {}) {
  const arn = await create(name, more);
  const own = await issue(arn, await csrOf(arn), {
    TemplateArn: template("RootCACertificate"),
    Validity: { Type: "YEARS", Value: 10 },
  });
  await install(arn, own.Certificate);
  return arn;
}

// The ARN of an active CA that another one has signed.
async function subordinate(parent, more = {}) {
  const arn = await create("Test Subordinate", { kind: "SUBORDINATE", ...more });
  const own = await issue(parent, await csrOf(arn), {
    TemplateArn: template("SubordinateCACertificate_PathLen0"),
    Validity: { Type: "YEARS", Value: 3 },
  });
  await install(arn, own.Certificate, own.CertificateChain);
  return arn;
}

// As AWS writes it where a serial number is asked for.
const serialOf = (pem) => new X509Certificate(pem).serialNumber.toLowerCase().match(/../g).join(":");

// Of a serial number; AWS does not say whether that of a CA is written in decimal or in hexadecimal digits.
const numberOf = (serial) => BigInt(serial.includes(":") ? `0x${serial.replaceAll(":", "")}` : serial);

// The moments at which the certificate begins and ends to be valid.
function lifeOf(pem) {
  const { validFrom, validTo } = new X509Certificate(pem);
  return [new Date(validFrom), new Date(validTo)];
}

// From its first second to its last; openssl counts the one of notAfter as over.
function assertAccepted(certificate, chain) {
  const [from, to] = lifeOf(certificate);
  for (const moment of [from, new Date(to.getTime() - 1000)]) {
    const verdict = verify(certificate, chain, moment);
    assert.ok(verdict.ok, `${moment.toISOString()}: ${verdict.output}`);
  }
}

test("a root from its creation to ACTIVE", async () => {
  const arn = await create("Shop Root");
  const names = { CertificateAuthorityArn: arn };
  const created = await waitUntilCertificateAuthorityCSRCreated(patience(pca), names);
  const { Csr: csr } = await pca.send(new GetCertificateAuthorityCsrCommand(names));
  const waiting = await describe(arn);
  const CertificateArn = await order(arn, csr, {
    TemplateArn: template("RootCACertificate"),
    Validity: { Type: "YEARS", Value: 10 },
  });
  const signed = await waitUntilCertificateIssued(patience(pca), { ...names, CertificateArn });
  const own = await pca.send(new GetCertificateCommand({ ...names, CertificateArn }));
  const before = await refusal(pca.send(new GetCertificateAuthorityCertificateCommand(names)));
  await install(arn, own.Certificate);
  const active = await describe(arn);
  const kept = await pca.send(new GetCertificateAuthorityCertificateCommand(names));

  assert.deepEqual([created.state, signed.state], ["SUCCESS", "SUCCESS"]);
  assert.match(csr, /^-----BEGIN CERTIFICATE REQUEST-----/);
  assert.deepEqual([waiting.Status, waiting.Type, waiting.Arn], ["PENDING_CERTIFICATE", "ROOT", arn]);
  assert.equal(waiting.OwnerAccount, "000000000000");
  assert.equal(waiting.UsageMode, "GENERAL_PURPOSE");
  assert.equal(waiting.KeyStorageSecurityStandard, "FIPS_140_2_LEVEL_3_OR_HIGHER");
  assert.deepEqual(waiting.CertificateAuthorityConfiguration.Subject, {
    Country: "DE",
    Organization: "Certwright",
    CommonName: "Shop Root",
  });
  for (const absent of ["Serial", "NotBefore", "NotAfter"]) assert.equal(waiting[absent], undefined, absent);
  assert.ok(before instanceof InvalidStateException, before.name);

  const certificate = new X509Certificate(own.Certificate);
  assert.equal(own.CertificateChain, undefined);
  assert.ok(certificate.ca && certificate.verify(certificate.publicKey));
  assert.equal(certificate.publicKey.asymmetricKeyDetails.namedCurve, "prime256v1");
  assert.match(certificate.subject, /^C=DE\nO=Certwright\nCN=Shop Root$/);
  assert.match(text(own.Certificate), /Basic Constraints: critical\s+CA:TRUE\n/);
  assert.match(
    text(own.Certificate),
    /Key Usage: critical\s+Digital Signature, Certificate Sign, CRL Sign\n/,
  );
  assertAccepted(own.Certificate, own.Certificate);

  const [from, to] = lifeOf(own.Certificate);
  assert.equal(active.Status, "ACTIVE");
  assert.equal(numberOf(active.Serial), BigInt(`0x${certificate.serialNumber}`));
  assert.deepEqual([active.NotBefore, active.NotAfter], [from, to]);
  assert.ok(active.CreatedAt instanceof Date && active.LastStateChangeAt instanceof Date);
  assert.ok(from.getTime() + HOUR >= active.CreatedAt.getTime() - 1000, "an hour before it was issued");
  assert.equal(kept.Certificate.trim(), own.Certificate.trim());
  assert.equal(kept.CertificateChain, undefined);
});

test("a subordinate CA, and a leaf that openssl accepts", async () => {
  const above = await root();
  const arn = await subordinate(above);
  const csr = signingRequest("leaf.test");
  const names = { CertificateAuthorityArn: arn, CertificateArn: await order(arn, csr) };
  const waited = await waitUntilCertificateIssued(patience(pca), names);
  const leaf = await pca.send(new GetCertificateCommand(names));
  const found = await describe(arn);
  const own = await pca.send(new GetCertificateAuthorityCertificateCommand({ CertificateAuthorityArn: arn }));
  const top = await pca.send(
    new GetCertificateAuthorityCertificateCommand({ CertificateAuthorityArn: above }),
  );
  const chain = leaf.CertificateChain.match(/-----BEGIN[^-]+-----[^-]+-----END[^-]+-----/g);

  assert.equal(waited.state, "SUCCESS");
  assert.deepEqual([found.Status, found.Type], ["ACTIVE", "SUBORDINATE"]);
  assert.match(text(own.Certificate), /Basic Constraints: critical\s+CA:TRUE, pathlen:0\n/);
  assert.equal(own.CertificateChain.trim(), top.Certificate.trim());
  assert.deepEqual(chain, [own.Certificate.trim(), top.Certificate.trim()]);
  assertAccepted(leaf.Certificate, leaf.CertificateChain);

  const certificate = new X509Certificate(leaf.Certificate);
  const [from, to] = lifeOf(leaf.Certificate);
  assert.equal(certificate.checkHost("leaf.test"), "leaf.test");
  assert.equal(certificate.ca, false);
  assert.deepEqual(certificate.keyUsage.toSorted(), ["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"]);
  assert.match(
    text(leaf.Certificate),
    /X509v3 Key Usage: critical\s+Digital Signature, Key Encipherment\n/,
    "as EndEntityCertificate/V1, the default, has it",
  );
  assert.equal(
    to - from,
    30 * 24 * HOUR + HOUR,
    "30 days from the issuance, which is an hour after it begins",
  );
});

test("the last part of a certificate's ARN is its serial number", async () => {
  const arn = await root();
  const certificate = await order(arn, signingRequest("leaf.test"));
  const { Certificate } = await issued(arn, certificate);

  assert.equal(
    BigInt(`0x${certificate.split("/").at(-1)}`),
    BigInt(`0x${new X509Certificate(Certificate).serialNumber}`),
  );
});

test("an idempotency token gives the same certificate again", async () => {
  const arn = await root();
  const csr = signingRequest("leaf.test");
  const first = await order(arn, csr, { IdempotencyToken: "once" });
  const again = await order(arn, csr, { IdempotencyToken: "once" });
  const another = await order(arn, csr, { IdempotencyToken: "twice" });

  assert.equal(again, first);
  assert.notEqual(another, first);
});

test("openssl learns of a revocation from the list that the certificate names", async () => {
  const arn = await subordinate(await root(), { RevocationConfiguration: CRL });
  const gone = await issue(arn, signingRequest("gone.test"));
  const kept = await issue(arn, signingRequest("kept.test"));
  const [, url] = text(gone.Certificate).match(/CRL Distribution Points:\s+Full Name:\s+URI:(\S+)/);
  const list = () =>
    eventually(`the list at ${url}`, async () => {
      const answer = await fetch(url);
      return answer.ok ? Buffer.from(await answer.arrayBuffer()) : undefined;
    });
  const lastUpdate = (crl) => new Date(listText(crl).match(/Last Update: (.+)/)[1]);
  const verdict = ({ Certificate, CertificateChain }, crl) =>
    verify(Certificate, CertificateChain, lastUpdate(crl), crl);
  const empty = await list();
  const CertificateSerial = serialOf(gone.Certificate);
  const revocation = {
    CertificateAuthorityArn: arn,
    CertificateSerial,
    RevocationReason: "KEY_COMPROMISE",
  };
  await pca.send(new RevokeCertificateCommand(revocation));
  const full = await eventually("the serial number on the list", async () => {
    const crl = await list();
    return listText(crl).includes(CertificateSerial.replaceAll(":", "").toUpperCase()) ? crl : undefined;
  });
  const twice = await refusal(pca.send(new RevokeCertificateCommand(revocation)));

  for (const [one, crl] of [
    [gone, empty],
    [kept, empty],
    [kept, full],
  ]) {
    const { ok, output } = verdict(one, crl);
    assert.ok(ok, output);
  }
  const { ok, output } = verdict(gone, full);
  assert.equal(ok, false);
  assert.match(output, /certificate revoked/);
  assert.match(listText(full), /Key Compromise/);
  assert.ok(twice instanceof RequestAlreadyProcessedException, twice.name);
  assert.equal((await describe(arn)).RevocationConfiguration.CrlConfiguration.S3BucketName, "any-bucket");
});

test("a CA that signs no lists names none", async () => {
  const { Certificate } = await issue(await root(), signingRequest("leaf.test"));

  assert.doesNotMatch(text(Certificate), /CRL Distribution Points/);
});

test("authorities in pages of three", async () => {
  const made = [];
  for (let index = 0; index < 7; ++index) made.push(await create(`CA ${index}`));
  const sizes = [];
  const found = [];
  for await (const page of paginateListCertificateAuthorities({ client: pca, pageSize: 3 }, {})) {
    sizes.push(page.CertificateAuthorities.length);
    found.push(...page.CertificateAuthorities.map(({ Arn }) => Arn));
  }
  const nonsense = await refusal(
    pca.send(new ListCertificateAuthoritiesCommand({ NextToken: "bm9uc2Vuc2U=" })),
  );
  const stranger = new ACMPCAClient(settings({ credentials: FOOBAR }));
  const elsewhere = new ACMPCAClient(settings({ region: "eu-west-1" }));

  assert.deepEqual(sizes, [3, 3, 1]);
  assert.deepEqual(found.toSorted(), made.toSorted());
  assert.ok(nonsense instanceof InvalidNextTokenException, nonsense.name);
  for (const client of [stranger, elsewhere]) {
    const answer = await client.send(new ListCertificateAuthoritiesCommand({}));
    assert.deepEqual([answer.CertificateAuthorities, answer.NextToken], [[], undefined]);
  }
});

test("a permission is given once, shown, and taken back", async () => {
  const CertificateAuthorityArn = await root();
  const Actions = ["IssueCertificate", "GetCertificate", "ListPermissions"];
  const permission = { CertificateAuthorityArn, Principal: "acm.amazonaws.com" };
  const give = () => pca.send(new CreatePermissionCommand({ ...permission, Actions }));
  const list = async () =>
    (await pca.send(new ListPermissionsCommand({ CertificateAuthorityArn }))).Permissions;
  const before = await list();
  await give();
  const twice = await refusal(give());
  const [given, ...others] = await list();
  await pca.send(new DeletePermissionCommand(permission));

  assert.deepEqual([before, others], [[], []]);
  assert.ok(twice instanceof PermissionAlreadyExistsException, twice.name);
  assert.equal(given.CertificateAuthorityArn, CertificateAuthorityArn);
  assert.equal(given.Principal, "acm.amazonaws.com");
  assert.equal(given.SourceAccount, "000000000000");
  assert.deepEqual(given.Actions.toSorted(), Actions.toSorted());
  assert.ok(given.CreatedAt instanceof Date);
  assert.deepEqual(await list(), []);
});

test("tags of an authority", async () => {
  const arn = { CertificateAuthorityArn: await create("Tagged", { Tags: [{ Key: "team", Value: "shop" }] }) };
  await csrOf(arn.CertificateAuthorityArn);
  const add = (Tags) => pca.send(new TagCertificateAuthorityCommand({ ...arn, Tags }));
  const list = async () => {
    const { Tags } = await pca.send(new ListTagsCommand(arn));
    return Tags.map(({ Key, Value }) => [Key, Value]).toSorted();
  };
  const first = await list();
  await add([
    { Key: "team", Value: "mail" },
    { Key: "stage", Value: "live" },
  ]);
  const second = await list();
  await pca.send(new UntagCertificateAuthorityCommand({ ...arn, Tags: [{ Key: "stage", Value: "test" }] }));
  const third = await list();
  await pca.send(new UntagCertificateAuthorityCommand({ ...arn, Tags: [{ Key: "team" }] }));
  const fourth = await list();
  const amazons = await refusal(add([{ Key: "aws:mine", Value: "x" }]));
  const many = await refusal(add(manyTags(50)));

  assert.deepEqual(first, [["team", "shop"]]);
  assert.deepEqual(second, [
    ["stage", "live"],
    ["team", "mail"],
  ]);
  assert.deepEqual(third, second, "a tag goes by its key and its value, if there is one");
  assert.deepEqual(fourth, [["stage", "live"]]);
  assert.ok(amazons instanceof InvalidTagException, amazons.name);
  assert.ok(many instanceof TooManyTagsException, many.name);
});

test("a CA is switched off, deleted and restored", async () => {
  const CertificateAuthorityArn = await root();
  const status = async () => (await describe(CertificateAuthorityArn)).Status;
  const change = (Status) =>
    pca.send(new UpdateCertificateAuthorityCommand({ CertificateAuthorityArn, Status }));
  const remove = () =>
    pca.send(
      new DeleteCertificateAuthorityCommand({ CertificateAuthorityArn, PermanentDeletionTimeInDays: 7 }),
    );
  const active = await refusal(remove());
  await change("DISABLED");
  const disabled = await status();
  const issuing = await refusal(order(CertificateAuthorityArn, signingRequest("leaf.test")));
  await remove();
  const deleted = await describe(CertificateAuthorityArn);
  await pca.send(new RestoreCertificateAuthorityCommand({ CertificateAuthorityArn }));
  const restored = await status();
  await change("ACTIVE");

  assert.ok(active instanceof InvalidStateException, active.name);
  assert.ok(issuing instanceof InvalidStateException, issuing.name);
  assert.deepEqual([disabled, deleted.Status, restored], ["DISABLED", "DELETED", "DISABLED"]);
  assert.ok(deleted.RestorableUntil instanceof Date);
  assert.equal(await status(), "ACTIVE");
});

test("RequestInProgressException: what is not made yet, and the waiters that wait for it", async () => {
  const client = new ACMPCAClient(settings({ endpoint: LIMITED_ENDPOINT }));
  const arn = await create("Slow Root", { client });
  const names = { CertificateAuthorityArn: arn };
  const early = await refusal(client.send(new GetCertificateAuthorityCsrCommand(names)));
  const created = await waitUntilCertificateAuthorityCSRCreated(patience(client), names);
  const { Csr } = await client.send(new GetCertificateAuthorityCsrCommand(names));
  const TemplateArn = template("RootCACertificate");
  const certificate = { ...names, CertificateArn: await order(arn, Csr, { client, TemplateArn }) };
  const pending = await refusal(client.send(new GetCertificateCommand(certificate)));
  const signed = await waitUntilCertificateIssued(patience(client), certificate);
  const { Certificate } = await client.send(new GetCertificateCommand(certificate));

  for (const error of [early, pending]) {
    assert.ok(error instanceof RequestInProgressException, `${error.name}: ${error.message}`);
    assert.equal(error.$metadata.httpStatusCode, 400);
  }
  assert.deepEqual([created.state, signed.state], ["SUCCESS", "SUCCESS"]);
  assertAccepted(Certificate, Certificate);
});

for (const [Command, more] of [
  [DescribeCertificateAuthorityCommand],
  [GetCertificateAuthorityCsrCommand],
  [GetCertificateAuthorityCertificateCommand],
  [DeleteCertificateAuthorityCommand],
  [RestoreCertificateAuthorityCommand],
  [UpdateCertificateAuthorityCommand, { Status: "DISABLED" }],
  [ListPermissionsCommand],
  [ListTagsCommand],
  [TagCertificateAuthorityCommand, { Tags: [{ Key: "a", Value: "b" }] }],
  [UntagCertificateAuthorityCommand, { Tags: [{ Key: "a", Value: "b" }] }],
  [CreatePermissionCommand, { Principal: "acm.amazonaws.com", Actions: ["IssueCertificate"] }],
  [DeletePermissionCommand, { Principal: "acm.amazonaws.com" }],
  [GetCertificateCommand, { CertificateArn: `${NOWHERE}/certificate/${"0a".repeat(16)}` }],
  [RevokeCertificateCommand, { CertificateSerial: "0a:".repeat(15) + "0a", RevocationReason: "SUPERSEDED" }],
])
  test(`${Command.name} of a CA that is not there`, async () => {
    const error = await refusal(pca.send(new Command({ CertificateAuthorityArn: NOWHERE, ...more })));

    assert.ok(error instanceof ResourceNotFoundException, `${error.name}: ${error.message}`);
    assert.ok(error instanceof ACMPCAServiceException && error instanceof Error);
    assert.equal(error.$fault, "client");
    assert.equal(error.$metadata.httpStatusCode, 400);
    assert.ok(error.$metadata.requestId);
  });

test("ResourceNotFoundException: a certificate that the CA has not issued", async () => {
  const arn = await root();
  const names = { CertificateAuthorityArn: arn, CertificateArn: `${arn}/certificate/${"0a".repeat(16)}` };
  const error = await refusal(pca.send(new GetCertificateCommand(names)));

  assert.ok(error instanceof ResourceNotFoundException, error.name);
});

test("InvalidArnException: the ARN of something else", async () => {
  const CertificateAuthorityArn = "arn:aws:acm-pca:us-east-1:000000000000:something-else/12345678";
  const error = await refusal(pca.send(new DescribeCertificateAuthorityCommand({ CertificateAuthorityArn })));

  assert.ok(error instanceof InvalidArnException, error.name);
});

test("InvalidStateException: a leaf of a CA without a certificate", async () => {
  const arn = await create("Test Root");
  await csrOf(arn);
  const error = await refusal(order(arn, signingRequest("leaf.test")));

  assert.ok(error instanceof InvalidStateException, error.name);
});

for (const [what, wrong] of [
  ["an algorithm of another family than the key", { SigningAlgorithm: "SHA256WITHRSA" }],
  ["a template that is none", { TemplateArn: template("NoSuchCertificate") }],
])
  test(`InvalidArgsException: ${what}`, async () => {
    const error = await refusal(order(await root(), signingRequest("leaf.test"), wrong));

    assert.ok(error instanceof InvalidArgsException, `${error.name}: ${error.message}`);
  });

for (const [what, configuration] of [
  ["without a bucket", { Enabled: true, ExpirationInDays: 7 }],
  ["without an end", { Enabled: true, S3BucketName: "any-bucket" }],
])
  test(`InvalidArgsException: a revocation list ${what}`, async () => {
    const RevocationConfiguration = { CrlConfiguration: configuration };
    const error = await refusal(create("Test Root", { RevocationConfiguration }));

    assert.ok(error instanceof InvalidArgsException, `${error.name}: ${error.message}`);
  });

test("a certificate that would outlive its CA is refused", async () => {
  const Validity = { Type: "YEARS", Value: 11 };
  const error = await refusal(order(await root(), signingRequest("leaf.test"), { Validity }));

  assert.ok(error instanceof InvalidArgsException || error.name === "ValidationException", error.name);
});

test("MalformedCSRException: a request that is none", async () => {
  const error = await refusal(order(await root(), "nonsense"));

  assert.ok(error instanceof MalformedCSRException, `${error.name}: ${error.message}`);
});

test("refused as a CA's own certificate: nonsense, and another CA's", async () => {
  const arn = await create("Test Root");
  await csrOf(arn);
  const another = await root("Another Root");
  const { Certificate } = await pca.send(
    new GetCertificateAuthorityCertificateCommand({ CertificateAuthorityArn: another }),
  );
  const nonsense = await refusal(install(arn, "nonsense"));
  const foreign = await refusal(install(arn, Certificate));

  assert.ok(nonsense instanceof MalformedCertificateException, `${nonsense.name}: ${nonsense.message}`);
  assert.ok(foreign instanceof CertificateMismatchException, `${foreign.name}: ${foreign.message}`);
  assert.equal((await describe(arn)).Status, "PENDING_CERTIFICATE");
});

test("a private certificate of ACM, exported with its key and chain", async () => {
  const authority = await subordinate(await root());
  const arn = await request("www.private.test", {
    CertificateAuthorityArn: authority,
    ValidationMethod: undefined,
  });
  const found = await statusBecomes(arn, "ISSUED");
  const exported = await acm.send(
    new ExportCertificateCommand({ CertificateArn: arn, Passphrase: Buffer.from("passphrase") }),
  );
  const certificate = new X509Certificate(exported.Certificate);

  assert.equal(found.Type, "PRIVATE");
  assert.equal(found.CertificateAuthorityArn, authority);
  assert.deepEqual(found.SubjectAlternativeNames, ["www.private.test"]);
  assert.equal(
    (await describeCertificate(arn)).Serial.replaceAll(":", ""),
    certificate.serialNumber.toLowerCase(),
  );
  assert.equal(certificate.checkHost("www.private.test"), "www.private.test");
  assertAccepted(exported.Certificate, exported.CertificateChain);
  assert.match(exported.PrivateKey, /^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
  assert.equal(
    publicKeyOf(exported.PrivateKey, "passphrase"),
    certificate.publicKey.export({ type: "spki", format: "pem" }),
  );
});

test("a private certificate of a CA that is not active fails", async () => {
  const authority = await create("Test Root");
  await csrOf(authority);
  const outcome = await request("www.private.test", {
    CertificateAuthorityArn: authority,
    ValidationMethod: undefined,
  }).catch((error) => error);

  if (outcome instanceof Error) assert.equal(outcome.name, "InvalidStateException");
  else assert.equal((await statusBecomes(outcome, "FAILED")).FailureReason, "PCA_INVALID_STATE");
});
