// Requests per second, as the SDK sees and survives them.

import assert from "node:assert/strict";
import { test } from "node:test";

import { ACMClient, ListCertificatesCommand, ThrottlingException } from "@aws-sdk/client-acm";

import { acm, LIMITED_ENDPOINT, settings } from "./sandbox.mjs";

function limited(maxAttempts) {
  return new ACMClient(settings({ endpoint: LIMITED_ENDPOINT, retryMode: "standard", maxAttempts }));
}

// Counts every single answer by name, those among them that the SDK's retries hide.
function countAnswers(client) {
  const counts = new Map();
  const count = (name) => counts.set(name, (counts.get(name) ?? 0) + 1);
  client.middlewareStack.add(
    (next) => async (input) => {
      try {
        const answer = await next(input);
        count("success");
        return answer;
      } catch (error) {
        count(error.name);
        throw error;
      }
    },
    { step: "deserialize", priority: "high", name: "countAnswers" },
  );
  return counts;
}

const list = (client) => client.send(new ListCertificatesCommand({ MaxItems: 1 }));
const times = (count, action) => Promise.allSettled(Array.from({ length: count }, action));

test("one attempt sees ThrottlingException", async () => {
  const client = limited(1);
  const refused = (await times(80, () => list(client))).filter(({ status }) => status === "rejected");

  assert.ok(refused.length > 0);
  for (const { reason } of refused) {
    assert.ok(reason instanceof ThrottlingException, reason.name);
    assert.match(reason.message, /^Rate exceeded/);
    assert.equal(reason.$fault, "client");
    assert.equal(reason.$metadata.httpStatusCode, 400);
    assert.equal(reason.$metadata.attempts, 1);
  }
});

test("standard mode comes through", async () => {
  const client = limited(12);
  const counts = countAnswers(client);
  const calls = await times(10, async () => {
    for (let call = 0; call < 4; ++call) await list(client);
  });

  assert.deepEqual(
    calls.filter(({ status }) => status === "rejected"),
    [],
  );
  assert.equal(counts.get("success"), 40);
  assert.ok(counts.get("ThrottlingException") > 0, "nothing was throttled");
  assert.deepEqual([...counts.keys()].toSorted(), ["ThrottlingException", "success"]);
});

test("without quotas nothing is throttled", async () => {
  const calls = await times(200, () => list(acm));

  assert.ok(calls.every(({ status }) => status === "fulfilled"));
});
