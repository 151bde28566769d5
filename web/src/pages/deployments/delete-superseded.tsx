import Box from "@cloudscape-design/components/box";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useQuery, useQueryClient } from "@tanstack/react-query";

import { certificatesKey } from "../../api/certificates.ts";
import { deleteSuperseded, supersededQuery } from "../../api/deployments.ts";
import { type Deployment, type SupersededCertificate } from "../../api/types.ts";
import { useNotifications } from "../../app/notifications.tsx";
import { FormModal } from "../../components/form-modal.tsx";
import { Moment } from "../../components/moment.tsx";
import { useMutation } from "../../components/mutation.ts";
import { Refusal } from "../../components/refusal.tsx";
import { count } from "../../format/dates.ts";
import { sentence } from "../../format/faults.ts";

interface DeleteSupersededProps {
  deployment: Deployment;
  onClose: () => void;
}

/** What a deployment to IAM has left behind: looked for, shown, and deleted when somebody says so. */
export function DeleteSuperseded({
  deployment: { id, certificate, account },
  onClose,
}: DeleteSupersededProps) {
  const queryClient = useQueryClient();
  const { notify } = useNotifications();
  const look = useQuery(supersededQuery(id));
  const found = look.data ?? [];
  const doomed = found.filter(({ obstacle }) => obstacle === null);
  const deletion = useMutation({
    mutationFn: () =>
      deleteSuperseded(
        id,
        doomed.map(({ arn }) => arn),
      ),
    onSuccess: (jobs) => {
      const done = jobs.filter(({ state }) => state === "completed").length;
      if (done > 0) notify("success", `${count(done, "server certificate")} deleted from ${account.name}`);
      jobs.forEach(({ state, last_error, outcome }, index) => {
        if (state !== "completed")
          notify(
            "error",
            `${doomed[index]?.name ?? ""} was not deleted`,
            sentence(last_error ?? outcome ?? ""),
          );
      });
      onClose();
    },
    onSettled: () => void queryClient.invalidateQueries({ queryKey: certificatesKey }),
  });
  return (
    <FormModal
      title={`Superseded versions of ${certificate.name}`}
      action={doomed.length > 0 ? `Delete ${count(doomed.length, "server certificate")}` : "Look again"}
      busy={look.isFetching || deletion.isPending}
      error={deletion.error ?? look.error}
      onClose={onClose}
      onSubmit={() => {
        if (doomed.length > 0) deletion.mutate();
        else void look.refetch();
      }}
    >
      {look.isPending && <StatusIndicator type="loading">Looking at what IAM has</StatusIndicator>}
      {look.isSuccess && found.length === 0 && (
        <Box>
          Nothing is superseded: IAM has nothing that this deployment uploaded, but what it keeps now.
        </Box>
      )}
      {found.map((one) => (
        <Superseded key={one.arn} one={one} />
      ))}
      {doomed.length > 0 && (
        <Box>
          <b>Move whatever still uses them first.</b> IAM does not tell what uses a server certificate, and
          refuses only to delete what it knows to be in use. The repository keeps the versions.
        </Box>
      )}
    </FormModal>
  );
}

function Superseded({ one: { name, not_after, obstacle } }: { one: SupersededCertificate }) {
  return (
    <SpaceBetween size="xxs">
      <span className="mono">{name}</span>
      <Box color="text-body-secondary" fontSize="body-s">
        Valid until <Moment time={not_after} exact />
      </Box>
      {obstacle !== null && <Refusal refusal={obstacle} withRule />}
    </SpaceBetween>
  );
}
