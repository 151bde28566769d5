import { describe, expect, it } from "vitest";

import { readRevocationList } from "./revocation-list.ts";

const bytes = (text: string) => new Uint8Array(Buffer.from(text, "base64"));

/** `openssl ca -gencrl`, number 0x1234, with two revoked certificates. */
const withTwo = [
  "MIIBDjCBtAIBATAKBggqhkjOPQQDAjAXMRUwEwYDVQQDDAxFeGFtcGxlIFJvb3QXDTI2MDEwMjAzMDQwNVoXDTI2MD",
  "EwOTAzMDQwNVowOjAiAgMfDFUXDTI1MDEwMjAzMDQwNVowDDAKBgNVHRUEAwoBATAUAgMfDFYXDTI1MDEwMjAzMDQw",
  "NVqgMDAuMB8GA1UdIwQYMBaAFOLiRcnz3jeMjdGJcSHswsx9v933MAsGA1UdFAQEAgISNDAKBggqhkjOPQQDAgNJAD",
  "BGAiEA95oEwm8rL5/znzxnZrb6XWViHkU0Elpiy1uX/3/mrHMCIQD3a5/+3euk2wEh3jm3Lt24A0H/nfjuEEB8RZPZ",
  "iQ6PEg==",
].join("");
/** Without extensions and entries, in 2050, where times have four digits of the year. */
const withNone = [
  "MIGfMEcwCgYIKoZIzj0EAwIwFzEVMBMGA1UEAwwMRXhhbXBsZSBSb290GA8yMDUwMDEwMjAzMDQwNVoYDzIwNTAwMT",
  "A5MDMwNDA1WjAKBggqhkjOPQQDAgNIADBFAiEAjKpDTaq1joQWUuJhgwjbn6e8hkaL5SMnSehkqioMLuMCIGdSnxfm",
  "R2Xorg4UIoCKhdNlPgUZUq9faSc2AVFeUGq9",
].join("");

describe("a revocation list", () => {
  it("says its number, its times and how many it revokes", () => {
    expect(readRevocationList(bytes(withTwo))).toEqual({
      number: "4660",
      thisUpdate: "2026-01-02T03:04:05Z",
      nextUpdate: "2026-01-09T03:04:05Z",
      revoked: 2,
    });
  });

  it("may have no number and revoke nothing", () => {
    expect(readRevocationList(bytes(withNone))).toEqual({
      number: null,
      thisUpdate: "2050-01-02T03:04:05Z",
      nextUpdate: "2050-01-09T03:04:05Z",
      revoked: 0,
    });
  });

  it("is refused when it is cut short or something else", () => {
    const whole = bytes(withTwo);
    for (let length = 0; length < whole.length; ++length) {
      expect(() => readRevocationList(whole.subarray(0, length)), String(length)).toThrow();
    }
    expect(() => readRevocationList(new Uint8Array([0x30, 0x85, 1, 1, 1, 1, 1]))).toThrow(/too long/);
  });
});
