import { useQueryClient } from "@tanstack/react-query";

import { removeRequest } from "../../api/making.ts";
import { repositoryKey } from "../../api/repository.ts";
import { type CertificateRequest } from "../../api/types.ts";
import { useNotifications } from "../../app/notifications.tsx";
import { Confirm } from "../../components/confirm.tsx";

interface WithdrawRequestProps {
  request: CertificateRequest;
  onClose: () => void;
}

export function WithdrawRequest({ request: { id, name, state }, onClose }: WithdrawRequestProps) {
  const queryClient = useQueryClient();
  const { notify } = useNotifications();
  const waits = state === "waiting";
  return (
    <Confirm
      title={waits ? `Withdraw the request for ${name}?` : `Remove the request for ${name}?`}
      action={waits ? "Withdraw" : "Remove"}
      onClose={onClose}
      onConfirm={async () => {
        await removeRequest(id);
        notify("success", `The request for ${name} was ${waits ? "withdrawn" : "removed"}`);
        void queryClient.invalidateQueries({ queryKey: repositoryKey });
      }}
    >
      {waits ? (
        <p>
          <b>Its private key is lost for good</b>, unless a certificate has it too. A certificate that the
          authority still sends for this request cannot be used then: no server would have its key.
        </p>
      ) : (
        <p>The certificate that came for it stays, with its key.</p>
      )}
      <p>Nothing is told to the authority. The audit log keeps that the request was here.</p>
    </Confirm>
  );
}
