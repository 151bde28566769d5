import { type NewCertificates } from "../../api/types.ts";
import { count, number } from "../../format/dates.ts";
import { type Pair, pairsProblem, recordOf } from "../../components/pairs.ts";

/** What one request may carry: its body has a mebibyte, and base64 takes a third more than the files. */
export const mostBytes = 700_000;

export interface Draft {
  files: File[];
  text: string;
  passwords: string[];
  name: string;
  owner: string;
  tags: Pair[];
  alwaysNew: boolean;
}

export const emptyDraft: Draft = {
  files: [],
  text: "",
  passwords: [""],
  name: "",
  owner: "",
  tags: [],
  alwaysNew: false,
};

export const pastedName = "pasted text";

export const fileProblem = ({ size }: { size: number }): string | null => {
  if (size === 0) return "The file is empty.";
  if (size > mostBytes) return `Larger than ${number(mostBytes)} bytes: ${count(size, "byte")}.`;
  return null;
};

export interface Problems {
  files?: string;
  text?: string;
  tags?: string;
}

/** What keeps the draft from being sent. */
export function problemsOf({ files, text, tags }: Draft): Problems {
  const pasted = new TextEncoder().encode(text.trim()).length;
  const total = files.reduce((sum, { size }) => sum + size, pasted);
  const problems: Problems = {};
  if (files.some((file) => fileProblem(file) !== null)) problems.files = "Remove the files that are marked.";
  else if (files.length > 99) problems.files = "99 files can be imported at a time.";
  else if (files.length === 0 && pasted === 0) problems.files = "Choose a file, or paste PEM text below.";
  else if (total > mostBytes) {
    problems.files = `Together they have ${count(total, "byte")}, and ${number(mostBytes)} can be sent at a time. Import them in several steps.`;
  }
  const wrong = pairsProblem(tags);
  if (wrong !== null) problems.tags = wrong;
  return problems;
}

export function base64(bytes: Uint8Array): string {
  let text = "";
  // As arguments of one call, a large file would overflow the stack.
  for (let start = 0; start < bytes.length; start += 8192) {
    text += String.fromCharCode(...bytes.subarray(start, start + 8192));
  }
  return btoa(text);
}

export async function requestOf(draft: Draft): Promise<NewCertificates> {
  const files = await Promise.all(
    draft.files.map(async (file) => ({
      name: file.name,
      content: base64(new Uint8Array(await file.arrayBuffer())),
    })),
  );
  const text = draft.text.trim();
  if (text !== "") files.push({ name: pastedName, content: base64(new TextEncoder().encode(`${text}\n`)) });
  const passwords = draft.passwords.filter((password) => password !== "");
  const tags = recordOf(draft.tags);
  return {
    files,
    ...(passwords.length > 0 && { passwords }),
    ...(draft.name.trim() !== "" && { name: draft.name.trim() }),
    ...(draft.owner.trim() !== "" && { owner: draft.owner.trim() }),
    ...(Object.keys(tags).length > 0 && { tags }),
    ...(draft.alwaysNew && { always_new: true }),
  };
}
