import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { get, post, request } from "./client.ts";
import { endedJob } from "./operations.ts";
import {
  type BulkOrder,
  type BulkOrdered,
  type BulkWish,
  type DeletionsBegun,
  type Deployment,
  type DeploymentWish,
  type Job,
  type Page,
  type PlannedCertificate,
  type PlannedRegion,
  type SupersededCertificate,
} from "./types.ts";

const root = "deployments";
export const deploymentsKey = [root] as const;

const longestPage = 200;

/** The server lists the deployments of one certificate; those of several are read one beside the other. */
async function listOf(filters: URLSearchParams, limit: number, cursor: string | null, signal: AbortSignal) {
  const certificates = filters.getAll("certificate");
  const page = (certificate: string | undefined) => {
    const query = new URLSearchParams(filters);
    query.delete("certificate");
    if (certificate !== undefined) query.set("certificate", certificate);
    query.set("limit", String(certificates.length > 1 ? longestPage : limit));
    query.set("total", "true");
    if (cursor !== null) query.set("cursor", cursor);
    return get<Page<Deployment>>("/deployments", query, signal);
  };
  if (certificates.length <= 1) return page(certificates[0]);
  const pages = await Promise.all(certificates.map(page));
  const total = pages.reduce((sum, { total: one }) => sum + (one ?? 0), 0);
  return { items: pages.flatMap(({ items }) => items), next_cursor: null, total };
}

export const deploymentsQuery = (filters: URLSearchParams, limit: number, cursor: string | null) =>
  queryOptions({
    queryKey: [root, "list", filters.toString(), limit, cursor],
    queryFn: ({ signal }) => listOf(filters, limit, cursor, signal),
    placeholderData: keepPreviousData,
  });

/** The newest, whatever a list is narrowed to. */
export const someDeploymentsQuery = deploymentsQuery(new URLSearchParams(), longestPage, null);
export const deploymentsOfQuery = (certificate: string) =>
  deploymentsQuery(new URLSearchParams({ certificate }), longestPage, null);

/** Asks AWS what would happen with one certificate; changes nothing. */
export const planOne = async (wish: DeploymentWish) =>
  (await post<Page<PlannedRegion>>("/deployments/preflight", wish)).items;
/** The same with any number of them, a page after the other. */
export const planDeployments = (wish: BulkWish) =>
  post<Page<PlannedCertificate>>("/deployments/bulk/preflight", wish);
/** All of it or nothing. */
export const orderDeployments = (wish: BulkOrder, key: Record<string, string>) =>
  post<BulkOrdered>("/deployments/bulk", wish, key);

const one = (id: string) => `/deployments/${encodeURIComponent(id)}`;

export const retryDeployment = (id: string) => post<Deployment>(`${one(id)}/retry`);
export const cancelDeployment = (id: string) => post<Deployment>(`${one(id)}/cancel`);
export const redeploy = (id: string) => post<Deployment>(`${one(id)}/redeploy`);
/** How far apart the turns of its roll-outs are; null for all at once. */
export const changePause = (id: string, pauseSeconds: number | null) =>
  request<Deployment>("PATCH", one(id), { body: { pause_seconds: pauseSeconds } });
/** Whether versions that come from now on go there by themselves. */
export const changeFollowing = (id: string, autoRedeploy: boolean) =>
  request<Deployment>("PATCH", one(id), { body: { auto_redeploy: autoRedeploy } });
/** Asks AWS whether another certificate may go over the ARN; changes nothing. */
export const planRetarget = (id: string, certificate: string) =>
  post<PlannedRegion>(`${one(id)}/retarget/preflight`, { certificate });
export const retarget = (id: string, certificate: string) =>
  post<Deployment>(`${one(id)}/retarget`, { certificate });
/** Asks IAM what the deployment uploaded and no longer keeps; changes nothing. */
export const supersededQuery = (id: string) =>
  queryOptions({
    queryKey: [root, "superseded", id],
    queryFn: async () =>
      (await post<Page<SupersededCertificate>>(`${one(id)}/delete_superseded/preflight`)).items,
    gcTime: 0,
    retry: false,
  });
/** Deletes them for good; the jobs as they ended. */
export async function deleteSuperseded(id: string, arns: string[]): Promise<Job[]> {
  const { jobs } = await post<DeletionsBegun>(`${one(id)}/delete_superseded`, { arns });
  return Promise.all(jobs.map(endedJob));
}
/** Ends the order; AWS keeps the certificate. */
export const stopManaging = (id: string) => request<undefined>("DELETE", one(id));
