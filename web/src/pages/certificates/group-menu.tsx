import ButtonDropdown, { type ButtonDropdownProps } from "@cloudscape-design/components/button-dropdown";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { groupQuery } from "../../api/groups.ts";
import { usePermission } from "../../app/session.tsx";
import { useRemoval } from "../groups/use-removal.ts";
import { AddToGroup } from "./add-to-group.tsx";

interface GroupMenuProps extends Pick<ButtonDropdownProps, "disabled" | "disabledReason"> {
  certificates: string[];
  /** The group that the list is narrowed to, by name or id. */
  filteredBy: string | null;
  onDone: () => void;
}

/** Puts what is selected into a group, and out of the one that is looked at. */
export function GroupMenu({ certificates, filteredBy, onDone, ...rest }: GroupMenuProps) {
  const write = usePermission("repository_write");
  const group = useQuery({ ...groupQuery(filteredBy ?? ""), enabled: filteredBy !== null }).data?.group;
  const removal = useRemoval();
  const [adding, setAdding] = useState<string[] | null>(null);
  const forbidden = !write.allowed && { disabled: true, disabledReason: write.reason };
  const byRule = {
    disabled: group?.kind === "by_rule",
    disabledReason: "Its rule finds them: change that, or them.",
  };
  return (
    <>
      <ButtonDropdown
        {...rest}
        expandToViewport
        loading={removal.isPending}
        items={[
          { id: "add", text: "Add to group…", ...forbidden },
          ...(filteredBy !== null && group !== undefined
            ? [{ id: "remove", text: `Remove from ${group.name}`, ...byRule, ...forbidden }]
            : []),
        ]}
        onItemClick={({ detail }) => {
          if (detail.id === "add") setAdding(certificates);
          else if (group !== undefined) removal.mutate({ group, certificates }, { onSuccess: onDone });
        }}
      >
        Group
      </ButtonDropdown>
      {adding && <AddToGroup certificates={adding} onDone={onDone} onClose={() => setAdding(null)} />}
    </>
  );
}
