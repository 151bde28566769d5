import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { type ListRequest } from "./certificates.ts";
import { get, post, request, send } from "./client.ts";
import { endedJob } from "./operations.ts";
import {
  type Certificate,
  type CertificateChange,
  type CertificateChecks,
  type CertificateVersion,
  type ChainCompletion,
  type DependentsCount,
  type ExportInput,
  type Intake,
  type Job,
  type KeyExportInput,
  type NewCertificates,
  type Page,
  type Restored,
  type TakenIn,
  type VersionContent,
} from "./types.ts";

const root = "repository";
export const repositoryKey = [root] as const;

export const repositoryQuery = ({ filters, sort, limit, cursor }: ListRequest) =>
  queryOptions({
    queryKey: [root, "list", filters.toString(), sort, limit, cursor],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams(filters);
      query.set("sort", sort);
      query.set("limit", String(limit));
      query.set("total", "true");
      if (cursor !== null) query.set("cursor", cursor);
      return get<Page<Certificate>>("/certificates", query, signal);
    },
    placeholderData: keepPreviousData,
  });

/** To choose from: those whose name has the text, by name. */
export const repositoryNamesQuery = (text: string) =>
  repositoryQuery({
    filters: new URLSearchParams(text === "" ? {} : { name: text }),
    sort: "name",
    limit: 100,
    cursor: null,
  });

export interface VersionedCertificate {
  certificate: Certificate;
  /** Sent back with a change, so that two people never overwrite each other unseen. */
  etag: string | null;
}

const one = (id: string) => `/certificates/${encodeURIComponent(id)}`;
const ifMatch = (etag: string | null) => ({ ...(etag !== null && { headers: { "If-Match": etag } }) });

export const ownCertificateQuery = (id: string) =>
  queryOptions({
    queryKey: [root, "one", id],
    queryFn: async ({ signal }): Promise<VersionedCertificate> => {
      const response = await send("GET", one(id), { signal });
      return { certificate: (await response.json()) as Certificate, etag: response.headers.get("ETag") };
    },
  });

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: [root, "versions", id],
    queryFn: ({ signal }) => get<Page<CertificateVersion>>(`${one(id)}/versions`, { limit: 200 }, signal),
  });

/** What is in a version. It never changes, but for whether it is the current one and the key is held. */
export const versionContentQuery = (id: string, number: number, updatedAt: string) =>
  queryOptions({
    queryKey: [root, "content", id, number, updatedAt],
    queryFn: ({ signal }) => get<VersionContent>(`${one(id)}/versions/${number}`, {}, signal),
  });

/** Of a version; checked again when the certificate has changed. */
export const checksQuery = (id: string, version: number, updatedAt: string) =>
  queryOptions({
    queryKey: [root, "checks", id, version, updatedAt],
    queryFn: ({ signal }) => get<CertificateChecks>(`${one(id)}/checks`, { version }, signal),
  });

/** Looks for the missing issuers of the current version; the job as it ended. */
export async function completeChain(id: string): Promise<Job> {
  const { job } = await post<ChainCompletion>(`${one(id)}/complete_chain`);
  return endedJob(job);
}

export const importCertificates = (given: NewCertificates, key: Record<string, string>) =>
  post<Intake>("/certificates/import", given, key);
export const changeCertificate = ({ certificate, etag }: VersionedCertificate, change: CertificateChange) =>
  request<Certificate>("PATCH", one(certificate.id), { body: change, ...ifMatch(etag) });
/** What depends on it, as far as lists do not tell. */
export const dependentsQuery = (id: string) =>
  queryOptions({
    queryKey: [...repositoryKey, "dependents", id],
    queryFn: ({ signal }) => get<DependentsCount>(`${one(id)}/dependents`, undefined, signal),
  });
/** `withIssued`: also an authority whose certificates still hold. */
export const removeCertificate = ({ certificate, etag }: VersionedCertificate, withIssued: boolean) =>
  request<undefined>("DELETE", one(certificate.id), {
    ...ifMatch(etag),
    ...(withIssued && { query: { with_issued: "true" } }),
  });
export const restoreVersion = (id: string, number: number) =>
  post<Restored>(`${one(id)}/restore`, { number });

/** Takes what AWS serves in: as a new certificate, or as a new version of `certificate`. */
export const takeFromAws = (wish: { aws_certificate: string; name?: string; certificate?: string }) =>
  post<TakenIn>("/certificates/from_aws", wish);

/** The text of a version's certificates: public data only. */
export const ownPemQuery = (id: string, version: number, format: "pem" | "pem_chain" | "pem_full") =>
  queryOptions({
    queryKey: [root, "pem", id, version, format],
    queryFn: async ({ signal }) => {
      const response = await send("POST", `${one(id)}/export`, { body: { format, version }, signal });
      return response.text();
    },
  });

export interface ExportedFile {
  name: string;
  content: Blob;
}

export async function fileOf(response: Response): Promise<ExportedFile> {
  const [, name = "certificate"] =
    /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "") ?? [];
  return { name, content: await response.blob() };
}

export const exportCertificate = async (id: string, wish: ExportInput) =>
  fileOf(await send("POST", `${one(id)}/export`, { body: wish }));
/** With the private key; the audit log keeps who took it, and why. */
export const exportPrivateKey = async (id: string, wish: KeyExportInput) =>
  fileOf(await send("POST", `${one(id)}/export_with_key`, { body: wish }));
