import Alert from "@cloudscape-design/components/alert";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";

import { cancelRun, runQuery } from "../../api/discovery.ts";
import { useNotifications } from "../../app/notifications.tsx";
import { usePage } from "../../app/page.ts";
import { Actor } from "../../components/actor.tsx";
import { ButtonTo } from "../../components/button-to.tsx";
import { Confirm } from "../../components/confirm.tsx";
import { Failure } from "../../components/failure.tsx";
import { PermittedButton } from "../../components/permitted-button.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import { count, dateTime } from "../../format/dates.ts";
import { CallTable } from "./call-table.tsx";
import { useLiveRun } from "./live-run.ts";
import { RunOverview } from "./run-overview.tsx";
import { ScopeTable } from "./scope-table.tsx";

export default function DiscoveryRunPage() {
  const { id = "" } = useParams();
  const { query, liveness } = useLiveRun(id);
  const queryClient = useQueryClient();
  const { notify } = useNotifications();
  const [cancelling, setCancelling] = useState(false);
  const run = query.data;
  const title = run === undefined ? "Discovery run" : `Discovery of ${dateTime(run.started_at)}`;
  usePage(title, [{ text: "Discovery runs", href: "/discovery" }]);

  if (query.isError && run === undefined) {
    return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (run === undefined) return <Skeleton height="320px" />;
  const running = run.state === "running";
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        description={
          <>
            Requested by <Actor actor={run.requested_by} />
            {run.full && ", with all details"}
          </>
        }
        info={
          running && (
            <StatusIndicator type={liveness === "live" ? "success" : "loading"}>
              {liveness === "live" ? "Live" : "Polling"}
            </StatusIndicator>
          )
        }
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <ButtonTo href={`/jobs?group=${encodeURIComponent(id)}`}>Jobs of this run</ButtonTo>
            {running ? (
              <PermittedButton needs="inventory_scan" onClick={() => setCancelling(true)}>
                Cancel run
              </PermittedButton>
            ) : (
              <ButtonTo href="/certificates/aws">AWS certificates</ButtonTo>
            )}
          </SpaceBetween>
        }
      >
        {title}
      </Header>
      {run.errors_count > 0 && (
        <Alert type="warning" header={`${count(run.errors_count, "listing")} had errors`}>
          They are shown below in AWS's own words. What other accounts and regions told is stored, and nothing
          was marked missing where the listing was incomplete.
        </Alert>
      )}
      <RunOverview run={run} />
      <ScopeTable scopes={run.scopes ?? []} />
      <CallTable calls={run.calls} />
      {cancelling && (
        <Confirm
          title="Cancel this discovery?"
          action="Cancel run"
          onClose={() => setCancelling(false)}
          onConfirm={async () => {
            const cancelled = await cancelRun(id);
            queryClient.setQueryData(runQuery(id).queryKey, (old) =>
              old ? { ...cancelled, scopes: cancelled.scopes ?? old.scopes ?? [] } : old,
            );
            notify("info", "The discovery is being cancelled");
          }}
        >
          What was found so far stays. Unfinished listings mark nothing as missing. You can discover again at
          any time.
        </Confirm>
      )}
    </SpaceBetween>
  );
}
