import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { get, post, request, send } from "./client.ts";
import { type ExportedFile, fileOf, repositoryKey } from "./repository.ts";
import {
  type Certificate,
  type CertificateRequest,
  type CertificateWish,
  type IssuedCertificate,
  type NewRequest,
  type Page,
  type Revoked,
  type SigningResult,
  type SigningWish,
} from "./types.ts";

// Below the repository's key: what is imported, signed or renewed changes these lists too.
const [root] = repositoryKey;
const one = (id: string) => `/certificates/${encodeURIComponent(id)}`;

type Headers = Record<string, string>;

export const createCertificate = (wish: CertificateWish, key: Headers) =>
  post<Certificate>("/certificates/create", wish, key);
export const renewCertificate = (id: string, newKey: boolean, key: Headers) =>
  post<Certificate>(`${one(id)}/renew`, { new_key: newKey }, key);

export interface Portion {
  limit: number;
  cursor: string | null;
}
const portionQuery = ({ limit, cursor }: Portion) => ({ limit, ...(cursor !== null && { cursor }) });

export const requestsQuery = (portion: Portion) =>
  queryOptions({
    queryKey: [root, "requests", portion.limit, portion.cursor],
    queryFn: ({ signal }) => get<Page<CertificateRequest>>("/requests", portionQuery(portion), signal),
    placeholderData: keepPreviousData,
  });
export const createRequest = (wish: NewRequest, key: Headers) =>
  post<CertificateRequest>("/requests", wish, key);
export const removeRequest = (id: string) =>
  request<undefined>("DELETE", `/requests/${encodeURIComponent(id)}`);
export const requestFile = async (id: string, format: "pem" | "der"): Promise<ExportedFile> =>
  fileOf(await send("GET", `/requests/${encodeURIComponent(id)}/csr`, { query: { format } }));

/** Who issued a certificate: by the chain that came with it, or by name where none did. */
export interface Issuer {
  fingerprint: string | null;
  subject: string;
}

const mostPages = 10;

/** Certificates with their keys, by name, as far as some pages of them show those. */
async function authoritiesNamed(text: string, signal: AbortSignal): Promise<Certificate[]> {
  const found: Certificate[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < mostPages; ++page) {
    const query: Record<string, string> = { has_key: "true", sort: "name", limit: "200" };
    if (text !== "") query["name"] = text;
    if (cursor !== null) query["cursor"] = cursor;
    const list: Page<Certificate> = await get<Page<Certificate>>("/certificates", query, signal);
    found.push(...list.items.filter(({ current }) => current.is_ca && current.days_left >= 0));
    cursor = list.next_cursor;
    if (cursor === null) break;
  }
  return found;
}

/** Certificates that can sign, by name. The list cannot be asked for them, so some pages of it are looked through. */
export const authoritiesQuery = (text: string) =>
  queryOptions({
    queryKey: [root, "authorities", text],
    queryFn: ({ signal }) => authoritiesNamed(text, signal),
    placeholderData: keepPreviousData,
  });

/** Whether the repository holds that issuer and its key. The server checks that it signed, not only its name. */
export const heldIssuerQuery = ({ fingerprint, subject }: Issuer) =>
  queryOptions({
    queryKey: [root, "issuer", fingerprint, subject],
    queryFn: async ({ signal }) => {
      if (fingerprint === null)
        return (await authoritiesNamed("", signal)).some(({ current }) => current.subject === subject);
      const query = { fingerprint, has_key: "true", limit: 1 };
      return (await get<Page<Certificate>>("/certificates", query, signal)).items.length > 0;
    },
  });

export const signRequests = (id: string, wish: SigningWish, key: Headers) =>
  post<SigningResult>(`${one(id)}/sign`, wish, key);
export const issuedQuery = (id: string, portion: Portion) =>
  queryOptions({
    queryKey: [root, "issued", id, portion.limit, portion.cursor],
    queryFn: ({ signal }) => get<Page<IssuedCertificate>>(`${one(id)}/issued`, portionQuery(portion), signal),
    placeholderData: keepPreviousData,
  });
/** A certificate that was signed, with the authority and what is above it. */
export const issuedFile = async (id: string, serial: string): Promise<ExportedFile> =>
  fileOf(
    await send("GET", `${one(id)}/issued/${encodeURIComponent(serial)}`, {
      query: { format: "pem", chain: "true" },
    }),
  );
export const revoke = (id: string, serial: string, reason: string, key: Headers) =>
  post<Revoked>(`${one(id)}/revocations`, { serial, reason }, key);

export const revocationListFile = async (id: string, format: "pem" | "der", signal?: AbortSignal) =>
  fileOf(await send("GET", `${one(id)}/crl`, { query: { format }, ...(signal && { signal }) }));
export const revocationListQuery = (id: string) =>
  queryOptions({
    queryKey: [root, "crl", id],
    queryFn: async ({ signal }) => {
      const { content } = await revocationListFile(id, "der", signal);
      return new Uint8Array(await content.arrayBuffer());
    },
  });
