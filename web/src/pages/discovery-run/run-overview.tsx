import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import ProgressBar from "@cloudscape-design/components/progress-bar";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useEffect, useState } from "react";

import { type Run } from "../../api/types.ts";
import { State } from "../../components/state.tsx";
import { count, duration, number, secondsBetween } from "../../format/dates.ts";
import { runState } from "../../format/states.ts";

/** Seconds since the start, ticking while the run lasts. */
function useElapsed(run: Run): number | null {
  const running = run.state === "running";
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [running]);
  if (!running) return run.duration_seconds;
  return Math.max(0, (now - new Date(run.started_at).getTime()) / 1000);
}

const share = (done: number, all: number) => (all === 0 ? 0 : Math.floor((done / all) * 100));

export function RunOverview({ run }: { run: Run }) {
  const elapsed = useElapsed(run);
  const running = run.state === "running";
  const details = run.details_done + run.details_pending;
  return (
    <Container header={<Header variant="h2">Progress</Header>}>
      <SpaceBetween size="l">
        {running && (
          <SpaceBetween size="m">
            <ProgressBar
              label="Listings by account and region"
              value={share(run.scopes_done, run.scopes_total)}
              additionalInfo={`${number(run.scopes_done)} of ${count(run.scopes_total, "listing")} done`}
            />
            {details > 0 && (
              <ProgressBar
                label="Details"
                value={share(run.details_done, details)}
                additionalInfo={`${number(run.details_done)} of ${count(details, "certificate")} read`}
              />
            )}
          </SpaceBetween>
        )}
        <KeyValuePairs
          columns={4}
          items={[
            { label: "State", value: <State words={runState(run.state)} /> },
            { label: running ? "Running for" : "Duration", value: duration(elapsed) },
            {
              label: "All visible after",
              value:
                run.visible_at === null
                  ? running
                    ? "Still listing"
                    : "–"
                  : duration(secondsBetween(run.started_at, run.visible_at)),
            },
            {
              label: "AWS calls",
              value: `${number(run.calls_total)} (${count(run.throttles, "throttle")}, ${count(run.retries, "retry", "retries")})`,
            },
          ]}
        />
        <dl className="figures">
          {(
            [
              ["Found", run.found],
              ["New", run.new],
              ["Changed", run.changed],
              ["Missing", run.missing],
              ["Unchanged", run.unchanged],
            ] as const
          ).map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{number(value)}</dd>
            </div>
          ))}
        </dl>
      </SpaceBetween>
    </Container>
  );
}
