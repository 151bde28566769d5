import { describe, expect, it } from "vitest";

import { type AwsCertificate } from "../../api/types.ts";
import { optionOf } from "./candidate.ts";

const candidate = { arn: "arn:1", same: "names" as const, not_after: null, users: 0, obstacle: null };
const seen = {
  not_after: "2027-02-25T12:00:00Z",
  days_left: 89,
  in_use: true,
  in_use_by: [{}, {}],
  serial: "01:02",
} as AwsCertificate;

describe("what can be replaced", () => {
  it("is told apart by end, use and serial number", () => {
    expect(optionOf(candidate, seen)).toEqual({
      value: "arn:1",
      label: "arn:1",
      description: "The same names",
      tags: ["Expires 25 Feb 2027, 89 days left", "In use by 2 resources", "Serial 01:02"],
    });
    expect(optionOf(candidate, { ...seen, in_use: false, in_use_by: [] }).tags).toContain("Not in use");
  });

  it("says so when no discovery has seen it", () => {
    expect(optionOf(candidate, undefined).tags).toEqual(["Not discovered yet"]);
  });
});
