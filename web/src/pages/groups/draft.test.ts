import { describe, expect, it } from "vitest";

import { ApiError } from "../../api/client.ts";
import { problemsFromServer, problemsOf } from "./draft.ts";

const draft = { name: "shops", description: "", rule: "" };

describe("a group", () => {
  it("has a name, and by a rule a rule", () => {
    expect(problemsOf(draft, false)).toEqual({});
    expect(problemsOf({ ...draft, name: " " }, false)).toEqual({ name: "Give the group a name." });
    expect(problemsOf(draft, true)).toEqual({ rule: "Add at least one filter." });
    expect(problemsOf({ ...draft, rule: "owner=payments" }, true)).toEqual({});
  });

  it("is told by the field what the server does not take", () => {
    const problem = { type: "about:blank", title: "", status: 422, detail: "", fault: "invalid" as const };
    const errors = [{ field: "rule", problem: "has no such property" }];
    expect(problemsFromServer(new ApiError({ ...problem, errors }))).toEqual({
      rule: "has no such property",
    });
    expect(problemsFromServer(new Error("no answer"))).toEqual({});
  });
});
