import Box from "@cloudscape-design/components/box";
import Checkbox from "@cloudscape-design/components/checkbox";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";

import { removeCertificate, repositoryKey, type VersionedCertificate } from "../../api/repository.ts";
import { useNotifications } from "../../app/notifications.tsx";
import { Confirm } from "../../components/confirm.tsx";
import { Failure } from "../../components/failure.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import { count } from "../../format/dates.ts";
import { Dependents } from "./dependents.tsx";
import { type Dependents as Found, useDependents } from "./use-dependents.ts";

/** Where that could not be read, the server still refuses. */
function obstacleOf(dependents: Found | null, withIssued: boolean): string | null {
  if (dependents === null) return "What depends on it is being looked for.";
  const { length } = dependents.deployments;
  if (length > 0) return `Stop managing its ${count(length, "deployment")} first.`;
  return dependents.issued > 0 && !withIssued ? "Say that it may go though certificates depend on it." : null;
}

interface RemoveCertificateProps {
  stored: VersionedCertificate;
  onClose: () => void;
}

export function RemoveCertificate({ stored, onClose }: RemoveCertificateProps) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { notify } = useNotifications();
  // As it was when the question was asked: what came meanwhile was not agreed to.
  const [asked] = useState(stored);
  const { name, version_count, id } = asked.certificate;
  const { dependents, error } = useDependents(asked.certificate);
  const [withIssued, setWithIssued] = useState(false);
  return (
    <Confirm
      title={`Delete ${name}?`}
      action="Delete"
      obstacle={obstacleOf(dependents, withIssued)}
      onClose={onClose}
      onConfirm={async () => {
        await removeCertificate(asked, withIssued);
        notify("success", `${name} was deleted`);
        void navigate("/certificates");
        queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[2] === id });
        void queryClient.invalidateQueries({ queryKey: repositoryKey });
      }}
    >
      {error && <Failure error={error} />}
      {dependents === null ? <Skeleton /> : <Dependents dependents={dependents} />}
      {dependents !== null && dependents.issued > 0 && (
        <Checkbox checked={withIssued} onChange={({ detail }) => setWithIssued(detail.checked)}>
          Delete it though certificates depend on it
        </Checkbox>
      )}
      <Box>
        {version_count === 1 ? "The certificate goes" : <>All {count(version_count, "version")} go</>}, with
        what was noted about it. <b>Its private keys are gone for good</b>, unless another certificate uses
        them: what was not exported before cannot be brought back.
      </Box>
      <Box>Nothing changes in AWS or on servers that use it. The audit log keeps that it was here.</Box>
    </Confirm>
  );
}
