import { describe, expect, it } from "vitest";

import { ApiError } from "../api/client.ts";
import { type Problem } from "../api/types.ts";
import { dateTime } from "./dates.ts";
import { explain, sentence } from "./faults.ts";

const problem: Problem = {
  type: "urn:certwright:fault:invalid",
  title: "Unprocessable Content",
  status: 422,
  detail: 'malformed role ARN "x"',
  hint: "it begins with arn:aws",
  fault: "invalid",
  errors: [{ field: "credential.role_arn", problem: "malformed" }],
  request_id: "req_1",
};

describe("a problem document", () => {
  it("becomes sentences with a hint and the request id", () => {
    expect(explain(new ApiError(problem))).toEqual({
      title: "That is not valid",
      detail: 'Malformed role ARN "x".',
      hint: "It begins with arn:aws.",
      requestId: "req_1",
    });
  });

  it("says how long to wait when the server does", () => {
    const silent: Problem = { ...problem, status: 429, fault: "rate_limited" };
    delete silent.hint;
    const limited = new ApiError(silent, 30);
    expect(explain(limited).hint).toBe("Try again in 30 seconds.");
  });

  it("tells which field was meant", () => {
    expect(new ApiError(problem).field("credential.role_arn")).toBe("malformed");
    expect(new ApiError(problem).field("name")).toBeUndefined();
  });

  it("has times as the rest of the page has them", () => {
    const time = "2026-11-28T01:39:47.362453Z";
    expect(sentence(`it expires at ${time}: soon`)).toBe(`It expires at ${dateTime(time)}: soon.`);
  });

  it("does not put a second full stop", () => {
    expect([sentence("no such account"), sentence("Done.")]).toEqual(["No such account.", "Done."]);
  });

  it("leaves an ARN at the beginning as it is", () => {
    const arn = "arn:aws:acm:eu-west-1:111111111111:certificate/1";
    expect(sentence(`${arn} is not there`)).toBe(`${arn} is not there.`);
    expect(sentence("careful: it is in use")).toBe("Careful: it is in use.");
    expect(sentence("acm ListTags in eu-west-1: no")).toBe("ACM ListTags in eu-west-1: no.");
  });
});
