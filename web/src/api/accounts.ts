import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { get, idempotencyKey, post, request, send } from "./client.ts";
import {
  type Account,
  type AccountInput,
  type AccountPolicies,
  type AccountTest,
  type Page,
} from "./types.ts";

export const accountsQuery = queryOptions({
  queryKey: ["accounts"],
  queryFn: ({ signal }) => get<Page<Account>>("/accounts", undefined, signal),
});

export interface VersionedAccount {
  account: Account;
  /** Sent back with a change, so that two people never overwrite each other unseen. */
  etag: string | null;
}

export const accountQuery = (id: string) =>
  queryOptions({
    queryKey: ["accounts", id],
    queryFn: async ({ signal }): Promise<VersionedAccount> => {
      const response = await send("GET", `/accounts/${encodeURIComponent(id)}`, { signal });
      return { account: (await response.json()) as Account, etag: response.headers.get("ETag") };
    },
  });

export const policiesQuery = (partition: string, trustedArn: string) =>
  queryOptions({
    queryKey: ["account-policies", partition, trustedArn],
    queryFn: ({ signal }) =>
      get<AccountPolicies>("/account_policies", { partition, trusted_arn: trustedArn }, signal),
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });

export const createAccount = (input: AccountInput) => post<Account>("/accounts", input, idempotencyKey());
export const updateAccount = (id: string, change: Partial<AccountInput>, etag: string | null = null) =>
  request<Account>("PATCH", `/accounts/${encodeURIComponent(id)}`, {
    body: change,
    ...(etag !== null && { headers: { "If-Match": etag } }),
  });
export const removeAccount = (id: string) =>
  request<undefined>("DELETE", `/accounts/${encodeURIComponent(id)}`);
export const testAccount = (id: string) => post<AccountTest>(`/accounts/${encodeURIComponent(id)}/test`);
export const testAccountInput = (input: AccountInput) => post<AccountTest>("/accounts/test", input);
