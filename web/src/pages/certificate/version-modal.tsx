import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import Modal from "@cloudscape-design/components/modal";
import { useQuery } from "@tanstack/react-query";

import { versionContentQuery } from "../../api/repository.ts";
import { type Certificate, type CertificateVersion } from "../../api/types.ts";
import { Failure } from "../../components/failure.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import { fieldsOf } from "./version-fields.ts";
import { VersionText } from "./version-text.tsx";

interface VersionModalProps {
  certificate: Certificate;
  version: CertificateVersion;
  onClose: () => void;
}

function Content({ certificate, version }: Omit<VersionModalProps, "onClose">) {
  const content = useQuery(versionContentQuery(certificate.id, version.number, certificate.updated_at));
  if (content.isError) return <Failure error={content.error} onRetry={() => void content.refetch()} />;
  if (content.data === undefined) return <Skeleton width="40ch" />;
  return (
    <KeyValuePairs
      columns={2}
      items={fieldsOf(content.data).map((field) => ({
        label: field.label,
        value: <VersionText field={field} />,
      }))}
    />
  );
}

/** One version, be it the current one or not. */
export function VersionModal({ certificate, version, onClose }: VersionModalProps) {
  const which = version.is_current ? "the current one" : "not the current one";
  return (
    <Modal
      visible
      size="large"
      header={`Version ${version.number} of ${certificate.name}, ${which}`}
      closeAriaLabel="Close"
      onDismiss={onClose}
    >
      <Content certificate={certificate} version={version} />
    </Modal>
  );
}
