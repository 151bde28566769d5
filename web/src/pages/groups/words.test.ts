import { describe, expect, it } from "vitest";

import { ruleLanguage } from "../certificates/filters.ts";
import { wordsOf } from "./words.ts";

const words = (rule: string) => wordsOf(ruleLanguage, new URLSearchParams(rule));

describe("a rule in words", () => {
  it("has a line for each property, with its alternatives", () => {
    expect(words("owner=payments&owner=shop&expires_within=30")).toEqual([
      "Owner is payments or shop",
      "Expires within at most 30 days",
    ]);
  });

  it("tells a part of a name from the whole, and what is not meant", () => {
    expect(words("domain==www.shop.test&domain=!old&q=x")).toEqual([
      "Domain is www.shop.test",
      "Domain does not contain old",
      "Text contains x",
    ]);
  });
});
