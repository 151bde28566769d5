import { describe, expect, it } from "vitest";

import {
  firstRollOut,
  pauseSecondsOf,
  rollOutOf,
  rollOutProblem,
  rollOutText,
  takesTurns,
} from "./roll-out.ts";

describe("the roll-out of orders that stand", () => {
  it("begins with the longest pause that one of them has", () => {
    expect(rollOutOf([{ pause_seconds: null }])).toEqual(firstRollOut);
    const mixed = [{ pause_seconds: 600 }, { pause_seconds: null }, { pause_seconds: 7200 }];
    expect(rollOutOf(mixed)).toEqual({ careful: true, pause: "120" });
    expect(rollOutOf([{ pause_seconds: 90 }]).pause).toBe("2");
    expect(rollOutOf([{ pause_seconds: 0 }])).toEqual({ careful: true, pause: "0" });
  });

  it("has a pause in whole minutes, or none", () => {
    expect(pauseSecondsOf({ careful: true, pause: "5" })).toBe(300);
    expect(pauseSecondsOf({ careful: false, pause: "5" })).toBeNull();
    for (const pause of ["", "1.5", "-1", "43201"])
      expect(rollOutProblem({ careful: true, pause })).toBeDefined();
    expect(rollOutProblem({ careful: true, pause: "43200" })).toBeUndefined();
    expect(rollOutProblem({ careful: false, pause: "" })).toBeUndefined();
  });

  it("is told in words", () => {
    expect(rollOutText({ pause_seconds: null })).toBe("All at once");
    expect(rollOutText({ pause_seconds: 0 })).toBe("One after the other");
    expect(rollOutText({ pause_seconds: 1800 })).toBe("30 min apart");
  });

  it("is of ACM's regions, as long as the order stands", () => {
    expect(takesTurns({ service: "acm", state: "failed" })).toBe(true);
    expect(takesTurns({ service: "acm", state: "removed" })).toBe(false);
    expect(takesTurns({ service: "iam", state: "deployed" })).toBe(false);
  });
});
