import { expect, it } from "vitest";

import { type Finding } from "../../api/types.ts";
import { acceptance } from "./acceptance.ts";

const finding = (id: string, refused_by_acm: boolean): Finding => ({
  id,
  severity: "warning",
  message: "it is so",
  hint: "change it",
  refused_by_acm,
});

it("counts the reasons of a refusal, and those alone", () => {
  const checks = (...findings: Finding[]) => ({
    version: 1,
    chain_problem: null,
    accepted_by_acm: !findings.some(({ refused_by_acm }) => refused_by_acm),
    findings,
  });
  expect(acceptance(checks(finding("weak_key", false)))).toEqual({
    type: "success",
    text: "It can be deployed to AWS-ACM",
  });
  expect(acceptance(checks(finding("expired", true), finding("weak_key", false))).text).toBe(
    "It cannot be deployed to AWS-ACM, for one reason",
  );
  expect(acceptance(checks(finding("expired", true), finding("no_private_key", true))).text).toBe(
    "It cannot be deployed to AWS-ACM, for 2 reasons",
  );
});
