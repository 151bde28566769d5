import Alert from "@cloudscape-design/components/alert";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";

import { cancelJob, jobQuery, jobsKey, retryJob } from "../../api/operations.ts";
import { useNotifications } from "../../app/notifications.tsx";
import { usePage } from "../../app/page.ts";
import { Actor } from "../../components/actor.tsx";
import { Confirm } from "../../components/confirm.tsx";
import { Copyable } from "../../components/copyable.tsx";
import { Failure } from "../../components/failure.tsx";
import { Moment } from "../../components/moment.tsx";
import { useMutation } from "../../components/mutation.ts";
import { PermittedButton } from "../../components/permitted-button.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import { State } from "../../components/state.tsx";
import { humanize, jobState } from "../../format/states.ts";
import { valueText } from "../../format/values.ts";

function Values({ title, values }: { title: string; values: Record<string, unknown> | null }) {
  const entries = Object.entries(values ?? {});
  if (entries.length === 0) return null;
  return (
    <Container header={<Header variant="h2">{title}</Header>}>
      <KeyValuePairs
        columns={3}
        items={entries.map(([key, value]) => ({ label: humanize(key), value: valueText(value) }))}
      />
    </Container>
  );
}

export default function JobPage() {
  const { id = "" } = useParams();
  const queryClient = useQueryClient();
  const { notify, notifyError } = useNotifications();
  const query = useQuery({
    ...jobQuery(id),
    refetchInterval: ({ state }) =>
      ["available", "running"].includes(state.data?.state ?? "") ? 3_000 : false,
  });
  const [cancelling, setCancelling] = useState(false);
  const job = query.data;
  usePage(job?.kind ?? "Job", [{ text: "Jobs", href: "/jobs" }]);

  const refresh = () => queryClient.invalidateQueries({ queryKey: jobsKey });
  const retry = useMutation({
    mutationFn: () => retryJob(id),
    onSuccess: () => {
      notify("success", "The job will run again");
      void refresh();
    },
    onError: (error) => notifyError("The job was not retried", error),
  });

  if (query.isError) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  if (job === undefined) return <Skeleton height="240px" />;
  const unfinished = job.state === "available" || job.state === "running";
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        actions={
          unfinished ? (
            <PermittedButton
              needs="jobs_write"
              disabled={job.cancel_requested}
              onClick={() => setCancelling(true)}
            >
              {job.cancel_requested ? "Being cancelled" : "Cancel job"}
            </PermittedButton>
          ) : (
            job.state !== "completed" && (
              <PermittedButton needs="jobs_write" loading={retry.isPending} onClick={() => retry.mutate()}>
                Retry
              </PermittedButton>
            )
          )
        }
      >
        {job.kind}
      </Header>
      {job.last_error !== null && (
        <Alert type={job.state === "failed" ? "error" : "warning"} header="Last error">
          {job.last_error}
        </Alert>
      )}
      <Container header={<Header variant="h2">Job</Header>}>
        <KeyValuePairs
          columns={3}
          items={[
            { label: "State", value: <State words={jobState(job.state)} /> },
            { label: "Attempt", value: `${job.attempt} of ${job.max_attempts}` },
            { label: "Result", value: job.outcome ?? "–" },
            { label: "Created", value: <Moment time={job.created_at} exact /> },
            { label: "Due", value: <Moment time={job.run_at} exact /> },
            { label: "Started", value: <Moment time={job.started_at} exact /> },
            { label: "Finished", value: <Moment time={job.finished_at} exact /> },
            { label: "Requested by", value: <Actor actor={job.requested_by} /> },
            { label: "Worker", value: job.worker ?? "–" },
            { label: "Lane and priority", value: `${job.lane}, ${job.priority}` },
            { label: "Group", value: job.group ?? "–" },
            { label: "ID", value: <Copyable text={job.id} name="job ID" /> },
          ]}
        />
      </Container>
      <Values title="Progress" values={job.progress} />
      <Values title="Arguments" values={job.arguments} />
      {cancelling && (
        <Confirm
          title="Cancel this job?"
          action="Cancel job"
          onClose={() => setCancelling(false)}
          onConfirm={async () => {
            await cancelJob(id);
            notify("info", "The job is being cancelled");
            void refresh();
          }}
        >
          It stops at its next safe point. What it has done stays done.
        </Confirm>
      )}
    </SpaceBetween>
  );
}
