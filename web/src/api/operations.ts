import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { get, type Query, post } from "./client.ts";
import { type About, type AuditEvent, type AuditVerification, type Job, type Page } from "./types.ts";

export const jobsKey = ["jobs"] as const;

export const jobsQuery = (query: Query) =>
  queryOptions({
    queryKey: [...jobsKey, "list", query],
    queryFn: ({ signal }) => get<Page<Job>>("/jobs", query, signal),
    placeholderData: keepPreviousData,
  });
export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: [...jobsKey, "one", id],
    queryFn: ({ signal }) => get<Job>(`/jobs/${encodeURIComponent(id)}`, undefined, signal),
  });
export const cancelJob = (id: string) => post<Job>(`/jobs/${encodeURIComponent(id)}/cancel`);
export const retryJob = (id: string) => post<Job>(`/jobs/${encodeURIComponent(id)}/retry`);

const untilNextLook = 500;

/** Waits for a job; as it ended. */
export async function endedJob(id: string): Promise<Job> {
  for (;;) {
    const seen = await get<Job>(`/jobs/${encodeURIComponent(id)}`);
    if (seen.state !== "available" && seen.state !== "running") return seen;
    await new Promise((resolve) => setTimeout(resolve, untilNextLook));
  }
}

export const auditQuery = (query: Query) =>
  queryOptions({
    queryKey: ["audit", query],
    queryFn: ({ signal }) => get<Page<AuditEvent>>("/audit_events", query, signal),
    placeholderData: keepPreviousData,
  });
export const verifyAudit = () => get<AuditVerification>("/audit_events/verify");

export const aboutQuery = queryOptions({
  queryKey: ["about"],
  queryFn: ({ signal }) => get<About>("/about", undefined, signal),
});
