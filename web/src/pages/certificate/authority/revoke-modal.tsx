import Alert from "@cloudscape-design/components/alert";
import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { ApiError, idempotencyKey } from "../../../api/client.ts";
import { revoke } from "../../../api/making.ts";
import { repositoryKey } from "../../../api/repository.ts";
import { type IssuedCertificate } from "../../../api/types.ts";
import { useNotifications } from "../../../app/notifications.tsx";
import { FormModal } from "../../../components/form-modal.tsx";
import { useMutation } from "../../../components/mutation.ts";
import { hostsFirst } from "../../../format/names.ts";
import { humanize } from "../../../format/states.ts";

/** Those that are for good: a certificate on hold could come back. */
const reasons = [
  "UNSPECIFIED",
  "KEY_COMPROMISE",
  "SUPERSEDED",
  "CESSATION_OF_OPERATION",
  "AFFILIATION_CHANGED",
  "PRIVILEGE_WITHDRAWN",
  "CA_COMPROMISE",
].map((value) => ({ value, label: humanize(value) }));

export const nameOf = ({ names, subject, serial }: IssuedCertificate): string =>
  hostsFirst(names)[0] ?? (subject || serial);

interface RevokeModalProps {
  authority: string;
  issued: IssuedCertificate;
  onClose: () => void;
}

export function RevokeModal({ authority, issued, onClose }: RevokeModalProps) {
  const queryClient = useQueryClient();
  const { notify } = useNotifications();
  const [reason, setReason] = useState("UNSPECIFIED");
  const run = useMutation({
    mutationFn: () => revoke(authority, issued.serial, reason, idempotencyKey()),
    onSuccess: ({ list }) => {
      notify(
        "success",
        `${nameOf(issued)} was revoked`,
        `Revocation list ${list.number} has it. Publish it.`,
      );
      void queryClient.invalidateQueries({ queryKey: repositoryKey });
      onClose();
    },
  });
  return (
    <FormModal
      title={`Revoke ${nameOf(issued)}?`}
      action="Revoke"
      busy={run.isPending}
      error={run.error}
      onClose={onClose}
      onSubmit={() => run.mutate()}
    >
      <Alert type="warning" header="This is for good">
        The certificate with the serial number <span className="mono">{issued.serial}</span> is on every
        revocation list from now on. Clients that look at the list refuse it; it cannot be made valid again.
      </Alert>
      <FormField
        label="Reason"
        description="Stands on the revocation list, for everybody to read."
        errorText={run.error instanceof ApiError ? run.error.field("reason") : undefined}
      >
        <Select
          selectedOption={reasons.find(({ value }) => value === reason) ?? null}
          options={reasons}
          onChange={({ detail }) => setReason(detail.selectedOption.value ?? "UNSPECIFIED")}
        />
      </FormField>
    </FormModal>
  );
}
