import { type Sync, type SyncState } from "../../api/types.ts";

export type NextStep = "redeploy" | "take-in" | "accept" | "stop" | "part";

interface Meaning {
  header: string;
  /** Follows the name of the repository's certificate. */
  text: (name: string) => string;
  steps: NextStep[];
  /** Where it is called otherwise than usual. */
  words?: Partial<Record<NextStep, string>>;
}

const meanings: Partial<Record<SyncState, Meaning>> = {
  repository_newer: {
    header: "The repository has a newer version",
    text: (name) => `AWS still serves an older version of ${name}. Re-deploy to put the current one there.`,
    steps: ["redeploy"],
  },
  aws_newer: {
    header: "AWS serves a newer certificate",
    text: (name) =>
      `Somebody, or AWS itself, has put a newer certificate here than the current version of ${name}. Take it in as the next version, put the repository's version back, or accept that they differ.`,
    steps: ["take-in", "redeploy", "accept"],
  },
  missing_in_aws: {
    header: "It is no longer in AWS",
    text: (name) =>
      `The repository's ${name} was deployed here and is gone: what used it has no certificate. Deploy it again, under a new ARN, or stop managing it here.`,
    steps: ["redeploy", "stop"],
    words: { redeploy: "Deploy again" },
  },
  different_key: {
    header: "AWS serves a certificate with another key",
    text: (name) =>
      `No version of ${name} has the key of what is served here. Put the repository's version back, take in what is served, or accept that they differ.`,
    steps: ["redeploy", "take-in", "accept"],
    words: { "take-in": "Take in" },
  },
  differs_between_regions: {
    header: "The regions do not serve the same certificate",
    text: (name) =>
      `${name} is deployed to several regions, and they serve different certificates. Take this one in, put the repository's version back, or accept that they differ.`,
    steps: ["take-in", "redeploy", "accept"],
    words: { "take-in": "Take this one in" },
  },
};

const usual: Record<NextStep, string> = {
  redeploy: "Re-deploy",
  "take-in": "Take AWS's version in",
  accept: "Accept",
  stop: "Stop managing",
  part: "Stop comparing",
};

export interface Mismatch {
  header: string;
  text: string;
  steps: { step: NextStep; text: string }[];
}

/** What a mismatch means and what can be done about it; null where there is none. */
export function mismatchOf(sync: Sync): Mismatch | null {
  const meaning = sync.is_mismatch ? meanings[sync.state] : undefined;
  if (meaning === undefined) return null;
  const { header, text, steps, words } = meaning;
  return {
    header,
    text: text(sync.certificate.name),
    // There is nothing to stop where nothing is managed; it is only compared.
    steps: (sync.deployment === null
      ? [...steps.filter((step) => step !== "stop"), "part" as const]
      : steps
    ).map((step) => ({ step, text: words?.[step] ?? usual[step] })),
  };
}
