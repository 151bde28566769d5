import { describe, expect, it } from "vitest";

import { type FilterLanguage } from "../../components/filters.ts";
import { language, tileActive, withTileFilter } from "./filters.ts";

type Query = Parameters<FilterLanguage["toFilters"]>[0];
const toFilters = (query: Query) => language.toFilters(query);

const filters = (text: string) => new URLSearchParams(text);
const round = (text: string) => toFilters(language.toQuery(filters(text))).toString();

describe("the filter of the list", () => {
  it("makes alternatives of the values of one property", () => {
    const query = {
      operation: "and" as const,
      tokens: [{ propertyKey: "status", operator: "=" as const, value: ["ISSUED", "EXPIRED"] }],
    };
    expect(toFilters(query).getAll("status")).toEqual(["ISSUED", "EXPIRED"]);
  });

  it("writes a denial with an exclamation mark", () => {
    const query = {
      operation: "and" as const,
      tokens: [{ propertyKey: "region", operator: "!=" as const, value: ["us-east-1"] }],
    };
    expect(toFilters(query).get("region")).toBe("!us-east-1");
  });

  it("tells an exact name from a part of it", () => {
    const name = (operator: ":" | "=" | "!:" | "!=") =>
      toFilters({ operation: "and", tokens: [{ propertyKey: "name", operator, value: "example.com" }] }).get(
        "name",
      );
    expect([name(":"), name("="), name("!:"), name("!=")]).toEqual([
      "example.com",
      "=example.com",
      "!example.com",
      "!=example.com",
    ]);
  });

  it("keeps free text apart from properties", () => {
    expect(toFilters({ operation: "and", tokens: [{ operator: ":", value: " payments " }] }).toString()).toBe(
      "q=payments",
    );
  });

  it("understands days and yes as people type them", () => {
    const typed = {
      operation: "and" as const,
      tokens: [
        { propertyKey: "expires_within", operator: "<=" as const, value: "30 days" },
        { propertyKey: "in_use", operator: "=" as const, value: "Yes" },
      ],
    };
    expect(toFilters(typed).toString()).toBe("expires_within=30&in_use=true");
  });

  it("understands the words of the page for the values of AWS", () => {
    const typed = (propertyKey: string, value: string) =>
      toFilters({ operation: "and", tokens: [{ propertyKey, operator: "=", value: [value] }] }).get(
        propertyKey,
      );
    expect(typed("type", "Amazon issued")).toBe("AMAZON_ISSUED");
    expect(typed("status", "pending validation")).toBe("PENDING_VALIDATION");
    expect(typed("key_algorithm", "RSA 4096")).toBe("RSA_4096");
    expect(typed("service", "IAM")).toBe("iam");
    expect(typed("sync_state", "out of sync")).toBe("mismatch");
    expect(typed("sync_state", "AWS newer")).toBe("aws_newer");
    expect(typed("status", "SOMETHING_NEW")).toBe("SOMETHING_NEW");
  });

  it.each([
    "status=ISSUED&status=EXPIRED&region=%21eu-west-1",
    "name=*.example.com&name=%21%3Dwww.example.com&covers=api.example.com",
    "sync_state=mismatch&sync_state=accepted&sync_state=%21unmanaged",
    "expires_within=30&expired=false&in_use=true&missing=false",
    "tag=team%3Dpayments&issuer=Amazon&serial=%2103%3Aab&q=shop",
  ])("comes back from the address as it was: %s", (text) => {
    expect(round(text)).toBe(text);
  });

  it("leaves sorting alone and drops the cursor of another filter", () => {
    const address = filters("sort=-not_after&cursor=abc&page=3&status=ISSUED");
    expect(language.withFilters(address, filters("type=PRIVATE")).toString()).toBe(
      "sort=-not_after&type=PRIVATE",
    );
    expect(language.filtersOf(address).toString()).toBe("status=ISSUED");
  });
});

describe("the tiles", () => {
  it("replace each other and keep the rest of the filter", () => {
    const within = withTileFilter(filters("region=eu-west-1&expired=true"), {
      expires_within: "30",
      expired: "false",
    });
    expect(within.toString()).toBe("region=eu-west-1&expires_within=30&expired=false");
    expect(tileActive(within, { expires_within: "30", expired: "false" })).toBe(true);
    expect(tileActive(within, { expired: "true" })).toBe(false);
    const mismatch = withTileFilter(within, { sync_state: "mismatch" });
    expect(mismatch.toString()).toBe("region=eu-west-1&sync_state=mismatch");
  });
});
