import { describe, expect, it } from "vitest";

import { regionMeant, wholeRegion } from "./regions.ts";

const known = ["ca-central-1", "eu-west-1", "eu-west-2"];

describe("what is typed as a region", () => {
  it.each([
    ["ca-c", "ca-central-1"],
    [" EU-West-2 ", "eu-west-2"],
    ["us-gov-west-1", "us-gov-west-1"],
    ["eu-w", null],
    ["ca-x", null],
    ["everywhere", null],
  ])("%s means %s", (typed, region) => {
    expect(regionMeant(typed, known)).toBe(region);
  });

  it("is taken without asking only when it is written out", () => {
    expect([wholeRegion("ca-c", known), wholeRegion("mx-central-1", known)]).toEqual([null, "mx-central-1"]);
  });
});
