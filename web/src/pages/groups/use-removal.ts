import { useQueryClient } from "@tanstack/react-query";

import { changeMembers } from "../../api/groups.ts";
import { repositoryKey } from "../../api/repository.ts";
import { type Group } from "../../api/types.ts";
import { useNotifications } from "../../app/notifications.tsx";
import { useMutation } from "../../components/mutation.ts";
import { count } from "../../format/dates.ts";

interface Removal {
  group: Group;
  certificates: string[];
}

/** Takes certificates out of a group by hand, and says so. */
export function useRemoval() {
  const queryClient = useQueryClient();
  const { notify, notifyError } = useNotifications();
  return useMutation({
    mutationFn: ({ group, certificates }: Removal) => changeMembers(group.id, { remove: certificates }),
    onSuccess: ({ name }, { certificates }) =>
      notify("success", `${count(certificates.length, "certificate")} removed from the group ${name}`),
    onError: (error, { group }) => notifyError(`Nothing was removed from the group ${group.name}`, error),
    onSettled: () => void queryClient.invalidateQueries({ queryKey: repositoryKey }),
  });
}
