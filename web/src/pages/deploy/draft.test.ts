import { describe, expect, it } from "vitest";

import { bulkOrderOf, bulkWishOf, draftFrom, lookedAtWith, problemsOf, wishOf } from "./draft.ts";
import { deployPath, presetOf } from "./preset.ts";

const draft = { ...draftFrom({ certificates: ["crt_1"], account: "acc_1", regions: ["us-east-1"] }) };

describe("what is to be deployed", () => {
  it("is a certificate, in an account, in a region", () => {
    expect(problemsOf(draft)).toEqual({});
    expect(Object.keys(problemsOf(draftFrom({})))).toEqual(["certificates", "account", "regions"]);
  });

  it("has tags with a key each", () => {
    expect(problemsOf({ ...draft, tags: [{ key: "", value: "x" }] }).tags).toBe("Every value needs a key.");
  });

  it("leaves the tags of a standing order alone when none are given", () => {
    expect(bulkWishOf(draft, null)).toEqual({
      certificates: ["crt_1"],
      account: "acc_1",
      regions: ["us-east-1"],
    });
  });

  it("leaves the options of a standing order alone that nobody has chosen", () => {
    expect(bulkOrderOf(draft, [])).not.toHaveProperty("auto_redeploy");
    expect(bulkOrderOf({ ...draft, autoRedeploy: false, replace: false }, [])).toMatchObject({
      auto_redeploy: false,
      replace: false,
    });
  });

  it("is asked of AWS with what was chosen, and without what comes later", () => {
    const tagged = { ...draft, replace: true, autoRedeploy: true, tags: [{ key: " team ", value: "shop" }] };
    expect(wishOf(tagged, "crt_1", ["us-east-1"], { "us-east-1": "arn" })).toEqual({
      certificate: "crt_1",
      account: "acc_1",
      regions: ["us-east-1"],
      replace: true,
      tags: { team: "shop" },
      arns: { "us-east-1": "arn" },
    });
  });
});

describe("a region that is looked at again", () => {
  it("is looked at with the one that CloudFront takes certificates of, if it is among them", () => {
    const regions = ["us-east-1", "eu-west-1", "eu-west-2"];
    expect(lookedAtWith({ ...draft, regions }, "eu-west-1")).toEqual(["eu-west-1", "us-east-1"]);
    expect(lookedAtWith({ ...draft, regions }, "us-east-1")).toEqual(["us-east-1"]);
    expect(lookedAtWith({ ...draft, regions: ["eu-west-1"] }, "eu-west-1")).toEqual(["eu-west-1"]);
  });
});

describe("many at once", () => {
  const many = { ...draftFrom({ group: "grp_1", account: "acc_1", regions: ["a", "b"] }), careful: true };

  it("is looked at page by page", () => {
    expect(problemsOf(many)).toEqual({});
    expect(bulkWishOf(many, "next")).toEqual({
      group: "grp_1",
      account: "acc_1",
      regions: ["a", "b"],
      cursor: "next",
    });
    expect(bulkWishOf({ ...many, source: "filter", filter: "owner=x" }, null)).toMatchObject({
      filter: "owner=x",
    });
    expect(Object.keys(problemsOf({ ...many, source: "filter" }))).toEqual(["filter"]);
  });

  it("is ordered as it was looked at, without what was left out", () => {
    expect(
      bulkOrderOf(many, [
        { certificate: "crt_1", regions: ["a", "b"], arns: {} },
        { certificate: "crt_2", regions: ["b"], arns: { b: "arn" } },
      ]),
    ).toEqual({
      certificates: ["crt_1", "crt_2"],
      account: "acc_1",
      regions: ["a", "b"],
      pause_seconds: 1800,
      left_out: [{ certificate: "crt_2", region: "a" }],
      chosen: [{ certificate: "crt_2", region: "b", arn: "arn" }],
    });
  });

  it("is asked for with a pause that is a number", () => {
    expect(problemsOf({ ...many, pause: "soon" }).pause).toMatch(/minutes/);
  });
});

describe("what goes to IAM", () => {
  const iam = { ...draft, service: "iam" as const, regions: [], path: "/cloudfront/shop/" };

  it("has no regions, and a path between slashes", () => {
    expect(problemsOf(iam)).toEqual({});
    expect(problemsOf({ ...iam, path: "cloudfront" }).path).toContain("slash");
    expect(wishOf(iam, "crt_1", ["aws-global"], {})).toEqual({
      certificate: "crt_1",
      account: "acc_1",
      service: "iam",
      path: "/cloudfront/shop/",
    });
  });

  it("is rolled out nowhere else", () => {
    expect(bulkOrderOf({ ...iam, careful: true, pause: "x" }, [])).not.toHaveProperty("pause_seconds");
  });
});

describe("the way to the form", () => {
  it("carries what is known", () => {
    const path = deployPath({ certificates: ["a", "b"], account: "acc", regions: ["eu-west-1"] });
    expect(path).toBe("/deployments/new?certificate=a&certificate=b&account=acc&region=eu-west-1");
    expect(presetOf(new URL(path, "http://x").searchParams)).toEqual({
      certificates: ["a", "b"],
      account: "acc",
      regions: ["eu-west-1"],
    });
  });

  it("is plain without", () => {
    expect(deployPath({})).toBe("/deployments/new");
  });
});
