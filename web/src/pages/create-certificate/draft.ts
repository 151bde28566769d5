import { type CertificateWish, type KeyAlgorithm } from "../../api/types.ts";
import {
  describedBy,
  type Description,
  descriptionProblems,
  emptyDescription,
  isWhole,
  type Problems,
} from "../making/description.ts";

export interface Draft {
  name: string;
  owner: string;
  description: Description;
  keyAlgorithm: KeyAlgorithm;
  signer: "itself" | "authority";
  /** The authority's id. */
  signedBy: string;
  lifetimeDays: string;
  autoRenew: boolean;
}

export const emptyDraft: Draft = {
  name: "",
  owner: "",
  description: emptyDescription,
  keyAlgorithm: "EC_prime256v1",
  signer: "itself",
  signedBy: "",
  lifetimeDays: "",
  autoRenew: false,
};

/** What the server takes when no lifetime is given. */
export function usualDays({ description: { isCa }, signer }: Draft): number {
  if (!isCa) return 90;
  return signer === "itself" ? 3650 : 1825;
}

export function problemsOf(draft: Draft): Problems {
  const problems: Problems = descriptionProblems(draft.description);
  if (draft.name.trim() === "") problems["name"] = "Give the certificate a name.";
  if (draft.signer === "authority" && draft.signedBy === "") problems["signed_by"] = "Choose an authority.";
  if (draft.lifetimeDays.trim() !== "" && !isWhole(draft.lifetimeDays, 1, 36_500)) {
    problems["lifetime_days"] = "Enter 1 to 36500 days, or leave it empty.";
  }
  return problems;
}

export const wishOf = (draft: Draft): CertificateWish => ({
  name: draft.name.trim(),
  key_algorithm: draft.keyAlgorithm,
  ...describedBy(draft.description),
  ...(draft.signer === "authority" && { signed_by: draft.signedBy }),
  ...(draft.lifetimeDays.trim() !== "" && { lifetime_days: Number(draft.lifetimeDays) }),
  ...(draft.owner.trim() !== "" && { owner: draft.owner.trim() }),
  ...(draft.autoRenew && { auto_renew: true }),
});
