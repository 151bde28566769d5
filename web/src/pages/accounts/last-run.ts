import { useQueries, useQuery } from "@tanstack/react-query";

import { runQuery, runsQuery } from "../../api/discovery.ts";
import { type Run } from "../../api/types.ts";

/** The last run that has ended and had this account in it; `runs` are newest first. */
export const lastRunOf = (runs: readonly Run[], account: string): Run | undefined =>
  runs.find((run) => run.state !== "running" && run.accounts.some(({ id }) => id === account));

/** In how many of its listings AWS refused, or was not reached. */
export const failuresIn = (run: Run, account: string): number =>
  (run.scopes ?? []).filter((scope) => scope.account.id === account && scope.state === "failed").length;

export interface LastRun {
  id: string;
  failures: number;
}

// Runs are many, and an account that was in none of the last ones is judged by its own last error alone.
const lookBack = 50;

/** The last run of each account, as far as it had errors: a list of runs counts them for all accounts together. */
export function useLastRuns(accounts: readonly string[]): Map<string, LastRun> {
  const runs = useQuery(runsQuery(lookBack, null)).data?.items ?? [];
  const lastOf = new Map(accounts.map((account) => [account, lastRunOf(runs, account)]));
  const withErrors = [...new Set(lastOf.values())].filter((run) => run !== undefined && run.errors_count > 0);
  const reports = useQueries({ queries: withErrors.map((run) => runQuery(run?.id ?? "")) });

  const known = new Map<string, LastRun>();
  for (const [account, run] of lastOf) {
    const report = reports.find(({ data }) => data?.id === run?.id)?.data;
    if (report !== undefined) known.set(account, { id: report.id, failures: failuresIn(report, account) });
  }
  return known;
}
