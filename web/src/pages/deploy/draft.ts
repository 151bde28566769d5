import { type DeploymentWish, type NewDeployments } from "../../api/types.ts";
import { type Pair, pairsProblem, recordOf } from "../../components/pairs.ts";
import { type Preset } from "./preset.ts";

export interface Draft {
  certificates: string[];
  account: string;
  regions: string[];
  replace: boolean;
  autoRedeploy: boolean;
  tags: Pair[];
}

export const draftFrom = ({ certificates = [], account, regions = [] }: Preset): Draft => ({
  certificates: [...certificates],
  account: account ?? "",
  regions: [...regions],
  replace: false,
  autoRedeploy: false,
  tags: [],
});

export type Problems = Partial<Record<"certificates" | "account" | "regions" | "tags", string>>;

/** What keeps AWS from being asked. */
export function problemsOf({ certificates, account, regions, tags }: Draft): Problems {
  const problems: Problems = {};
  if (certificates.length === 0) problems.certificates = "Choose what to deploy.";
  if (account === "") problems.account = "Choose an account.";
  if (regions.length === 0) problems.regions = "Choose at least one region.";
  else if (regions.length > 100) problems.regions = "100 regions can be deployed to at a time.";
  const wrong = pairsProblem(tags);
  if (wrong !== null) problems.tags = wrong;
  return problems;
}

/** What AWS is asked about one of the certificates: in all regions of the draft, or in some. */
export function wishOf(
  draft: Draft,
  certificate: string,
  regions: string[],
  arns: Record<string, string>,
): DeploymentWish {
  const tags = recordOf(draft.tags);
  return {
    certificate,
    account: draft.account,
    regions,
    replace: draft.replace,
    // What is left out stays as it is with an order that stands.
    ...(Object.keys(tags).length > 0 && { tags }),
    ...(Object.keys(arns).length > 0 && { arns }),
  };
}

export const requestOf = (
  draft: Draft,
  certificate: string,
  regions: string[],
  arns: Record<string, string>,
): NewDeployments => ({
  ...wishOf(draft, certificate, regions, arns),
  auto_redeploy: draft.autoRedeploy,
});
