import { describe, expect, it } from "vitest";

import { Presses } from "./presses.ts";

describe("a press that is repeated", () => {
  it("is not carried out while the first one is", () => {
    const presses = new Presses();
    expect([
      presses.begin({ region: "eu-west-1" }, 0),
      presses.begin({ region: "eu-west-1" }, 9_000),
    ]).toEqual([true, false]);
  });

  it("is not carried out right after it either", () => {
    const presses = new Presses();
    presses.begin(undefined, 0);
    presses.end(undefined, true, 20);
    expect([presses.begin(undefined, 200), presses.begin(undefined, 600)]).toEqual([false, true]);
  });

  it("is carried out when the first one failed, or meant something else", () => {
    const presses = new Presses();
    presses.begin("a", 0);
    expect(presses.begin("b", 1)).toBe(true);
    presses.end("a", false, 20);
    expect(presses.begin("a", 30)).toBe(true);
  });
});
