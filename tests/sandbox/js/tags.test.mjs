// Tags by the old operations and by the new ones.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import {
  AddTagsToCertificateCommand,
  ListTagsForCertificateCommand,
  ListTagsForResourceCommand,
  RemoveTagsFromCertificateCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-acm";

import { acm, forgetEverything, request } from "./sandbox.mjs";

let CertificateArn;

beforeEach(async () => {
  await forgetEverything();
  CertificateArn = await request("tags.test", { Tags: [{ Key: "stage", Value: "test" }] });
});

async function tags() {
  const { Tags } = await acm.send(new ListTagsForCertificateCommand({ CertificateArn }));
  return Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));
}

test("come with the request", async () => {
  assert.deepEqual(await tags(), { stage: "test" });
});

test("are added, replaced and removed", async () => {
  const Tags = [
    { Key: "stage", Value: "live" },
    { Key: "Größe", Value: "mittlere Größe = 50" },
  ];
  const added = await acm.send(new AddTagsToCertificateCommand({ CertificateArn, Tags }));
  const both = await tags();
  const other = [{ Key: "stage", Value: "another value" }, { Key: "Größe" }];
  await acm.send(new RemoveTagsFromCertificateCommand({ CertificateArn, Tags: other }));

  assert.equal(added.$metadata.httpStatusCode, 200);
  assert.deepEqual(both, { stage: "live", Größe: "mittlere Größe = 50" });
  assert.deepEqual(await tags(), { stage: "live" });
});

test("are the same for resources", async () => {
  const ResourceArn = CertificateArn;
  await acm.send(new TagResourceCommand({ ResourceArn, Tags: [{ Key: "team", Value: "shop" }] }));
  await acm.send(new UntagResourceCommand({ ResourceArn, TagKeys: ["stage"] }));
  const { Tags } = await acm.send(new ListTagsForResourceCommand({ ResourceArn }));

  assert.deepEqual(Tags, [{ Key: "team", Value: "shop" }]);
  assert.deepEqual(await tags(), { team: "shop" });
});
