import { type SignedRequest, type SigningWish } from "../../../api/types.ts";
import { count, number } from "../../../format/dates.ts";
import { base64, fileProblem, mostBytes } from "../../certificates/draft.ts";
import { isWhole } from "../../making/description.ts";

export interface SigningDraft {
  files: File[];
  text: string;
  lifetimeDays: string;
  allowCa: boolean;
  pathLength: string;
}

export const emptySigning: SigningDraft = {
  files: [],
  text: "",
  lifetimeDays: "",
  allowCa: false,
  pathLength: "",
};

const block = /-----BEGIN (NEW )?CERTIFICATE REQUEST-----[\s\S]*?-----END (NEW )?CERTIFICATE REQUEST-----/g;

/** Each request of a pasted text by itself; what is no PEM is left for the server to complain about. */
export function requestsIn(text: string): { name: string; text: string }[] {
  const whole = text.trim();
  if (whole === "") return [];
  const found = whole.match(block) ?? [whole];
  return found.map((each, index) => ({
    name: found.length === 1 ? "pasted text" : `pasted request ${index + 1}`,
    text: `${each}\n`,
  }));
}

export interface SigningProblems {
  files?: string;
  lifetime_days?: string;
  path_length?: string;
}

export function signingProblems(draft: SigningDraft): SigningProblems {
  const { files, text, lifetimeDays, allowCa, pathLength } = draft;
  const pasted = requestsIn(text);
  const total = files.reduce((sum, { size }) => sum + size, new TextEncoder().encode(text).length);
  const problems: SigningProblems = {};
  if (files.length + pasted.length === 0) problems.files = "Choose a file, or paste a request below.";
  else if (files.some((file) => fileProblem(file) !== null))
    problems.files = "Remove the files that are marked.";
  else if (files.length + pasted.length > 100)
    problems.files = `100 requests can be signed at a time, and these are ${files.length + pasted.length}.`;
  else if (total > mostBytes) {
    problems.files = `Together they have ${count(total, "byte")}, and ${number(mostBytes)} can be sent at a time. Sign them in several steps.`;
  }
  if (lifetimeDays.trim() !== "" && !isWhole(lifetimeDays, 1, 36_500))
    problems.lifetime_days = "Enter 1 to 36500 days, or leave it empty.";
  if (allowCa && pathLength.trim() !== "" && !isWhole(pathLength, 0, 100))
    problems.path_length = "Enter 0 to 100, or leave it empty.";
  return problems;
}

export async function signingWish(draft: SigningDraft): Promise<SigningWish> {
  const { lifetimeDays, allowCa, pathLength } = draft;
  const files = await Promise.all(
    draft.files.map(async (file) => ({
      name: file.name,
      content: base64(new Uint8Array(await file.arrayBuffer())),
    })),
  );
  for (const { name, text } of requestsIn(draft.text))
    files.push({ name, content: base64(new TextEncoder().encode(text)) });
  return {
    files,
    ...(lifetimeDays.trim() !== "" && { lifetime_days: Number(lifetimeDays) }),
    ...(allowCa && { allow_ca: true }),
    ...(allowCa && pathLength.trim() !== "" && { path_length: Number(pathLength) }),
  };
}

/** What requests asked for in vain, each with the file of its request. */
export const leftOutOf = (signed: Pick<SignedRequest, "file" | "extensions_left_out">[]) =>
  signed.flatMap(({ file, extensions_left_out }) => extensions_left_out.map((one) => ({ file, ...one })));

/** What clients or services will not like about what was signed, each with the file of its request. */
export const findingsOf = (signed: Pick<SignedRequest, "file" | "findings">[]) =>
  signed.flatMap(({ file, findings }) => findings.map((one) => ({ file, ...one })));
