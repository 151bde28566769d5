import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { changeGroup, type VersionedGroup } from "../../api/groups.ts";
import { repositoryKey } from "../../api/repository.ts";
import { useNotifications } from "../../app/notifications.tsx";
import { FormModal } from "../../components/form-modal.tsx";
import { useMutation } from "../../components/mutation.ts";
import { problemsFromServer, problemsOf } from "../groups/draft.ts";
import { GroupFields } from "../groups/fields.tsx";

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
  const byRule = group.rule !== null;
  const found = problemsOf(draft, byRule);
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
        if (Object.keys(found).length === 0) save.mutate();
      }}
    >
      <GroupFields
        draft={draft}
        byRule={byRule}
        problems={{ ...problemsFromServer(save.error), ...(complain && found) }}
        onChange={change}
      />
    </FormModal>
  );
}
