import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";

import { removeGroup, type VersionedGroup } from "../../api/groups.ts";
import { repositoryKey } from "../../api/repository.ts";
import { useNotifications } from "../../app/notifications.tsx";
import { Confirm } from "../../components/confirm.tsx";
import { count } from "../../format/dates.ts";

interface RemoveGroupProps {
  stored: VersionedGroup;
  onClose: () => void;
}

export function RemoveGroup({ stored, onClose }: RemoveGroupProps) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { notify } = useNotifications();
  // As it was when the question was asked: what came meanwhile was not agreed to.
  const [asked] = useState(stored);
  const { id, name, size } = asked.group;
  return (
    <Confirm
      title={`Delete the group ${name}?`}
      action="Delete"
      onClose={onClose}
      onConfirm={async () => {
        await removeGroup(asked);
        notify("success", `The group ${name} was deleted`);
        void navigate("/certificates/groups");
        queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[2] === id });
        void queryClient.invalidateQueries({ queryKey: repositoryKey });
      }}
    >
      <p>
        {size === 0
          ? "No certificate is in it."
          : `${count(size, "certificate")} in it ${size === 1 ? "stays" : "stay"}, with what was deployed of ${size === 1 ? "it" : "them"}.`}{" "}
        Links and filters that name the group find nothing any more.
      </p>
      <p>The audit log keeps that it was here.</p>
    </Confirm>
  );
}
