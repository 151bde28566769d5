import { ApiError } from "../../api/client.ts";

/** What a group by hand and one by a rule are told by. */
export interface GroupDraft {
  name: string;
  description: string;
  rule: string;
}

export type Problems = Partial<Record<keyof GroupDraft, string>>;

/** What keeps the draft from being sent. */
export const problemsOf = ({ name, rule }: GroupDraft, byRule: boolean): Problems => ({
  ...(name.trim() === "" && { name: "Give the group a name." }),
  ...(byRule && rule === "" && { rule: "Add at least one filter." }),
});

/** What the server complained about, by field. */
export function problemsFromServer(error: unknown): Problems {
  if (!(error instanceof ApiError)) return {};
  const problems: Problems = {};
  for (const field of ["name", "description", "rule"] as const) {
    const problem = error.field(field);
    if (problem !== undefined) problems[field] = problem;
  }
  return problems;
}
