import { expect, it } from "vitest";

import { type Run, type Scope } from "../../api/types.ts";
import { failuresIn, lastRunOf } from "./last-run.ts";

const run = (id: string, state: Run["state"], ...accounts: string[]) =>
  ({ id, state, accounts: accounts.map((account) => ({ id: account, name: account })) }) as Run;
const scope = (account: string, state: Scope["state"]) =>
  ({ account: { id: account, name: account }, state }) as Scope;

it("is the newest run that has ended and had the account in it", () => {
  const runs = [
    run("4", "running", "a", "b"),
    run("3", "completed", "b"),
    run("2", "completed_with_errors", "a", "b"),
    run("1", "failed", "a"),
  ];
  expect(lastRunOf(runs, "a")?.id).toBe("2");
  expect(lastRunOf(runs, "b")?.id).toBe("3");
  expect(lastRunOf(runs, "c")).toBeUndefined();
});

it("counts the failed listings of the account, and not those of others", () => {
  const scopes = [
    scope("a", "failed"),
    scope("a", "completed"),
    scope("a", "region_disabled"),
    scope("b", "failed"),
  ];
  expect(failuresIn({ ...run("1", "completed_with_errors", "a", "b"), scopes }, "a")).toBe(1);
  expect(failuresIn(run("1", "completed"), "a")).toBe(0);
});
