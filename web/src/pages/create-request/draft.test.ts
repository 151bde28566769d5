import { describe, expect, it } from "vitest";

import { emptyDescription } from "../making/description.ts";
import { type Draft, emptyDraft, problemsOf, wishOf } from "./draft.ts";

const fresh: Draft = { ...emptyDraft, name: "shop ", description: { ...emptyDescription, dns: "shop.test" } };
const renewal: Draft = { ...emptyDraft, purpose: "renewal", model: "c1" };

describe("a request for a new certificate", () => {
  it("has a name and says what it names", () => {
    expect(Object.keys(problemsOf(emptyDraft)).toSorted()).toEqual(["dns_names", "name"]);
    expect(problemsOf(fresh)).toEqual({});
    expect(wishOf({ ...fresh, sameKey: true })).toEqual({ name: "shop", dns_names: ["shop.test"] });
    expect(wishOf({ ...fresh, keyAlgorithm: "RSA_2048" })).toHaveProperty("key_algorithm", "RSA_2048");
  });
});

describe("a request modelled on a certificate", () => {
  it("is for its next version, and needs nothing else", () => {
    expect(problemsOf({ ...renewal, model: "" })).toHaveProperty("like");
    expect(problemsOf(renewal)).toEqual({});
    expect(wishOf(renewal)).toEqual({ name: "c1" });
  });

  it("is for a new one that is like it, and then has a name of its own", () => {
    const like: Draft = { ...renewal, purpose: "like" };
    expect(problemsOf(like)).toHaveProperty("name");
    expect(wishOf({ ...like, name: "spare" })).toEqual({ name: "spare", like: "c1" });
  });

  it("has the same key, whose kind is then not chosen, or a new one", () => {
    const same: Draft = { ...renewal, sameKey: true, keyAlgorithm: "RSA_4096" };
    expect(wishOf(same)).toEqual({ name: "c1", same_key: true });
    expect(wishOf({ ...same, sameKey: false })).toEqual({ name: "c1", key_algorithm: "RSA_4096" });
  });
});
