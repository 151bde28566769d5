import { describe, expect, it } from "vitest";

import { certificateStatus, daysLeftText, humanize, keyAlgorithm, typeLabel, urgency } from "./states.ts";

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

describe("days left", () => {
  it.each([
    [-3, "expired", "expired 3 days ago"],
    [0, "critical", "expires today"],
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
