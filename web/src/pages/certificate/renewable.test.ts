import { describe, expect, it } from "vitest";

import { type CertificateVersion } from "../../api/types.ts";
import { issuerToLookFor } from "./renewable.ts";

const version = (part: Partial<CertificateVersion>) =>
  ({
    is_self_signed: false,
    origin: "uploaded",
    chain: [],
    issuer: "CN=Root",
    ...part,
  }) as CertificateVersion;

describe("whether Certwright can renew a certificate", () => {
  it("is known of those that are self-signed or were made here", () => {
    expect(issuerToLookFor(version({ is_self_signed: true }))).toBeNull();
    for (const origin of ["self_signed", "signed_here", "renewed"] as const) {
      expect(issuerToLookFor(version({ origin, chain: ["ab"] })), origin).toBeNull();
    }
  });

  it("depends on the issuer where somebody else may have signed", () => {
    const subject = "CN=Root";
    expect(issuerToLookFor(version({ chain: ["ab", "cd"] }))).toEqual({ fingerprint: "ab", subject });
    expect(issuerToLookFor(version({ origin: "issued" }))).toEqual({ fingerprint: null, subject });
  });
});
