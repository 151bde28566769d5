import { describe, expect, it } from "vitest";

import { count, date, duration, number, relative, secondsBetween } from "./dates.ts";

const now = Date.parse("2026-11-24T12:00:00Z");

describe("relative time", () => {
  it.each([
    ["2026-11-24T12:00:03Z", "now"],
    ["2026-11-24T11:58:00Z", "2 minutes ago"],
    ["2026-11-24T15:30:00Z", "in 3 hours"],
    ["2026-11-23T12:00:00Z", "yesterday"],
    ["2026-12-24T13:00:00Z", "next month"],
    ["2024-11-01T00:00:00Z", "2 years ago"],
  ])("says of %s: %s", (time, words) => {
    expect(relative(time, now)).toBe(words);
  });
});

describe("durations", () => {
  it.each([
    [0, "0 s"],
    [4.24, "4.2 s"],
    [34.5, "35 s"],
    [200, "3 min 20 s"],
    [7_200, "2 h"],
    [1_051_200, "12 d 4 h"],
    [null, "–"],
  ])("show %s as %s", (seconds, words) => {
    expect(duration(seconds)).toBe(words);
  });

  it("need both ends", () => {
    expect(secondsBetween("2026-11-24T12:00:00Z", "2026-11-24T12:00:09Z")).toBe(9);
    expect(secondsBetween("2026-11-24T12:00:00Z", null)).toBeNull();
  });
});

describe("numbers and dates", () => {
  it("count with the right noun", () => {
    expect([count(1, "certificate"), count(1204, "certificate"), count(0, "match", "matches")]).toEqual([
      "1 certificate",
      "1,204 certificates",
      "0 matches",
    ]);
  });

  it("show a dash for what is not known", () => {
    expect([date(null), number(undefined)]).toEqual(["–", "–"]);
  });
});
