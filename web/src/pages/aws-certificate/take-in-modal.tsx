import Box from "@cloudscape-design/components/box";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";

import { certificatesKey } from "../../api/certificates.ts";
import { ApiError } from "../../api/client.ts";
import { repositoryKey, takeFromAws } from "../../api/repository.ts";
import { type AwsCertificateDetail } from "../../api/types.ts";
import { useNotifications } from "../../app/notifications.tsx";
import { FormModal } from "../../components/form-modal.tsx";
import { useMutation } from "../../components/mutation.ts";
import { ownCertificatePath } from "../certificates/columns.tsx";

interface TakeInModalProps {
  certificate: AwsCertificateDetail;
  onClose: () => void;
}

/** A certificate that was found in AWS becomes one of the repository. */
export function TakeInModal({ certificate, onClose }: TakeInModalProps) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { notify } = useNotifications();
  const [name, setName] = useState("");
  const take = useMutation({
    mutationFn: () =>
      takeFromAws({
        aws_certificate: certificate.id,
        ...(name.trim() !== "" && { name: name.trim() }),
      }),
    onSuccess: ({ certificate: own, is_new }) => {
      void queryClient.invalidateQueries({ queryKey: repositoryKey });
      void queryClient.invalidateQueries({ queryKey: certificatesKey });
      notify("success", is_new ? `${own.name} is in the repository` : `${own.name} was there already`);
      onClose();
      void navigate(ownCertificatePath(own.id));
    },
  });
  const refused = take.error instanceof ApiError ? take.error : null;
  return (
    <FormModal
      title="Take into repository"
      action="Take in"
      busy={take.isPending}
      error={take.error}
      onClose={onClose}
      onSubmit={() => take.mutate()}
    >
      <Box>
        The certificate and its chain are taken in as AWS serves them, <b>without the private key</b>, which
        AWS does not give. Import the key later, and it finds its certificate by itself. Nothing changes in
        AWS.
      </Box>
      <FormField
        label="Name"
        description="What it is called in the repository."
        constraintText="Left empty, it is called after its domain."
        errorText={refused?.field("name")}
      >
        <Input
          value={name}
          placeholder={certificate.domain_name}
          autoComplete={false}
          spellcheck={false}
          onChange={({ detail }) => setName(detail.value)}
        />
      </FormField>
    </FormModal>
  );
}
