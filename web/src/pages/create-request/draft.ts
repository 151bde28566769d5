import { type KeyAlgorithm, type NewRequest } from "../../api/types.ts";
import {
  describedBy,
  type Description,
  descriptionProblems,
  emptyDescription,
  isEmpty,
  type Problems,
} from "../making/description.ts";

/** For a certificate that is new, for the next version of one, or for a new one that is like another. */
export type Purpose = "new" | "renewal" | "like";

export interface Draft {
  purpose: Purpose;
  name: string;
  /** The model's id; it has the subject and names. */
  model: string;
  sameKey: boolean;
  /** Empty: as the model has. */
  keyAlgorithm: KeyAlgorithm | "";
  description: Description;
}

export const emptyDraft: Draft = {
  purpose: "new",
  name: "",
  model: "",
  sameKey: false,
  keyAlgorithm: "",
  description: emptyDescription,
};

export function problemsOf(draft: Draft): Problems {
  const { purpose, description } = draft;
  const problems: Problems =
    // What is left empty is the model's.
    purpose !== "new" && isEmpty(description) && !description.isCa ? {} : descriptionProblems(description);
  if (purpose !== "renewal" && draft.name.trim() === "") problems["name"] = "Give the certificate a name.";
  if (purpose !== "new" && draft.model === "") problems["like"] = "Choose a certificate.";
  return problems;
}

export function wishOf(draft: Draft): NewRequest {
  const { purpose, sameKey, keyAlgorithm } = draft;
  const takesKey = purpose !== "new" && sameKey;
  return {
    // An id is as good as the name, and stays the same when the certificate is renamed meanwhile.
    name: purpose === "renewal" ? draft.model : draft.name.trim(),
    ...(purpose === "like" && { like: draft.model }),
    ...(takesKey && { same_key: true }),
    ...(!takesKey && keyAlgorithm !== "" && { key_algorithm: keyAlgorithm }),
    ...describedBy(draft.description),
  };
}
