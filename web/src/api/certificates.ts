import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { apiUrl, get, post, request, send } from "./client.ts";
import {
  type AwsCertificate,
  type AwsCertificateDetail,
  type CertificateSummary,
  type HistoryEntry,
  type Page,
  type PropertyValues,
} from "./types.ts";

const root = "aws-certificates";
export const certificatesKey = [root] as const;

export interface ListRequest {
  filters: URLSearchParams;
  sort: string;
  limit: number;
  cursor: string | null;
}

export const certificatesQuery = ({ filters, sort, limit, cursor }: ListRequest) =>
  queryOptions({
    queryKey: [root, "list", filters.toString(), sort, limit, cursor],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams(filters);
      query.set("sort", sort);
      query.set("limit", String(limit));
      query.set("total", "true");
      if (cursor !== null) query.set("cursor", cursor);
      return get<Page<AwsCertificate>>("/aws_certificates", query, signal);
    },
    placeholderData: keepPreviousData,
  });

/** Those behind ARNs, as the last discovery saw them. */
export const certificatesOfArnsQuery = (arns: readonly string[]) =>
  queryOptions({
    queryKey: [root, "of-arns", ...arns],
    queryFn: ({ signal }) =>
      get<Page<AwsCertificate>>("/aws_certificates", { arn: [...arns], limit: 200 }, signal),
  });

export const summaryQuery = (filters: URLSearchParams) =>
  queryOptions({
    queryKey: [root, "summary", filters.toString()],
    queryFn: ({ signal }) => get<CertificateSummary>("/aws_certificates/summary", filters, signal),
    placeholderData: keepPreviousData,
  });

export const valuesQuery = (property: string) =>
  queryOptions({
    queryKey: [root, "values", property],
    queryFn: ({ signal }) => get<PropertyValues>("/aws_certificates/values", { property }, signal),
    staleTime: 30_000,
  });

const one = (id: string) => `/aws_certificates/${encodeURIComponent(id)}`;

export const certificateQuery = (id: string) =>
  queryOptions({
    queryKey: [root, "one", id],
    queryFn: ({ signal }) => get<AwsCertificateDetail>(one(id), undefined, signal),
  });

export const historyQuery = (id: string) =>
  queryOptions({
    queryKey: [root, "history", id],
    queryFn: ({ signal }) => get<Page<HistoryEntry>>(`${one(id)}/history`, { limit: 200 }, signal),
  });

/** What AWS serves now is as it should be, until something else is seen there. */
export const acceptServed = (id: string, served: string) =>
  post<AwsCertificateDetail>(`${one(id)}/accept`, { served });
export const withdrawAcceptance = (id: string) => request<undefined>("DELETE", `${one(id)}/accept`);
/** One that AWS no longer lists, with its history. */
export const forgetCertificate = (id: string) => request<undefined>("DELETE", one(id));
export const stopComparing = (id: string) => request<undefined>("DELETE", `${one(id)}/comparison`);

export type PemPart = "certificate" | "chain" | "full";
export const pemUrl = (id: string, part: PemPart) => apiUrl(`${one(id)}/pem`, { part });

export const pemQuery = (id: string, part: PemPart) =>
  queryOptions({
    queryKey: [root, "pem", id, part],
    queryFn: async ({ signal }) => (await send("GET", `${one(id)}/pem`, { query: { part }, signal })).text(),
  });

export function exportUrl(filters: URLSearchParams, sort: string, format: "csv" | "json"): string {
  const query = new URLSearchParams(filters);
  query.set("sort", sort);
  query.set("format", format);
  return apiUrl("/aws_certificates/export", query);
}
