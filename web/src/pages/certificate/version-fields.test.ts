import { describe, expect, it } from "vitest";

import { type CertificateVersion, type VersionContent } from "../../api/types.ts";
import { compared, fieldsOf } from "./version-fields.ts";

const version: CertificateVersion = {
  number: 1,
  is_current: false,
  origin: "uploaded",
  source_arn: null,
  domain_name: "shop.test",
  subject_alternative_names: ["shop.test", "www.shop.test"],
  subject: "CN=shop.test",
  issuer: "CN=Example",
  serial: "01",
  fingerprint_sha256: "aa",
  spki_sha256: "bb",
  key_algorithm: "EC_prime256v1",
  signature_algorithm: "SHA256WITHECDSA",
  not_before: "2026-01-01T00:00:00Z",
  not_after: "2027-01-01T00:00:00Z",
  days_left: 30,
  is_ca: false,
  is_self_signed: false,
  is_revoked: false,
  has_private_key: true,
  chain: [],
  reaches_root: false,
  created_by: "user:ada",
  created_at: "2026-01-01T00:00:00Z",
};

const content: VersionContent = {
  version,
  dns_names: ["shop.test", "www.shop.test"],
  ip_addresses: ["192.0.2.7"],
  emails: [],
  uris: ["urn:shop"],
  key_usages: ["DIGITAL_SIGNATURE"],
  extended_key_usages: ["TLS_WEB_SERVER_AUTHENTICATION"],
  subject_key_id: "",
  authority_key_id: "",
  ocsp_urls: [],
  crl_urls: [],
  ca_issuer_urls: [],
  chain: [],
};

const textOf = (label: string) => fieldsOf(content).find((field) => field.label === label)?.text;

describe("a version", () => {
  it("is told in words, each name once, and with a dash for what it does not have", () => {
    expect(textOf("Names")).toBe("shop.test\nwww.shop.test\n192.0.2.7");
    expect(textOf("URIs")).toBe("urn:shop");
    expect(textOf("Extended key usage")).toBe("TLS web server authentication");
    expect(textOf("Chain (SHA-256)")).toBe("–");
  });

  it("differs from another in what the other has otherwise", () => {
    const fields = compared(content, {
      ...content,
      version: { ...version, serial: "02" },
      dns_names: ["shop.test"],
    });
    expect(fields.filter(({ differs }) => differs).map(({ label }) => label)).toEqual([
      "Names",
      "Serial number",
    ]);
    expect(compared(content, content).some(({ differs }) => differs)).toBe(false);
  });
});
