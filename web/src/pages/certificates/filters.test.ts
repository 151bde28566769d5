import { expect, it } from "vitest";

import { groupIn } from "./filters.ts";

it.each([
  ["", null],
  ["owner=payments", null],
  ["group=shops", "shops"],
  ["owner=payments&group=Shops+%26+more", "Shops & more"],
  ["group=!shops", null],
  ["group=shops&group=stores", null],
])("of the filter %j the group is %j", (filter, expected) => {
  expect(groupIn(new URLSearchParams(filter))).toBe(expected);
});
