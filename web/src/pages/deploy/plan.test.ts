import { describe, expect, it } from "vitest";

import { type PlannedRegion } from "../../api/types.ts";
import { byUrgency, isDeployable, ordersOf, rowsOf, withChoice } from "./plan.ts";

const planned = (region: string, action: PlannedRegion["action"], more = {}): PlannedRegion => ({
  region,
  action,
  deployment: null,
  arn: null,
  reason: "",
  candidates: [],
  refusals: [],
  warnings: [],
  imported: null,
  imported_in_year: null,
  ...more,
});
const candidate = (arn: string, obstacle: string | null = null) => ({ arn, same: "key" as const, obstacle });

const rows = [
  ...rowsOf("shop", [
    planned("us-east-1", "first_import"),
    planned("eu-west-1", "refused"),
    planned("ap-south-1", "choose", { candidates: [candidate("arn:1"), candidate("arn:2", "is no import")] }),
  ]),
  ...rowsOf("blog", [planned("us-east-1", "nothing_to_do")]),
];
const all = new Set(rows.map(({ key }) => key));

describe("the pre-flight", () => {
  it("lets through what is neither refused nor undecided", () => {
    expect(rows.filter(isDeployable).map(({ key }) => key)).toEqual(["shop/us-east-1", "blog/us-east-1"]);
  });

  it("offers what can be replaced", () => {
    expect(rows[2]?.choices.map(({ arn }) => arn)).toEqual(["arn:1"]);
  });

  it("becomes one order for each certificate", () => {
    expect(ordersOf(rows, all)).toEqual([
      { certificate: "shop", regions: ["us-east-1"], arns: {} },
      { certificate: "blog", regions: ["us-east-1"], arns: {} },
    ]);
  });

  it("leaves out what was taken out", () => {
    expect(ordersOf(rows, new Set(["blog/us-east-1"])).map(({ certificate }) => certificate)).toEqual([
      "blog",
    ]);
  });

  it("takes a choice along, and keeps the others for another one", () => {
    const chosen = withChoice(rows, "shop/ap-south-1", "arn:1", planned("ap-south-1", "reimport"));
    expect(ordersOf(chosen, all)[0]).toEqual({
      certificate: "shop",
      regions: ["us-east-1", "ap-south-1"],
      arns: { "ap-south-1": "arn:1" },
    });
    expect(chosen[2]?.choices).toHaveLength(1);
  });

  it("shows first what needs somebody", () => {
    expect(rows.toSorted(byUrgency).map(({ planned: { action } }) => action)).toEqual([
      "refused",
      "choose",
      "first_import",
      "nothing_to_do",
    ]);
  });
});
