import { useQuery } from "@tanstack/react-query";

import { runQuery, runsQuery } from "../../api/discovery.ts";
import { type Account } from "../../api/types.ts";
import { lastRunOf } from "../accounts/last-run.ts";

const lookBack = 50;

/** The regions of an account: those of its settings, or those that its last discovery found enabled. */
export function useRegions(account: Account | undefined): string[] {
  const runs = useQuery(runsQuery(lookBack, null)).data?.items ?? [];
  const last = account && lastRunOf(runs, account.id);
  const run = useQuery({ ...runQuery(last?.id ?? ""), enabled: last !== undefined }).data;
  if (account === undefined) return [];
  if (account.regions.length > 0) return account.regions;
  return (run?.scopes ?? [])
    .filter(
      ({ account: { id }, service, state }) =>
        id === account.id && service === "acm" && state !== "region_disabled",
    )
    .map(({ region }) => region)
    .toSorted();
}
