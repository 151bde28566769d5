import { describe, expect, it } from "vitest";

import { base64, emptyDraft, mostBytes, problemsOf, requestOf } from "./draft.ts";

const file = (name: string, size: number) => new File([new Uint8Array(size)], name);

describe("what is to be imported", () => {
  it("is a file, or text, and neither empty nor more than a request holds", () => {
    const problem = (files: File[], text = "") => problemsOf({ ...emptyDraft, files, text }).files;
    expect(problem([])).toMatch(/^Choose a file/);
    expect(problem([file("empty.pem", 0)])).toMatch(/marked/);
    expect(problem([file("big.pem", mostBytes + 1)])).toMatch(/marked/);
    expect(problem([file("a.pem", mostBytes)])).toBeUndefined();
    expect(problem([file("a.pem", mostBytes)], "x")).toMatch(/^Together they have 700,001 bytes/);
    expect(problem([], "-----BEGIN")).toBeUndefined();
  });

  it("has tags with a key each, and no key twice", () => {
    const problem = (...tags: { key: string; value: string }[]) =>
      problemsOf({ ...emptyDraft, text: "x", tags }).tags;
    expect(problem({ key: "", value: "" })).toBeUndefined();
    expect(problem({ key: " ", value: "production" })).toBe("Every value needs a key.");
    expect(problem({ key: "a", value: "1" }, { key: "a ", value: "2" })).toBe("The key a is there twice.");
  });

  it("is sent without what was left empty", async () => {
    const sent = await requestOf({ ...emptyDraft, text: "  PEM  ", tags: [{ key: "", value: "" }] });
    expect(sent).toEqual({ files: [{ name: "pasted text", content: btoa("PEM\n") }] });
  });

  it("is sent with passwords in their order, and with all that was noted", async () => {
    const sent = await requestOf({
      files: [file("a.p12", 3)],
      text: "",
      passwords: ["one", "", "two "],
      name: " shop ",
      owner: "payments",
      tags: [{ key: "team", value: "shop" }],
      alwaysNew: true,
    });
    expect(sent).toEqual({
      files: [{ name: "a.p12", content: "AAAA" }],
      passwords: ["one", "two "],
      name: "shop",
      owner: "payments",
      tags: { team: "shop" },
      always_new: true,
    });
  });

  it("is base64 of bytes, of whatever length", () => {
    const bytes = Uint8Array.from({ length: 20_000 }, (_, index) => index % 256);
    expect(base64(bytes)).toBe(Buffer.from(bytes).toString("base64"));
  });
});
