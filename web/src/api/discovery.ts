import { queryOptions } from "@tanstack/react-query";

import { get, idempotencyKey, post } from "./client.ts";
import { type Page, type Run } from "./types.ts";

export const runsKey = ["discovery-runs"] as const;

export const runsQuery = (limit: number, cursor: string | null) =>
  queryOptions({
    queryKey: [...runsKey, "list", limit, cursor],
    queryFn: ({ signal }) => get<Page<Run>>("/discovery_runs", { limit, cursor }, signal),
  });

export const runQuery = (id: string) =>
  queryOptions({
    queryKey: [...runsKey, "one", id],
    queryFn: ({ signal }) => get<Run>(`/discovery_runs/${encodeURIComponent(id)}`, undefined, signal),
  });

export interface RunRequest {
  accounts?: string[];
  regions?: string[];
  full?: boolean;
}

export const startRun = (body: RunRequest) => post<Run>("/discovery_runs", body, idempotencyKey());
export const cancelRun = (id: string) => post<Run>(`/discovery_runs/${encodeURIComponent(id)}/cancel`);
