import { useQueryClient } from "@tanstack/react-query";

import { completeChain, repositoryKey } from "../../api/repository.ts";
import { type Certificate } from "../../api/types.ts";
import { useNotifications } from "../../app/notifications.tsx";
import { useMutation } from "../../components/mutation.ts";
import { PermittedButton } from "../../components/permitted-button.tsx";
import { sentence } from "../../format/faults.ts";

/** Looks for the issuers that are missing, and says what came of it. */
export function CompleteChain({ certificate: { id, name } }: { certificate: Certificate }) {
  const queryClient = useQueryClient();
  const { notify, notifyError } = useNotifications();
  const completion = useMutation({
    mutationFn: () => completeChain(id),
    onSuccess: ({ state, outcome, last_error }) => {
      const done = state === "completed";
      notify(
        done ? "success" : "error",
        done ? `Looked for the chain of ${name}` : `The chain of ${name} was not completed`,
        sentence((done ? outcome : (last_error ?? outcome)) ?? ""),
      );
      void queryClient.invalidateQueries({ queryKey: repositoryKey });
    },
    onError: (error) => notifyError(`The chain of ${name} was not completed`, error),
  });
  return (
    <PermittedButton
      needs="repository_write"
      loading={completion.isPending}
      loadingText="Looking for issuers"
      onClick={() => completion.mutate()}
    >
      Complete chain
    </PermittedButton>
  );
}
