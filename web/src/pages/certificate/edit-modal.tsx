import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Textarea from "@cloudscape-design/components/textarea";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { ApiError } from "../../api/client.ts";
import { changeCertificate, repositoryKey, type VersionedCertificate } from "../../api/repository.ts";
import { useNotifications } from "../../app/notifications.tsx";
import { FormModal } from "../../components/form-modal.tsx";
import { useMutation } from "../../components/mutation.ts";
import { PairsInput } from "../../components/pairs-input.tsx";
import { pairsOf, pairsProblem, recordOf } from "../../components/pairs.ts";
import { isWhole } from "../making/description.ts";
import { RenewalFields } from "./renewal-fields.tsx";

interface EditModalProps {
  stored: VersionedCertificate;
  onClose: () => void;
}

/** What is said about a certificate; its versions stay as they are. */
export function EditModal({ stored, onClose }: EditModalProps) {
  const queryClient = useQueryClient();
  const { notify } = useNotifications();
  // The page reads it again meanwhile; the form belongs to what it was opened with.
  const [opened] = useState(stored);
  const { certificate } = opened;
  const [draft, setDraft] = useState(() => ({
    name: certificate.name,
    owner: certificate.owner,
    description: certificate.description,
    notes: certificate.notes,
    autoRenew: certificate.auto_renew,
    whenLeft: String(certificate.renew_when_left),
    newKey: certificate.renew_with_new_key,
    tags: pairsOf(certificate.tags),
    fields: pairsOf(certificate.fields),
  }));
  const [complain, setComplain] = useState(false);
  const change = (part: Partial<typeof draft>) => setDraft((old) => ({ ...old, ...part }));

  const save = useMutation({
    mutationFn: () =>
      changeCertificate(opened, {
        name: draft.name.trim(),
        owner: draft.owner.trim(),
        description: draft.description,
        notes: draft.notes,
        auto_renew: draft.autoRenew,
        // What is not asked for stays as it is.
        ...(draft.autoRenew && {
          renew_when_left: Number(draft.whenLeft),
          renew_with_new_key: draft.newKey,
        }),
        tags: recordOf(draft.tags),
        fields: recordOf(draft.fields),
      }),
    onSuccess: ({ name }) => {
      notify("success", `${name} was changed`);
      onClose();
    },
    // After a refusal too: the page behind then shows what somebody else has changed.
    onSettled: () => void queryClient.invalidateQueries({ queryKey: repositoryKey }),
  });
  const refused = save.error instanceof ApiError ? save.error : null;
  const nameless = draft.name.trim() === "";
  const problems = { tags: pairsProblem(draft.tags), fields: pairsProblem(draft.fields) };
  const percentless = draft.autoRenew && !isWhole(draft.whenLeft, 1, 99);
  const shown = (problem: string | null, field: string) =>
    complain && problem !== null ? problem : refused?.field(field);

  return (
    <FormModal
      title={`Edit ${certificate.name}`}
      action="Save changes"
      size="large"
      busy={save.isPending}
      error={save.error}
      onClose={onClose}
      onSubmit={() => {
        setComplain(true);
        const wrong = nameless || percentless || problems.tags !== null || problems.fields !== null;
        if (!wrong) save.mutate();
      }}
    >
      <FormField label="Name" errorText={shown(nameless ? "Give the certificate a name." : null, "name")}>
        <Input
          value={draft.name}
          autoComplete={false}
          spellcheck={false}
          onChange={({ detail }) => change({ name: detail.value })}
        />
      </FormField>
      <FormField
        label="Owner"
        description="Who looks after it: a team, or a person."
        errorText={refused?.field("owner")}
      >
        <Input
          value={draft.owner}
          autoComplete={false}
          onChange={({ detail }) => change({ owner: detail.value })}
        />
      </FormField>
      <FormField label="Description" errorText={refused?.field("description")}>
        <Input
          value={draft.description}
          autoComplete={false}
          onChange={({ detail }) => change({ description: detail.value })}
        />
      </FormField>
      <FormField label="Notes" errorText={refused?.field("notes")}>
        <Textarea value={draft.notes} rows={4} onChange={({ detail }) => change({ notes: detail.value })} />
      </FormField>
      <RenewalFields
        draft={draft}
        problem={shown(percentless ? "Enter 1 to 99." : null, "renew_when_left")}
        onChange={change}
      />
      <PairsInput
        label="Tags"
        noun="tag"
        description="To find certificates by: environment, team, service."
        pairs={draft.tags}
        onChange={(tags) => change({ tags })}
        errorText={shown(problems.tags, "tags")}
      />
      <PairsInput
        label="Fields"
        noun="field"
        description="What else is worth noting: a ticket, a cost centre."
        pairs={draft.fields}
        onChange={(fields) => change({ fields })}
        errorText={shown(problems.fields, "fields")}
      />
    </FormModal>
  );
}
