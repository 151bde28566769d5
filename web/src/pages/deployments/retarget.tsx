import Box from "@cloudscape-design/components/box";
import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { deploymentsKey, planRetarget, retarget } from "../../api/deployments.ts";
import { repositoryNamesQuery } from "../../api/repository.ts";
import { type Deployment, type PlannedRegion } from "../../api/types.ts";
import { useNotifications } from "../../app/notifications.tsx";
import { FormModal } from "../../components/form-modal.tsx";
import { useMutation } from "../../components/mutation.ts";
import { Refusal } from "../../components/refusal.tsx";
import { State } from "../../components/state.tsx";
import { sentence } from "../../format/faults.ts";
import { plannedAction } from "../../format/states.ts";
import { Remark } from "../deploy/remark.tsx";

interface RetargetProps {
  deployment: Deployment;
  onClose: () => void;
}

/** Another certificate for the same ARN: chosen, looked at, and only then given. */
export function Retarget({ deployment: { id, certificate, region, arn }, onClose }: RetargetProps) {
  const queryClient = useQueryClient();
  const { notify } = useNotifications();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<{ id: string; name: string } | null>(null);
  const [complain, setComplain] = useState(false);
  const offered = useQuery(repositoryNamesQuery(text));
  const look = useMutation({ mutationFn: (wanted: string) => planRetarget(id, wanted) });
  const change = useMutation({
    mutationFn: (wanted: string) => retarget(id, wanted),
    onSuccess: (changed) => {
      notify("success", `${changed.certificate.name} is on its way to ${region}`);
      void queryClient.invalidateQueries({ queryKey: deploymentsKey });
      onClose();
    },
  });
  const planned = look.data ?? null;
  const fits = planned !== null && planned.action !== "refused" && planned.action !== "choose";
  return (
    <FormModal
      title={`Another certificate in ${region}`}
      action={fits ? "Change certificate" : "Pre-flight"}
      busy={look.isPending || change.isPending}
      error={change.error ?? look.error}
      onClose={onClose}
      onSubmit={() => {
        setComplain(true);
        if (chosen === null) return;
        if (fits) change.mutate(chosen.id);
        else look.mutate(chosen.id);
      }}
    >
      <Box>
        {arn === null ? "It" : <span className="mono">{arn}</span>} serves <b>{certificate.name}</b> now. What
        uses the ARN gets the certificate that you choose, and from then on its renewals.
      </Box>
      <FormField
        label="Certificate"
        errorText={complain && chosen === null ? "Choose the certificate that it is to serve." : undefined}
      >
        <Select
          selectedOption={chosen && { value: chosen.id, label: chosen.name }}
          options={(offered.data?.items ?? [])
            .filter((each) => each.id !== certificate.id)
            .map((each) => ({ value: each.id, label: each.name, description: each.current.domain_name }))}
          filteringType="manual"
          filteringAriaLabel="Name of a certificate"
          filteringPlaceholder="Part of a name"
          placeholder="Choose a certificate"
          empty="No other certificate has such a name."
          statusType={offered.isPending ? "loading" : offered.isError ? "error" : "finished"}
          loadingText="Loading certificates"
          errorText="The certificates could not be loaded."
          expandToViewport
          onLoadItems={({ detail }) => setText(detail.filteringText)}
          onChange={({ detail: { selectedOption } }) => {
            setChosen({ id: selectedOption.value ?? "", name: selectedOption.label ?? "" });
            look.reset();
            change.reset();
          }}
        />
      </FormField>
      {planned !== null && <Outlook planned={planned} />}
    </FormModal>
  );
}

function Outlook({ planned: { action, reason, refusals, warnings } }: { planned: PlannedRegion }) {
  return (
    <SpaceBetween size="xs">
      <div aria-live="polite">
        <State words={plannedAction(action)} />
      </div>
      {action !== "refused" && reason !== "" && <Box color="text-body-secondary">{sentence(reason)}</Box>}
      {refusals.map((refusal, index) => (
        <Refusal key={index} refusal={refusal} withRule />
      ))}
      {warnings.map((warning, index) => (
        <Remark key={index} warning={warning} />
      ))}
    </SpaceBetween>
  );
}
