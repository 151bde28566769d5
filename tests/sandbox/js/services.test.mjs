// What belongs to ACM: STS, IAM's server certificates, Route 53.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import {
  DeleteServerCertificateCommand,
  EntityAlreadyExistsException,
  GetServerCertificateCommand,
  KeyPairMismatchException,
  MalformedCertificateException,
  NoSuchEntityException,
  paginateListServerCertificates,
  UpdateServerCertificateCommand,
  UploadServerCertificateCommand,
} from "@aws-sdk/client-iam";
import {
  ChangeResourceRecordSetsCommand,
  GetChangeCommand,
  GetHostedZoneCommand,
  HostedZoneNotEmpty,
  DeleteHostedZoneCommand,
  InvalidChangeBatch,
  ListResourceRecordSetsCommand,
  NoSuchHostedZone,
  paginateListHostedZones,
} from "@aws-sdk/client-route-53";
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  STSClient,
  STSServiceException,
} from "@aws-sdk/client-sts";

import { selfSigned } from "./openssl.mjs";
import { createZone, FOOBAR, forgetEverything, iam, refusal, route53, settings, sts } from "./sandbox.mjs";

const site = selfSigned("site.test");
const another = selfSigned("another.test");

beforeEach(forgetEverything);

function upload(ServerCertificateName, more = {}) {
  return iam.send(
    new UploadServerCertificateCommand({
      ServerCertificateName,
      CertificateBody: site.Certificate.toString(),
      PrivateKey: site.PrivateKey.toString(),
      ...more,
    }),
  );
}

test("GetCallerIdentity tells both accounts apart", async () => {
  const mine = await sts.send(new GetCallerIdentityCommand({}));
  const other = await new STSClient(settings({ credentials: FOOBAR })).send(new GetCallerIdentityCommand({}));

  assert.equal(mine.Account, "000000000000");
  assert.equal(other.Account, "123456789012");
  assert.match(mine.Arn, /^arn:aws:iam::000000000000:/);
  assert.ok(mine.UserId && mine.UserId !== other.UserId);
  assert.ok(mine.$metadata.requestId);
});

test("an error of STS", async () => {
  const client = new STSClient(
    settings({ credentials: { accessKeyId: "AKIANOBODY", secretAccessKey: "x" } }),
  );
  const error = await refusal(client.send(new GetCallerIdentityCommand({})));

  assert.ok(error instanceof STSServiceException);
  assert.equal(error.name, "InvalidClientTokenId");
  assert.equal(error.$metadata.httpStatusCode, 403);
});

test("nobody may take on a role that does not exist", async () => {
  const input = { RoleArn: "arn:aws:iam::123456789012:role/nobody", RoleSessionName: "js-client" };
  const error = await refusal(sts.send(new AssumeRoleCommand(input)));

  assert.match(error.name, /^AccessDenied/);
  assert.equal(error.$metadata.httpStatusCode, 403);
  assert.match(error.message, /is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::/);
});

test("a server certificate from upload to deletion", async () => {
  const { ServerCertificateMetadata: uploaded } = await upload("site", { Path: "/cloudfront/test/" });
  const name = { ServerCertificateName: "site" };
  const { ServerCertificate: got } = await iam.send(new GetServerCertificateCommand(name));
  await iam.send(new UpdateServerCertificateCommand({ ...name, NewServerCertificateName: "renamed" }));
  const error = await refusal(iam.send(new GetServerCertificateCommand(name)));
  const deleted = await iam.send(new DeleteServerCertificateCommand({ ServerCertificateName: "renamed" }));

  assert.equal(uploaded.Arn, "arn:aws:iam::000000000000:server-certificate/cloudfront/test/site");
  assert.match(uploaded.ServerCertificateId, /^ASCA[A-Z0-9]{12,}$/);
  assert.ok(uploaded.UploadDate instanceof Date && uploaded.Expiration instanceof Date);
  assert.equal(got.CertificateBody.trim(), site.Certificate.toString().trim());
  assert.ok(error instanceof NoSuchEntityException, error.name);
  assert.equal(error.$metadata.httpStatusCode, 404);
  assert.equal(deleted.$metadata.httpStatusCode, 200);
});

test("server certificates in pages of three", async () => {
  for (let index = 0; index < 7; ++index) await upload(`site-${index}`);
  const sizes = [];
  const names = [];
  for await (const page of paginateListServerCertificates({ client: iam, pageSize: 3 }, {})) {
    sizes.push(page.ServerCertificateMetadataList.length);
    names.push(...page.ServerCertificateMetadataList.map((one) => one.ServerCertificateName));
  }

  assert.deepEqual(sizes, [3, 3, 1]);
  assert.deepEqual(
    names.toSorted(),
    [0, 1, 2, 3, 4, 5, 6].map((index) => `site-${index}`),
  );
});

for (const [what, more, type, status] of [
  ["the same name twice", {}, EntityAlreadyExistsException, 409],
  ["somebody else's key", { PrivateKey: another.PrivateKey.toString() }, KeyPairMismatchException, 400],
  ["a body that is none", { CertificateBody: "nonsense" }, MalformedCertificateException, 400],
])
  test(`an upload is refused: ${what}`, async () => {
    if (type === EntityAlreadyExistsException) await upload("site");
    const error = await refusal(upload("site", more));

    assert.ok(error instanceof type, `${error.name}: ${error.message}`);
    assert.equal(error.$metadata.httpStatusCode, status);
    assert.equal(error.$fault, "client");
  });

const record = (Name, Value, Type = "TXT") => ({ Name, Type, TTL: 60, ResourceRecords: [{ Value }] });

const change = (HostedZoneId, Action, ResourceRecordSet) =>
  route53.send(
    new ChangeResourceRecordSetsCommand({
      HostedZoneId,
      ChangeBatch: { Changes: [{ Action, ResourceRecordSet }] },
    }),
  );

test("record sets are created once, put over, and deleted as they are", async () => {
  const zone = await createZone("zone.test");
  const created = await change(zone, "CREATE", record("a.zone.test", '"one"'));
  const twice = await refusal(change(zone, "CREATE", record("a.zone.test", '"two"')));
  await change(zone, "UPSERT", record("a.zone.test", '"two"'));
  const wrong = await refusal(change(zone, "DELETE", record("a.zone.test", '"one"')));
  const { ResourceRecordSets: sets } = await route53.send(
    new ListResourceRecordSetsCommand({ HostedZoneId: zone }),
  );
  const full = await refusal(route53.send(new DeleteHostedZoneCommand({ Id: zone })));
  await change(zone, "DELETE", record("a.zone.test", '"two"'));
  await route53.send(new DeleteHostedZoneCommand({ Id: zone }));
  const gone = await refusal(route53.send(new GetHostedZoneCommand({ Id: zone })));

  assert.match(created.ChangeInfo.Status, /^(PENDING|INSYNC)$/);
  assert.ok(created.ChangeInfo.SubmittedAt instanceof Date);
  assert.ok(twice instanceof InvalidChangeBatch, twice.name);
  assert.ok(wrong instanceof InvalidChangeBatch, wrong.name);
  assert.deepEqual(
    sets.filter(({ Type }) => Type === "TXT").map((one) => [one.Name, one.TTL, one.ResourceRecords]),
    [["a.zone.test.", 60, [{ Value: '"two"' }]]],
  );
  assert.deepEqual(sets.map(({ Type }) => Type).toSorted(), ["NS", "SOA", "TXT"]);
  assert.ok(full instanceof HostedZoneNotEmpty, full.name);
  assert.ok(gone instanceof NoSuchHostedZone, gone.name);
  assert.equal(gone.$metadata.httpStatusCode, 404);
});

test("zones in pages of two, and their changes", async () => {
  for (const name of ["a.test", "b.test", "c.test"]) await createZone(name);
  const sizes = [];
  const names = [];
  for await (const page of paginateListHostedZones({ client: route53, pageSize: 2 }, {})) {
    sizes.push(page.HostedZones.length);
    names.push(...page.HostedZones.map(({ Name }) => Name));
  }
  const zone = await createZone("d.test");
  const { ChangeInfo } = await change(zone, "UPSERT", record("d.test", '"text"'));
  const got = await route53.send(new GetChangeCommand({ Id: ChangeInfo.Id }));

  assert.deepEqual(sizes, [2, 1]);
  assert.deepEqual(names.toSorted(), ["a.test.", "b.test.", "c.test."]);
  assert.equal(got.ChangeInfo.Id.replace("/change/", ""), ChangeInfo.Id.replace("/change/", ""));
  assert.ok(["PENDING", "INSYNC"].includes(got.ChangeInfo.Status));
});
