import FormField from "@cloudscape-design/components/form-field";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { changeMembers } from "../../api/groups.ts";
import { repositoryKey } from "../../api/repository.ts";
import { type Group } from "../../api/types.ts";
import { useNotifications } from "../../app/notifications.tsx";
import { FormModal } from "../../components/form-modal.tsx";
import { useMutation } from "../../components/mutation.ts";
import { count } from "../../format/dates.ts";
import { CertificatesInput } from "../deploy/certificates-input.tsx";

interface AddMembersProps {
  group: Group;
  onClose: () => void;
}

export function AddMembers({ group: { id, name }, onClose }: AddMembersProps) {
  const queryClient = useQueryClient();
  const { notify } = useNotifications();
  const [ids, setIds] = useState<string[]>([]);
  const [complain, setComplain] = useState(false);
  const add = useMutation({
    mutationFn: () => changeMembers(id, { add: ids }),
    onSuccess: ({ size }) => {
      notify("success", `The group ${name} has ${count(size, "certificate")} now`);
      void queryClient.invalidateQueries({ queryKey: repositoryKey });
      onClose();
    },
  });
  return (
    <FormModal
      title={`Add to ${name}`}
      action="Add"
      busy={add.isPending}
      error={add.error}
      onClose={onClose}
      onSubmit={() => {
        setComplain(true);
        if (ids.length > 0) add.mutate();
      }}
    >
      <FormField
        label="Certificates"
        errorText={complain && ids.length === 0 ? "Choose what to add." : undefined}
      >
        <CertificatesInput ids={ids} onChange={setIds} />
      </FormField>
    </FormModal>
  );
}
