import { useQueryClient } from "@tanstack/react-query";

import { acceptServed, certificatesKey, withdrawAcceptance } from "../../api/certificates.ts";
import { useNotifications } from "../../app/notifications.tsx";
import { useMutation } from "../../components/mutation.ts";

/** Accepts what AWS serves, or takes that back. */
export function useAcceptance(id: string, served: string) {
  const queryClient = useQueryClient();
  const { notify, notifyError } = useNotifications();
  return useMutation({
    mutationFn: async (accept: boolean) => {
      await (accept ? acceptServed(id, served) : withdrawAcceptance(id));
      return accept;
    },
    onSuccess: (accept) =>
      notify("success", accept ? "What AWS serves is accepted" : "It counts as out of sync again"),
    onError: (error) => notifyError("Nothing was changed", error),
    onSettled: () => void queryClient.invalidateQueries({ queryKey: certificatesKey }),
  });
}
