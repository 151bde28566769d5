import { describe, expect, it } from "vitest";

import { emptyDescription } from "../making/description.ts";
import { emptyDraft, problemsOf, usualDays, wishOf } from "./draft.ts";

const named = { ...emptyDraft, name: " shop ", description: { ...emptyDescription, dns: "shop.test" } };

describe("a certificate to make", () => {
  it("needs a name and something that it names", () => {
    expect(Object.keys(problemsOf(emptyDraft)).toSorted()).toEqual(["dns_names", "name"]);
    expect(problemsOf(named)).toEqual({});
  });

  it("is signed by an authority that was chosen, and by none when it signs itself", () => {
    expect(problemsOf({ ...named, signer: "authority" })).toHaveProperty("signed_by");
    expect(wishOf({ ...named, signer: "authority", signedBy: "a1" })).toHaveProperty("signed_by", "a1");
    expect(wishOf({ ...named, signer: "itself", signedBy: "a1" })).not.toHaveProperty("signed_by");
  });

  it("holds some whole days, or as long as is usual", () => {
    for (const wrong of ["0", "36501", "1.5", "-3", "ten"]) {
      expect(problemsOf({ ...named, lifetimeDays: wrong }), wrong).toHaveProperty("lifetime_days");
    }
    expect(wishOf({ ...named, lifetimeDays: "365" })).toHaveProperty("lifetime_days", 365);
    const authority = { ...named, description: { ...named.description, isCa: true } };
    expect(usualDays(named)).toBe(90);
    expect(usualDays(authority)).toBe(3650);
    expect(usualDays({ ...authority, signer: "authority" })).toBe(1825);
  });

  it("is sent without what was left empty", () => {
    expect(wishOf(named)).toEqual({
      name: "shop",
      key_algorithm: "EC_prime256v1",
      dns_names: ["shop.test"],
    });
  });
});
