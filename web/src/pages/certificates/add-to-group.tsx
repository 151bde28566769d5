import FormField from "@cloudscape-design/components/form-field";
import RadioGroup from "@cloudscape-design/components/radio-group";
import Select from "@cloudscape-design/components/select";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { idempotencyKey } from "../../api/client.ts";
import { changeMembers, createGroup, groupNamesQuery } from "../../api/groups.ts";
import { repositoryKey } from "../../api/repository.ts";
import { useNotifications } from "../../app/notifications.tsx";
import { FormModal } from "../../components/form-modal.tsx";
import { LinkTo } from "../../components/link-to.tsx";
import { useMutation } from "../../components/mutation.ts";
import { count } from "../../format/dates.ts";
import { groupPath } from "../groups/columns.tsx";
import { problemsFromServer } from "../groups/draft.ts";
import { NameField } from "../groups/fields.tsx";

interface AddToGroupProps {
  certificates: string[];
  onDone: () => void;
  onClose: () => void;
}

/** Puts certificates into a group by hand that is there, or into a new one. */
export function AddToGroup({ certificates, onDone, onClose }: AddToGroupProps) {
  const queryClient = useQueryClient();
  const { notify } = useNotifications();
  const groups = useQuery(groupNamesQuery);
  const options = (groups.data?.items ?? [])
    .filter(({ kind }) => kind === "by_hand")
    .map(({ id, name, size }) => ({ value: id, label: name, description: count(size, "certificate") }));
  const [target, setTarget] = useState<"existing" | "new">("existing");
  const [group, setGroup] = useState("");
  const [name, setName] = useState("");
  const [complain, setComplain] = useState(false);
  const [key] = useState(idempotencyKey);

  // Where there is no group yet, there is nothing to choose.
  const isNew = target === "new" || (groups.isSuccess && options.length === 0);
  const missing = isNew ? name.trim() === "" : group === "";
  const add = useMutation({
    mutationFn: () =>
      isNew
        ? createGroup({ name: name.trim(), certificates }, key)
        : changeMembers(group, { add: certificates }),
    onSuccess: (filled) => {
      notify(
        "success",
        `${count(certificates.length, "certificate")} put into the group ${filled.name}`,
        <>
          It has {count(filled.size, "certificate")} now.{" "}
          <LinkTo href={groupPath(filled.id)}>Open the group</LinkTo>
        </>,
      );
      void queryClient.invalidateQueries({ queryKey: repositoryKey });
      onDone();
      onClose();
    },
  });
  return (
    <FormModal
      title={`Add ${count(certificates.length, "certificate")} to a group`}
      action={isNew ? "Create and add" : "Add"}
      busy={add.isPending}
      error={add.error ?? groups.error}
      onClose={onClose}
      onSubmit={() => {
        setComplain(true);
        if (!missing) add.mutate();
      }}
    >
      {options.length > 0 && (
        <FormField label="Into">
          <RadioGroup
            value={target}
            onChange={({ detail }) => setTarget(detail.value === "new" ? "new" : "existing")}
            items={[
              { value: "existing", label: "A group that is there" },
              { value: "new", label: "A new group" },
            ]}
          />
        </FormField>
      )}
      {isNew ? (
        <NameField
          value={name}
          problem={complain && missing ? "Give the group a name." : problemsFromServer(add.error).name}
          onChange={setName}
        />
      ) : (
        <FormField
          label="Group"
          description="Groups by a rule take nothing in by hand."
          errorText={complain && missing ? "Choose a group." : undefined}
        >
          <Select
            selectedOption={options.find(({ value }) => value === group) ?? null}
            options={options}
            placeholder="Choose a group"
            statusType={groups.isPending ? "loading" : "finished"}
            loadingText="Loading groups"
            filteringType={options.length > 10 ? "auto" : "none"}
            filteringAriaLabel="Name of a group"
            expandToViewport
            onChange={({ detail }) => setGroup(detail.selectedOption.value ?? "")}
          />
        </FormField>
      )}
    </FormModal>
  );
}
