import { type BulkOrder, type BulkWish, type DeploymentWish } from "../../api/types.ts";
import { type Pair, pairsProblem, recordOf } from "../../components/pairs.ts";
import { type Order } from "./plan.ts";
import { type Preset } from "./preset.ts";
import { firstRollOut, pauseSecondsOf, type RollOut, rollOutProblem } from "./roll-out.ts";

/** IAM is for all regions at once. */
export type Service = "acm" | "iam";

/** How the certificates are told: one by one, or by what they have in common at the moment. */
export type Source = "hand" | "group" | "filter";

export interface Draft extends RollOut {
  source: Source;
  certificates: string[];
  /** Its id. */
  group: string;
  /** As in the address of the list of certificates. */
  filter: string;
  account: string;
  service: Service;
  regions: string[];
  /** In IAM. */
  path: string;
  // What nobody has chosen stays as it is with an order that stands, and is off for a new one.
  replace: boolean | null;
  autoRedeploy: boolean | null;
  tags: Pair[];
}

export const draftFrom = ({ certificates = [], group, account, regions = [] }: Preset): Draft => ({
  source: group === undefined ? "hand" : "group",
  certificates: [...certificates],
  group: group ?? "",
  filter: "",
  account: account ?? "",
  service: "acm",
  regions: [...regions],
  path: "/",
  replace: null,
  autoRedeploy: null,
  ...firstRollOut,
  tags: [],
});

export type Problems = Partial<
  Record<"certificates" | "group" | "filter" | "account" | "regions" | "path" | "pause" | "tags", string>
>;

/** What keeps AWS from being asked. */
export function problemsOf(draft: Draft): Problems {
  const { source, certificates, group, filter, account, tags } = draft;
  const problems: Problems = {};
  if (source === "hand" && certificates.length === 0) problems.certificates = "Choose what to deploy.";
  if (source === "group" && group === "") problems.group = "Choose a group.";
  if (source === "filter" && filter === "") problems.filter = "Add at least one filter.";
  if (account === "") problems.account = "Choose an account.";
  Object.assign(problems, problemsOfPlace(draft));
  const pause = rollOutProblem(draft);
  if (draft.service === "acm" && pause !== undefined) problems.pause = pause;
  const wrong = pairsProblem(tags);
  if (wrong !== null) problems.tags = wrong;
  return problems;
}

function problemsOfPlace({ service, regions, path }: Draft): Problems {
  if (service === "iam")
    return /^\/(?:[!-~]+\/)?$/.test(path)
      ? {}
      : { path: "Begin and end the path with a slash, without spaces." };
  if (regions.length === 0) return { regions: "Choose at least one region." };
  return regions.length > 100 ? { regions: "100 regions can be deployed to at a time." } : {};
}

function placesOf({ account, service, regions, path, replace, tags }: Draft) {
  const named = recordOf(tags);
  return {
    account,
    ...(service === "iam" ? { service, ...(path !== "/" && { path }) } : { regions }),
    ...(replace !== null && { replace }),
    // What is left out stays as it is with an order that stands.
    ...(Object.keys(named).length > 0 && { tags: named }),
  };
}

const keepingOf = (draft: Draft) => ({
  ...(draft.autoRedeploy !== null && { auto_redeploy: draft.autoRedeploy }),
  ...(draft.service === "acm" && draft.careful && { pause_seconds: pauseSecondsOf(draft) }),
});

/** What AWS is asked about one of the certificates, in some regions of the draft. */
export function wishOf(
  draft: Draft,
  certificate: string,
  regions: string[],
  arns: Record<string, string>,
): DeploymentWish {
  const { tags, ...places } = placesOf({ ...draft, regions });
  return {
    certificate,
    ...places,
    ...(tags && { tags }),
    ...(Object.keys(arns).length > 0 && { arns }),
  };
}

const cloudFrontRegion = "us-east-1";

/** What is asked about when one region is looked at again: the advice about CloudFront is about all of them. */
export const lookedAtWith = ({ regions }: Draft, region: string): string[] => [
  ...new Set([region, ...regions.filter((each) => each === cloudFrontRegion)]),
];

const selectionOf = ({ source, certificates, group, filter }: Draft) =>
  source === "hand" ? { certificates } : source === "group" ? { group } : { filter };

/** The same of all of them, which are looked at as a whole: what one uses of a quota is not left for another. */
export const bulkWishOf = (draft: Draft, cursor: string | null): BulkWish => ({
  ...placesOf(draft),
  ...selectionOf(draft),
  ...(cursor !== null && { cursor }),
});

/** What was looked at and left in, and nothing that came into the group since. */
export const bulkOrderOf = (draft: Draft, orders: readonly Order[]): BulkOrder => ({
  ...placesOf(draft),
  ...keepingOf(draft),
  certificates: orders.map(({ certificate }) => certificate),
  left_out: (draft.service === "iam" ? [] : orders).flatMap(({ certificate, regions }) =>
    draft.regions.filter((region) => !regions.includes(region)).map((region) => ({ certificate, region })),
  ),
  chosen: orders.flatMap(({ certificate, arns }) =>
    Object.entries(arns).map(([region, arn]) => ({ certificate, region, arn })),
  ),
});
