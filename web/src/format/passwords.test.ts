import { describe, expect, it } from "vitest";

import { passwordStrength } from "./passwords.ts";

describe("password strength", () => {
  it("counts what is missing", () => {
    expect(passwordStrength("short").words).toBe("Too short: 7 more characters");
    expect(passwordStrength("elevenchars").words).toBe("Too short: 1 more character");
  });

  it.each(["aaaaaaaaaaaaaaaa", "password123456", "my-name-is-ada-1"])("calls %s weak", (password) => {
    expect(passwordStrength(password, "ada").score).toBe(1);
  });

  it("prefers length", () => {
    const longer = passwordStrength("correct horse battery staple").score;
    expect(longer).toBe(4);
    expect(passwordStrength("kq7zmwtx0pdr").score).toBeLessThan(longer);
  });
});
