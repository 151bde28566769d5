import { describe, expect, it } from "vitest";

import { type Sync, type SyncState } from "../../api/types.ts";
import { syncStates } from "../../format/states.ts";
import { mismatchOf } from "./mismatch.ts";

const sync = (state: SyncState, change: Partial<Sync> = {}): Sync => ({
  state,
  is_mismatch: true,
  is_accepted: false,
  served: "5d5f0f2c",
  since: "2027-02-04T14:05:09Z",
  certificate: { id: "crt_1", name: "shop" },
  deployment: "dep_1",
  ...change,
});
const stepsOf = (each: Sync) => mismatchOf(each)?.steps.map(({ text }) => text);

describe("a mismatch", () => {
  it.each<[SyncState, string[]]>([
    ["repository_newer", ["Re-deploy"]],
    ["aws_newer", ["Take AWS's version in", "Re-deploy", "Accept"]],
    ["missing_in_aws", ["Deploy again", "Stop managing"]],
    ["different_key", ["Re-deploy", "Take in", "Accept"]],
    ["differs_between_regions", ["Take this one in", "Re-deploy", "Accept"]],
  ])("of the kind %s offers %s", (state, expected) => {
    expect(stepsOf(sync(state))).toEqual(expected);
  });

  it("names the certificate of the repository", () => {
    for (const state of syncStates) {
      const text = mismatchOf(sync(state as SyncState))?.text;
      if (text !== undefined) expect(text).toContain("shop");
    }
  });

  it("that was accepted, or is none, asks for nothing", () => {
    expect(mismatchOf(sync("aws_newer", { is_mismatch: false, is_accepted: true }))).toBeNull();
    expect(mismatchOf(sync("in_sync", { is_mismatch: false }))).toBeNull();
  });

  it("of what no deployment keeps leaves nothing to stop but the comparison", () => {
    expect(stepsOf(sync("missing_in_aws", { deployment: null }))).toEqual(["Deploy again", "Stop comparing"]);
  });
});
