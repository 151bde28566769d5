import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import Modal from "@cloudscape-design/components/modal";

import { type CertificateVersion } from "../../api/types.ts";
import { fieldsOf } from "./version-fields.ts";
import { VersionText } from "./version-text.tsx";

interface VersionModalProps {
  name: string;
  version: CertificateVersion;
  onClose: () => void;
}

/** One version, be it the current one or not. */
export function VersionModal({ name, version, onClose }: VersionModalProps) {
  const which = version.is_current ? "the current one" : "not the current one";
  return (
    <Modal
      visible
      size="large"
      header={`Version ${version.number} of ${name}, ${which}`}
      closeAriaLabel="Close"
      onDismiss={onClose}
    >
      <KeyValuePairs
        columns={2}
        items={fieldsOf(version).map((field) => ({
          label: field.label,
          value: <VersionText field={field} />,
        }))}
      />
    </Modal>
  );
}
