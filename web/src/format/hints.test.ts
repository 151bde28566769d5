import { describe, expect, it } from "vitest";

import { onPage } from "./hints.ts";

describe("a hint on a page", () => {
  it.each([
    [
      "stop managing its deployments first (`certwright deploy remove`); AWS keeps the certificate",
      "stop managing its deployments first; AWS keeps the certificate",
    ],
    [
      "make a request for its authority with `certwright cert csr NAME`, and import what comes",
      "make a request for its authority, and import what comes",
    ],
    ["a discovery run may find it: `certwright discover --wait`", "a discovery run may find it"],
    [
      "`certwright cert list` shows the certificates",
      "on the command line, `certwright cert list` shows the certificates",
    ],
    ["begin with arn:aws", "begin with arn:aws"],
  ])("of %s says: %s", (hint, words) => {
    expect(onPage(hint)).toBe(words);
  });
});
