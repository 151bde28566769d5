import Alert from "@cloudscape-design/components/alert";
import FormField from "@cloudscape-design/components/form-field";
import RadioGroup from "@cloudscape-design/components/radio-group";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { idempotencyKey } from "../../api/client.ts";
import { heldIssuerQuery, renewCertificate } from "../../api/making.ts";
import { repositoryKey } from "../../api/repository.ts";
import { type Certificate } from "../../api/types.ts";
import { useNotifications } from "../../app/notifications.tsx";
import { FormModal } from "../../components/form-modal.tsx";
import { useMutation } from "../../components/mutation.ts";
import { PermittedButton } from "../../components/permitted-button.tsx";
import { PermittedLink } from "../making/permitted-link.tsx";
import { issuerToLookFor } from "./renewable.ts";

interface RenewButtonProps {
  certificate: Certificate;
  onRenew: () => void;
}

/** What Certwright cannot renew by itself is renewed by a request. */
export function RenewButton({ certificate: { id, current }, onRenew }: RenewButtonProps) {
  const issuer = issuerToLookFor(current);
  const held = useQuery({
    ...heldIssuerQuery(issuer ?? { fingerprint: null, subject: "" }),
    enabled: issuer !== null,
  });
  if (issuer === null || held.data === true) {
    return (
      <PermittedButton needs="repository_write" onClick={onRenew}>
        Renew
      </PermittedButton>
    );
  }
  return (
    <PermittedLink href={`/certificates/requests/create?certificate=${encodeURIComponent(id)}`}>
      Create request
    </PermittedLink>
  );
}

interface RenewModalProps {
  certificate: Certificate;
  onClose: () => void;
}

export function RenewModal({ certificate, onClose }: RenewModalProps) {
  const queryClient = useQueryClient();
  const { notify } = useNotifications();
  const { id, name, current } = certificate;
  const [newKey, setNewKey] = useState(!current.has_private_key);
  const renew = useMutation({
    mutationFn: () => renewCertificate(id, newKey, idempotencyKey()),
    onSuccess: ({ current: made }) => {
      notify("success", `${name} was renewed`, `Version ${made.number} is current.`);
      onClose();
    },
    // After a refusal too: somebody else may have renewed it.
    onSettled: () => void queryClient.invalidateQueries({ queryKey: repositoryKey }),
  });
  return (
    <FormModal
      title={`Renew ${name}`}
      action="Renew"
      busy={renew.isPending}
      error={renew.error}
      onClose={onClose}
      onSubmit={() => renew.mutate()}
    >
      <Alert type="info">
        A new version with the same subject, names, usages and length of life becomes current. What is
        deployed and follows renewals gets it.
      </Alert>
      <FormField label="Key">
        <RadioGroup
          value={newKey ? "new" : "same"}
          items={[
            {
              value: "same",
              label: "The same key",
              description: current.has_private_key
                ? current.is_ca
                  ? "Everything that this authority signed stays good."
                  : "What pins the key goes on."
                : "Not held here.",
              disabled: !current.has_private_key,
            },
            { value: "new", label: "A new key", description: "Of the same type." },
          ]}
          onChange={({ detail }) => setNewKey(detail.value === "new")}
        />
      </FormField>
    </FormModal>
  );
}
