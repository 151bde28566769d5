import { useQuery } from "@tanstack/react-query";

import { deploymentsOfQuery } from "../../api/deployments.ts";
import { groupsOfQuery } from "../../api/groups.ts";
import { requestsQuery } from "../../api/making.ts";
import { dependentsQuery } from "../../api/repository.ts";
import {
  type Certificate,
  type CertificateRequest,
  type Deployment,
  type Group,
  type Page,
} from "../../api/types.ts";

/** One page of what a list has. */
const most = { limit: 200, cursor: null };

export interface Dependents {
  deployments: Deployment[];
  groups: Group[];
  /** Those that wait for its next version. */
  requests: CertificateRequest[];
  /** How many that it signed have neither ended nor been revoked. */
  issued: number;
}

const itemsOf = <T>(page: Page<T> | undefined) => page?.items ?? [];

/** What is lost or changed with a certificate; null while that is read. */
export function useDependents({ id }: Certificate) {
  const deployments = useQuery({ ...deploymentsOfQuery(id), refetchInterval: 5_000 });
  const groups = useQuery(groupsOfQuery(id));
  const requests = useQuery(requestsQuery(most));
  const counted = useQuery(dependentsQuery(id));
  const queries = [deployments, groups, requests, counted];
  const read = queries.every(({ isLoading }) => !isLoading);
  const dependents: Dependents = {
    deployments: itemsOf(deployments.data),
    groups: itemsOf(groups.data),
    requests: itemsOf(requests.data).filter((each) => each.certificate === id && each.state === "waiting"),
    issued: counted.data?.issued ?? 0,
  };
  return { dependents: read ? dependents : null, error: queries.find(({ error }) => error !== null)?.error };
}
