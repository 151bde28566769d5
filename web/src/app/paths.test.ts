import { describe, expect, it } from "vitest";

import { safeTarget, signInPath } from "./paths.ts";

describe("the way through sign-in", () => {
  it("keeps the target with its query", () => {
    const path = signInPath("/certificates/aws?status=ISSUED&sort=-not_after");
    expect(safeTarget(new URL(path, "http://x").searchParams.get("next"))).toBe(
      "/certificates/aws?status=ISSUED&sort=-not_after",
    );
  });

  it.each([null, "https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"])(
    "does not leave this site for %s",
    (next) => {
      expect(safeTarget(next)).toBe("/certificates/aws");
    },
  );
});
