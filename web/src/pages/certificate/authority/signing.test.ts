import { describe, expect, it } from "vitest";

import { emptySigning, findingsOf, leftOutOf, requestsIn, signingProblems, signingWish } from "./signing.ts";

const csr = (body: string) =>
  `-----BEGIN CERTIFICATE REQUEST-----\n${body}\n-----END CERTIFICATE REQUEST-----`;

describe("requests to sign", () => {
  it("are taken out of pasted text one by one, with whatever stands between them", () => {
    expect(requestsIn("  \n")).toEqual([]);
    expect(requestsIn(csr("AAAA"))).toEqual([{ name: "pasted text", text: `${csr("AAAA")}\n` }]);
    expect(requestsIn(`first:\n${csr("AAAA")}\nsecond:\n${csr("BBBB")}\n`)).toEqual([
      { name: "pasted request 1", text: `${csr("AAAA")}\n` },
      { name: "pasted request 2", text: `${csr("BBBB")}\n` },
    ]);
    expect(requestsIn("nonsense")).toEqual([{ name: "pasted text", text: "nonsense\n" }]);
  });

  it("are at least one, and wishes are whole numbers", () => {
    expect(signingProblems(emptySigning)).toHaveProperty("files");
    const draft = { ...emptySigning, text: csr("AAAA") };
    expect(signingProblems(draft)).toEqual({});
    expect(signingProblems({ ...draft, lifetimeDays: "0" })).toHaveProperty("lifetime_days");
    expect(signingProblems({ ...draft, allowCa: true, pathLength: "x" })).toHaveProperty("path_length");
    expect(signingProblems({ ...draft, pathLength: "x" })).toEqual({});
  });

  it("may ask for what their certificates do not have", () => {
    const constraints = { oid: "2.5.29.30", name: "X509v3 Name Constraints", why: "not signed here" };
    const signed = [
      { file: "a.csr", extensions_left_out: [constraints] },
      { file: "b.csr", extensions_left_out: [] },
    ];
    expect(leftOutOf(signed)).toEqual([{ file: "a.csr", ...constraints }]);
  });

  it("may give certificates that clients do not like", () => {
    const nameless = {
      id: "no_alternative_names",
      severity: "error" as const,
      message: "only its common name names a host",
      hint: "have it issued with its names",
      refused_by_acm: false,
    };
    const signed = [
      { file: "a.csr", findings: [] },
      { file: "b.csr", findings: [nameless] },
    ];
    expect(findingsOf(signed)).toEqual([{ file: "b.csr", ...nameless }]);
  });

  it("are sent together with what was wished", async () => {
    const files = [new File([new Uint8Array(3)], "a.csr")];
    expect(await signingWish({ ...emptySigning, files, text: "x" })).toEqual({
      files: [
        { name: "a.csr", content: "AAAA" },
        { name: "pasted text", content: btoa("x\n") },
      ],
    });
    const wish = { ...emptySigning, text: "x", lifetimeDays: "30", allowCa: true, pathLength: "0" };
    expect(await signingWish(wish)).toMatchObject({ lifetime_days: 30, allow_ca: true, path_length: 0 });
  });
});
