import { describe, expect, it } from "vitest";

import {
  certificateStatus,
  daysLeftText,
  humanize,
  keyAlgorithm,
  syncState,
  syncStates,
  syncWords,
  typeLabel,
  urgency,
} from "./states.ts";

describe("states", () => {
  it("name ACM's three types exactly", () => {
    expect(["AMAZON_ISSUED", "PRIVATE", "IMPORTED"].map(typeLabel)).toEqual([
      "Amazon Issued",
      "Private",
      "Imported",
    ]);
  });

  it("show a value that AWS added later", () => {
    expect(certificateStatus("PENDING_ACM_REVIEW")).toEqual({ type: "info", text: "Pending ACM review" });
  });

  it("keep acronyms in capitals", () => {
    expect(humanize("TLS_WEB_SERVER_AUTHENTICATION")).toBe("TLS web server authentication");
  });

  it("read key algorithms as people write them", () => {
    expect(["RSA_2048", "EC_prime256v1"].map(keyAlgorithm)).toEqual(["RSA 2048", "ECDSA P-256"]);
  });
});

describe("the sync state", () => {
  it("is red for every mismatch, and for nothing else", () => {
    expect(syncStates.filter((state) => syncState(state).type !== "error")).toEqual(["unknown", "in_sync"]);
  });

  it("is calm once it is accepted, and still says what it is", () => {
    const sync = {
      state: "aws_newer" as const,
      served: "5d5f0f2c",
      is_mismatch: false,
      is_accepted: true,
      since: "2027-02-04T14:05:09Z",
      certificate: { id: "crt_1", name: "shop" },
      deployment: null,
    };
    expect(syncWords(sync)).toEqual({ type: "info", text: "Accepted (AWS newer)" });
    expect(syncWords({ ...sync, is_accepted: false })).toEqual({ type: "error", text: "AWS newer" });
  });

  it("is none of what is not managed, whether the server says so or does not know of it", () => {
    expect([syncWords(null).text, syncWords(undefined).text]).toEqual(["–", "–"]);
  });
});

describe("days left", () => {
  it.each([
    [-1, "expired", "expired less than a day ago"],
    [-2, "expired", "expired 1 day ago"],
    [-4, "expired", "expired 3 days ago"],
    [0, "critical", "less than a day left"],
    [1, "critical", "1 day left"],
    [7, "critical", "7 days left"],
    [8, "soon", "8 days left"],
    [31, "calm", "31 days left"],
    [729, "calm", "729 days left"],
    [730, "calm", "2 years left"],
    [-5316, "expired", "expired 14 years ago"],
    [null, "unknown", "–"],
  ])("%s: %s, %s", (days, level, words) => {
    expect([urgency(days), daysLeftText(days)]).toEqual([level, words]);
  });
});
