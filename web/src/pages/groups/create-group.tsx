import FormField from "@cloudscape-design/components/form-field";
import Tiles from "@cloudscape-design/components/tiles";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";

import { idempotencyKey } from "../../api/client.ts";
import { createGroup } from "../../api/groups.ts";
import { repositoryKey } from "../../api/repository.ts";
import { useNotifications } from "../../app/notifications.tsx";
import { FormModal } from "../../components/form-modal.tsx";
import { useMutation } from "../../components/mutation.ts";
import { CertificatesInput } from "../deploy/certificates-input.tsx";
import { groupPath } from "./columns.tsx";
import { problemsFromServer, problemsOf } from "./draft.ts";
import { GroupFields } from "./fields.tsx";

export function CreateGroup({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { notify } = useNotifications();
  const [draft, setDraft] = useState({
    name: "",
    description: "",
    byRule: false,
    rule: "",
    certificates: [] as string[],
  });
  const [complain, setComplain] = useState(false);
  const [key] = useState(idempotencyKey);
  const change = (part: Partial<typeof draft>) => setDraft((old) => ({ ...old, ...part }));
  const create = useMutation({
    mutationFn: () =>
      createGroup(
        {
          name: draft.name.trim(),
          description: draft.description,
          ...(draft.byRule ? { rule: draft.rule } : { certificates: draft.certificates }),
        },
        key,
      ),
    onSuccess: ({ id, name }) => {
      notify("success", `The group ${name} was created`);
      void queryClient.invalidateQueries({ queryKey: repositoryKey });
      onClose();
      void navigate(groupPath(id));
    },
  });
  const found = problemsOf(draft, draft.byRule);
  return (
    <FormModal
      title="Create group"
      action="Create group"
      size="large"
      busy={create.isPending}
      error={create.error}
      onClose={onClose}
      onSubmit={() => {
        setComplain(true);
        if (Object.keys(found).length === 0) create.mutate();
      }}
    >
      <GroupFields
        draft={draft}
        byRule={draft.byRule}
        problems={{ ...problemsFromServer(create.error), ...(complain && found) }}
        onChange={change}
      >
        <FormField label="Members">
          <Tiles
            value={draft.byRule ? "rule" : "hand"}
            onChange={({ detail }) => change({ byRule: detail.value === "rule" })}
            items={[
              { value: "hand", label: "By hand", description: "You put certificates in and take them out." },
              { value: "rule", label: "By a rule", description: "Whatever a filter finds at the moment." },
            ]}
          />
        </FormField>
        {!draft.byRule && (
          <FormField label="Certificates" description="More can be put in later.">
            <CertificatesInput
              ids={draft.certificates}
              onChange={(certificates) => change({ certificates })}
            />
          </FormField>
        )}
      </GroupFields>
    </FormModal>
  );
}
