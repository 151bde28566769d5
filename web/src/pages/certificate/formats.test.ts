import { describe, expect, it } from "vitest";

import { emptyExport, exportProblems, formats, takesPassword } from "./formats.ts";

describe("an export", () => {
  it("of public data needs nothing but a password where the file is encrypted", () => {
    for (const { value, needsPassword } of formats) {
      const draft = { ...emptyExport, format: value };
      expect(takesPassword(draft), value).toBe(needsPassword);
      expect(Object.keys(exportProblems(draft)), value).toEqual(needsPassword ? ["password"] : []);
    }
  });

  it("of a private key needs a reason, and in PEM may have a password", () => {
    const draft = { ...emptyExport, withKey: true };
    expect(takesPassword(draft)).toBe(true);
    expect(Object.keys(exportProblems(draft))).toEqual(["reason"]);
    expect(exportProblems({ ...draft, reason: "new load balancer" })).toEqual({});
  });

  it("has a password that was typed twice alike", () => {
    const draft = { ...emptyExport, format: "pkcs12" as const, password: "letmein" };
    expect(exportProblems({ ...draft, repeated: "letmeout" })).toEqual({ repeated: "The two differ." });
    expect(exportProblems({ ...draft, repeated: "letmein" })).toEqual({});
  });
});
