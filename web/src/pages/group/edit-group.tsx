import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { ApiError } from "../../api/client.ts";
import { changeGroup, type VersionedGroup } from "../../api/groups.ts";
import { repositoryKey } from "../../api/repository.ts";
import { useNotifications } from "../../app/notifications.tsx";
import { FormModal } from "../../components/form-modal.tsx";
import { DescriptionField, NameField, RuleField } from "../groups/fields.tsx";

interface EditGroupProps {
  stored: VersionedGroup;
  onClose: () => void;
}

export function EditGroup({ stored, onClose }: EditGroupProps) {
  const queryClient = useQueryClient();
  const { notify } = useNotifications();
  // The page reads it again meanwhile; the form belongs to what it was opened with.
  const [opened] = useState(stored);
  const { group } = opened;
  const [draft, setDraft] = useState({
    name: group.name,
    description: group.description,
    rule: group.rule ?? "",
  });
  const [complain, setComplain] = useState(false);
  const change = (part: Partial<typeof draft>) => setDraft((old) => ({ ...old, ...part }));
  const save = useMutation({
    mutationFn: () =>
      changeGroup(opened, {
        name: draft.name.trim(),
        description: draft.description,
        ...(group.rule !== null && { rule: draft.rule }),
      }),
    onSuccess: ({ name }) => {
      notify("success", `The group ${name} was changed`);
      onClose();
    },
    // After a refusal too: the page behind then shows what somebody else has changed.
    onSettled: () => void queryClient.invalidateQueries({ queryKey: repositoryKey }),
  });
  const refused = save.error instanceof ApiError ? save.error : null;
  const nameless = draft.name.trim() === "";
  const ruleless = group.rule !== null && draft.rule === "";
  return (
    <FormModal
      title={`Edit ${group.name}`}
      action="Save changes"
      size="large"
      busy={save.isPending}
      error={save.error}
      onClose={onClose}
      onSubmit={() => {
        setComplain(true);
        if (!nameless && !ruleless) save.mutate();
      }}
    >
      <NameField
        value={draft.name}
        problem={complain && nameless ? "Give the group a name." : refused?.field("name")}
        onChange={(name) => change({ name })}
      />
      <DescriptionField
        value={draft.description}
        problem={refused?.field("description")}
        onChange={(description) => change({ description })}
      />
      {group.rule !== null && (
        <RuleField
          value={draft.rule}
          problem={complain && ruleless ? "Add at least one filter." : refused?.field("rule")}
          onChange={(rule) => change({ rule })}
        />
      )}
    </FormModal>
  );
}
