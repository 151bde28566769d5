import Box from "@cloudscape-design/components/box";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";

import { certificatesKey, forgetCertificate } from "../../api/certificates.ts";
import { type AwsCertificateDetail } from "../../api/types.ts";
import { useNotifications } from "../../app/notifications.tsx";
import { Confirm } from "../../components/confirm.tsx";

interface ForgetProps {
  certificate: AwsCertificateDetail;
  onClose: () => void;
}

/** Of one that AWS no longer lists. */
export function Forget({ certificate: { id, arn, domain_name, sync }, onClose }: ForgetProps) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { notify } = useNotifications();
  const name = domain_name || arn;
  const isKept = sync?.deployment != null;
  return (
    <Confirm
      title={`Forget ${name}?`}
      action="Forget"
      obstacle={isKept ? "A deployment keeps its ARN: deploy it again, or stop managing it, first." : null}
      onClose={onClose}
      onConfirm={async () => {
        await forgetCertificate(id);
        notify("success", `${name} was forgotten`);
        void navigate("/certificates/aws");
        queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[2] === id });
        void queryClient.invalidateQueries({ queryKey: certificatesKey });
      }}
    >
      <Box>
        It goes from the list of AWS certificates, with its history. Nothing changes in AWS or in the
        repository; should AWS list it again, the next discovery finds it as new.
      </Box>
    </Confirm>
  );
}
