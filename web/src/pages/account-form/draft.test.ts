import { describe, expect, it } from "vitest";

import { emptyDraft, inputOf, problemsFromServer, problemsOf } from "./draft.ts";

describe("the account form", () => {
  it("leaves out a secret that was not typed, so that the stored one stays", () => {
    const input = inputOf({ ...emptyDraft, method: "access_key", name: "demo", accessKeyId: "AKIA1" });
    expect(input.credential).toEqual({ method: "access_key", access_key_id: "AKIA1" });
  });

  it("sends only what belongs to the chosen method", () => {
    const draft = { ...emptyDraft, accessKeyId: "AKIA1", secretAccessKey: "s", profile: "p" };
    expect(inputOf({ ...draft, method: "default_chain" }).credential).toEqual({ method: "default_chain" });
    expect(inputOf({ ...draft, method: "profile" }).credential).toEqual({ method: "profile", profile: "p" });
  });

  it("clears an emptied setting with null", () => {
    expect(inputOf({ ...emptyDraft, endpointUrl: " " }).endpoint_url).toBeNull();
  });

  it("asks for a secret only where none is stored", () => {
    const draft = { ...emptyDraft, method: "access_key" as const, name: "demo", accessKeyId: "AKIA1" };
    expect(problemsOf(draft, false).secretAccessKey).toBeDefined();
    expect(problemsOf(draft, true)).toEqual({});
  });

  it("puts the server's complaint at its field", () => {
    expect(problemsFromServer([{ field: "credential.role_arn", problem: "no such role" }])).toEqual({
      roleArn: "no such role",
    });
  });
});
