import { useQuery, useQueryClient } from "@tanstack/react-query";

import { runQuery } from "../../api/discovery.ts";
import { useServerEvents } from "../../api/events.ts";
import { type Run, type Scope } from "../../api/types.ts";

const sameScope = (a: Scope, b: Scope) =>
  a.account.id === b.account.id && a.region === b.region && a.service === b.service;

/** The run with one scope replaced, or added when it is news. */
export function withScope(run: Run, scope: Scope): Run {
  const scopes = run.scopes ?? [];
  const known = scopes.some((each) => sameScope(each, scope));
  return {
    ...run,
    scopes: known ? scopes.map((each) => (sameScope(each, scope) ? scope : each)) : [...scopes, scope],
  };
}

const pollEvery = 2_000;

/** A run as it goes: events while the stream lasts, polling while it does not. */
export function useLiveRun(id: string) {
  const queryClient = useQueryClient();
  const options = runQuery(id);
  const running = (run: Run | undefined) => run?.state === "running";
  const cached = useQuery({ ...options, enabled: false }).data;

  const liveness = useServerEvents({
    path: `/discovery_runs/${encodeURIComponent(id)}/events`,
    names: ["run", "scope"],
    enabled: running(cached),
    endsWith: "end",
    onEvent: (name, data) => {
      if (name === "end" || data === null) {
        void queryClient.invalidateQueries({ queryKey: options.queryKey });
        return;
      }
      queryClient.setQueryData(options.queryKey, (old) => {
        if (old === undefined) return old;
        return name === "scope"
          ? withScope(old, data as Scope)
          : { ...(data as Run), scopes: old.scopes ?? [] };
      });
    },
  });

  const query = useQuery({
    ...options,
    refetchInterval: ({ state }) => (running(state.data) && liveness !== "live" ? pollEvery : false),
  });
  return { query, liveness };
}
