import { expect, it } from "vitest";

import { type Run, type Scope } from "../../api/types.ts";
import { withScope } from "./live-run.ts";

const scope = (region: string, found: number) =>
  ({ account: { id: "a", name: "a" }, region, service: "acm", found }) as Scope;
const run = { id: "r", scopes: [scope("eu-west-1", 0), scope("us-east-1", 0)] } as Run;

it("replaces the scope that moved and leaves the others", () => {
  expect(withScope(run, scope("us-east-1", 7)).scopes?.map(({ found }) => found)).toEqual([0, 7]);
});

it("adds a scope that was not known", () => {
  expect(withScope(run, scope("sa-east-1", 1)).scopes).toHaveLength(3);
});
