import { describe, expect, it } from "vitest";

import { type DeploymentState } from "../../api/types.ts";
import { allVerbs, fitting, isUnderWay, mayHaveSuperseded } from "./verbs.ts";

const one = (state: DeploymentState, cancel_requested = false, auto_redeploy = true) => ({
  state,
  cancel_requested,
  auto_redeploy,
});
const verbsFor = (state: DeploymentState, cancelled = false) =>
  allVerbs.filter((verb) => fitting(verb, [one(state, cancelled)]).length === 1);

describe("what can be asked of a deployment", () => {
  it.each<[DeploymentState, string[]]>([
    ["waiting", ["cancel", "unfollow", "stop"]],
    ["looking", ["cancel", "unfollow"]],
    ["importing", ["cancel", "unfollow"]],
    ["verifying", ["cancel", "unfollow"]],
    ["putting_back", ["cancel", "unfollow"]],
    ["deployed", ["redeploy", "unfollow", "stop"]],
    ["failed", ["retry", "redeploy", "unfollow", "stop"]],
    ["cancelled", ["retry", "redeploy", "unfollow", "stop"]],
    ["removed", []],
  ])("while it is %s: %s", (state, expected) => {
    expect(verbsFor(state)).toEqual(expected);
  });

  it("is no second cancelling", () => {
    expect(verbsFor("importing", true)).toEqual(["unfollow"]);
  });

  it("is either to follow renewals or not to", () => {
    const follows = one("deployed");
    const stays = one("deployed", false, false);
    expect(fitting("unfollow", [follows, stays])).toEqual([follows]);
    expect(fitting("follow", [follows, stays])).toEqual([stays]);
    expect(fitting("follow", [one("removed", false, false)])).toEqual([]);
  });

  it("is asked of those of a selection that it fits", () => {
    const failed = one("failed");
    expect(fitting("retry", [one("deployed"), failed, one("waiting")])).toEqual([failed]);
  });
});

it("rests when it is deployed, failed, cancelled or removed", () => {
  const states: DeploymentState[] = ["waiting", "looking", "deployed", "failed", "cancelled", "removed"];
  expect(states.filter((state) => isUnderWay({ state }))).toEqual(["waiting", "looking"]);
});

describe("what can have been superseded", () => {
  const arn = "arn:aws:iam::123456789012:server-certificate/shop-1a2b3c4d5e6f7081";

  it("lies in IAM, beside what is kept there", () => {
    expect(mayHaveSuperseded({ service: "iam", state: "deployed", arn })).toBe(true);
    expect(mayHaveSuperseded({ service: "iam", state: "failed", arn })).toBe(true);
    expect(mayHaveSuperseded({ service: "iam", state: "failed", arn: null })).toBe(false);
    expect(mayHaveSuperseded({ service: "acm", state: "deployed", arn })).toBe(false);
  });

  it("is left alone while anything is under way, and once nothing is managed", () => {
    expect(mayHaveSuperseded({ service: "iam", state: "looking", arn })).toBe(false);
    expect(mayHaveSuperseded({ service: "iam", state: "removed", arn })).toBe(false);
  });
});
