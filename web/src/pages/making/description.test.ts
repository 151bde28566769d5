import { describe, expect, it } from "vitest";

import { ApiError } from "../../api/client.ts";
import {
  describedBy,
  type Description,
  descriptionProblems,
  emptyDescription,
  problemsFromServer,
} from "./description.ts";

const with_ = (part: Partial<Description>): Description => ({ ...emptyDescription, ...part });
const refused = (detail: string, errors?: { field: string; problem: string }[]) =>
  new ApiError({
    type: "about:blank",
    title: "Invalid",
    status: 422,
    fault: "invalid",
    detail,
    ...(errors && { errors }),
  });

describe("what a certificate is to say", () => {
  it("has names of every kind, and sends nothing that was left empty", () => {
    expect(describedBy(emptyDescription)).toEqual({});
    expect(
      describedBy(
        with_({
          subject: " CN=shop ",
          dns: "a.test, *.b.test\n\n bücher.test",
          ips: "192.0.2.7\n2001:db8::7",
          emails: "ada@example.com",
          uris: "https://a.test/x,y\nspiffe://a/b",
          keyUsages: ["DIGITAL_SIGNATURE"],
          purposes: ["1.2.3"],
          pathLength: "3",
        }),
      ),
    ).toEqual({
      subject: "CN=shop",
      dns_names: ["a.test", "*.b.test", "bücher.test"],
      ip_addresses: ["192.0.2.7", "2001:db8::7"],
      emails: ["ada@example.com"],
      uris: ["https://a.test/x,y", "spiffe://a/b"],
      key_usages: ["DIGITAL_SIGNATURE"],
      extended_key_usages: ["1.2.3"],
    });
  });

  it("has a path length only as an authority's", () => {
    expect(describedBy(with_({ subject: "CN=r", isCa: true, pathLength: "0" }))).toEqual({
      subject: "CN=r",
      is_ca: true,
      path_length: 0,
    });
    expect(descriptionProblems(with_({ subject: "CN=r", isCa: true, pathLength: "x" }))).toHaveProperty(
      "path_length",
    );
    expect(descriptionProblems(with_({ dns: "a", pathLength: "x" }))).toEqual({});
  });

  it("names something, and an authority's has a subject", () => {
    expect(descriptionProblems(emptyDescription)).toHaveProperty("dns_names");
    expect(descriptionProblems(with_({ dns: "a.test", isCa: true }))).toHaveProperty("subject");
    expect(descriptionProblems(with_({ emails: "ada@example.com" }))).toEqual({});
  });
});

describe("several names on a line", () => {
  it("have commas between them", () => {
    expect(describedBy(with_({ dns: "a.test, b.test,\nc.test" })).dns_names).toEqual([
      "a.test",
      "b.test",
      "c.test",
    ]);
  });

  it("are not told apart by a blank", () => {
    const typed = with_({ dns: "foo bar", ips: "192.0.2.7 192.0.2.8" });
    expect(describedBy(typed).dns_names).toEqual(["foo bar"]);
    expect(descriptionProblems(typed)).toMatchObject({
      dns_names: 'There is a blank in "foo bar": write each name on a line of its own.',
      ip_addresses: expect.stringContaining("192.0.2.7 192.0.2.8") as string,
    });
  });
});

describe("the API's complaints", () => {
  it("stand at their fields, a list's at the list", () => {
    const error = refused("the body is not valid", [
      { field: "dns_names/2", problem: "is too short" },
      { field: "lifetime_days", problem: "must be at least 1" },
    ]);
    expect(problemsFromServer(error, emptyDescription)).toEqual({
      dns_names: "Is too short.",
      lifetime_days: "Must be at least 1.",
    });
  });

  it("stand at the field whose value they quote", () => {
    const error = refused('"192.0.2.777" is no IP address');
    expect(problemsFromServer(error, with_({ dns: "192.0.2.7", ips: "192.0.2.777" }))).toEqual({
      ip_addresses: '"192.0.2.777" is no IP address.',
    });
    expect(problemsFromServer(refused("something else"), with_({ ips: "1" }))).toEqual({});
    expect(problemsFromServer(new Error("broken"), emptyDescription)).toEqual({});
  });
});
