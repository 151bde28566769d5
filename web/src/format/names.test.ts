import { describe, expect, it } from "vitest";

import { hostsFirst, namesBeside } from "./names.ts";

describe("names", () => {
  it("are told once, in whatever case the first is written", () => {
    expect(namesBeside("Example Issuing", ["example issuing", "shop.test"])).toEqual(["shop.test"]);
    expect(namesBeside("shop.test", ["shop.test"])).toEqual([]);
  });

  it("stand before addresses", () => {
    expect(hostsFirst(["10.0.0.9", "b.test", "2001:db8::1", "a.test"])).toEqual([
      "b.test",
      "a.test",
      "10.0.0.9",
      "2001:db8::1",
    ]);
  });
});
