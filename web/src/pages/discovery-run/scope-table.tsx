import Box from "@cloudscape-design/components/box";
import Header from "@cloudscape-design/components/header";
import Toggle from "@cloudscape-design/components/toggle";
import { useState } from "react";

import { type Scope } from "../../api/types.ts";
import { StackedTable } from "../../components/stacked-table.tsx";
import { State } from "../../components/state.tsx";
import { count, number } from "../../format/dates.ts";
import { sentence } from "../../format/faults.ts";
import { scopeState, serviceLabel } from "../../format/states.ts";

const keyOf = ({ account, region, service }: Scope) => `${account.id}/${region}/${service}`;
const callsOf = ({ calls }: Scope) => Object.values(calls).reduce((sum, each) => sum + each.calls, 0);
const rank: Record<string, number> = { failed: 0, sweeping: 1, detailing: 2, waiting: 3, cancelled: 4 };

/** Trouble first, then what moves, then what is done. */
function byUrgency(a: Scope, b: Scope): number {
  return (
    (rank[a.state] ?? 5) - (rank[b.state] ?? 5) ||
    b.found - a.found ||
    a.account.name.localeCompare(b.account.name) ||
    a.region.localeCompare(b.region)
  );
}

function Remarks({ scope }: { scope: Scope }) {
  return (
    <>
      {scope.error && (
        <>
          <Box color="text-status-error">
            {scope.error.operation}: {scope.error.code}
          </Box>
          <div>“{scope.error.message}”</div>
          {scope.error.hint !== "" && <Box color="text-body-secondary">{sentence(scope.error.hint)}</Box>}
        </>
      )}
      {scope.notes.map((note) => (
        <Box key={note} color="text-body-secondary" fontSize="body-s">
          {sentence(note)}
        </Box>
      ))}
    </>
  );
}

export function ScopeTable({ scopes }: { scopes: Scope[] }) {
  const [all, setAll] = useState(false);
  const telling = scopes.filter(
    ({ state, found, missing, notes }) =>
      found > 0 || missing > 0 || notes.length > 0 || !["completed", "region_disabled"].includes(state),
  );
  const shown = (all ? scopes : telling).toSorted(byUrgency);
  return (
    <StackedTable
      header={
        <Header
          variant="h2"
          counter={`(${shown.length} of ${scopes.length})`}
          actions={
            <Toggle checked={all} onChange={({ detail }) => setAll(detail.checked)}>
              Show empty and disabled regions
            </Toggle>
          }
        >
          By account and region
        </Header>
      }
      ariaLabels={{ tableLabel: "By account and region" }}
      items={shown}
      trackBy={keyOf}
      wrapLines
      contentDensity="compact"
      columnDefinitions={[
        {
          id: "account",
          header: "Account",
          cell: ({ account }) => account.name,
          isRowHeader: true,
          minWidth: 110,
        },
        {
          id: "region",
          header: "Region",
          cell: ({ region, service }) =>
            service === "account" ? "The account itself" : `${region} · ${serviceLabel(service)}`,
          minWidth: 150,
        },
        {
          id: "state",
          header: "State",
          cell: (scope) => (
            <>
              <State words={scopeState(scope.state)} />
              <Remarks scope={scope} />
            </>
          ),
          minWidth: 300,
        },
        { id: "found", header: "Found", cell: ({ found }) => number(found), minWidth: 70 },
        { id: "new", header: "New", cell: (scope) => number(scope.new), minWidth: 60 },
        { id: "changed", header: "Changed", cell: ({ changed }) => number(changed), minWidth: 80 },
        { id: "missing", header: "Missing", cell: ({ missing }) => number(missing), minWidth: 80 },
        {
          id: "details",
          header: "Details",
          cell: ({ details_done, details_pending }) =>
            details_done + details_pending === 0
              ? "–"
              : `${number(details_done)} of ${number(details_done + details_pending)}`,
          minWidth: 90,
        },
        {
          id: "calls",
          header: "Calls",
          cell: (scope) => (
            <>
              {number(callsOf(scope))}
              {scope.throttles > 0 && (
                <Box fontSize="body-s" color="text-body-secondary">
                  {count(scope.throttles, "throttle")}
                </Box>
              )}
            </>
          ),
          minWidth: 80,
        },
      ]}
      empty={scopes.length === 0 ? "The regions are being asked of AWS." : "Nothing found in any region."}
    />
  );
}
