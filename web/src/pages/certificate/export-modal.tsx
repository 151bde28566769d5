import Alert from "@cloudscape-design/components/alert";
import Checkbox from "@cloudscape-design/components/checkbox";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import { useState } from "react";

import { ApiError } from "../../api/client.ts";
import { exportCertificate, exportPrivateKey } from "../../api/repository.ts";
import { type Certificate, type CertificateVersion, type ExportFormat } from "../../api/types.ts";
import { useNotifications } from "../../app/notifications.tsx";
import { usePermission } from "../../app/session.tsx";
import { FormModal } from "../../components/form-modal.tsx";
import { useMutation } from "../../components/mutation.ts";
import { download } from "./download.ts";
import { ExportPassword } from "./export-password.tsx";
import {
  canHoldKey,
  emptyExport,
  type ExportDraft,
  exportProblems,
  formatOf,
  formats,
  takesPassword,
} from "./formats.ts";

interface ExportModalProps {
  certificate: Certificate;
  version: CertificateVersion;
  onClose: () => void;
}

function fetchFile(id: string, version: number, draft: ExportDraft) {
  const { format, withKey, password, reason } = draft;
  const rest = { version, ...(takesPassword(draft) && password !== "" && { password }) };
  return withKey && canHoldKey(format)
    ? exportPrivateKey(id, { format, reason: reason.trim(), ...rest })
    : exportCertificate(id, { format, ...rest });
}

/** Takes a version out as a file, with its private key where somebody says why. */
export function ExportModal({ certificate, version, onClose }: ExportModalProps) {
  const { notify } = useNotifications();
  const [draft, setDraft] = useState(emptyExport);
  const [complain, setComplain] = useState(false);
  const change = (part: Partial<ExportDraft>) => setDraft((old) => ({ ...old, ...part }));

  const save = useMutation({
    mutationFn: () => fetchFile(certificate.id, version.number, draft),
    onSuccess: (file) => {
      download(file);
      notify("success", `${file.name} was handed to the browser`);
      onClose();
    },
  });
  const refused = save.error instanceof ApiError ? save.error : null;
  const found = exportProblems(draft);
  const problems = complain ? found : {};
  const offered = formats.filter(({ holdsKey }) => holdsKey || !draft.withKey);

  return (
    <FormModal
      title={`Export ${certificate.name}, version ${version.number}`}
      action={draft.withKey ? "Export with private key" : "Export"}
      busy={save.isPending}
      error={save.error}
      onClose={onClose}
      onSubmit={() => {
        setComplain(true);
        if (Object.keys(found).length === 0) save.mutate();
      }}
    >
      <KeyChoice
        held={version.has_private_key}
        checked={draft.withKey}
        onChange={(withKey) =>
          change({ withKey, format: withKey && !canHoldKey(draft.format) ? "pem_full" : draft.format })
        }
      />
      {draft.withKey && (
        <Alert type="warning" header="A private key leaves Certwright">
          Whoever has the file can pose as {version.domain_name || certificate.name}. Keep it only where it is
          used, and delete other copies. That you took it is recorded, with the reason.
        </Alert>
      )}
      <FormField label="Format" errorText={refused?.field("format")}>
        <Select
          options={offered.map(({ value, label, description }) => ({ value, label, description }))}
          selectedOption={formatOf(draft.format) ?? null}
          onChange={({ detail }) => change({ format: detail.selectedOption.value as ExportFormat })}
        />
      </FormField>
      {takesPassword(draft) && (
        <ExportPassword
          draft={draft}
          problems={{
            ...problems,
            ...(refused?.field("password") && { password: refused.field("password") }),
          }}
          onChange={change}
        />
      )}
      {draft.withKey && (
        <FormField
          label="Reason"
          description="Why the private key is needed. The audit log keeps it."
          errorText={problems.reason ?? refused?.field("reason")}
        >
          <Input
            value={draft.reason}
            autoComplete={false}
            placeholder="new load balancer"
            onChange={({ detail }) => change({ reason: detail.value })}
          />
        </FormField>
      )}
    </FormModal>
  );
}

interface KeyChoiceProps {
  held: boolean;
  checked: boolean;
  onChange: (withKey: boolean) => void;
}

function KeyChoice({ held, checked, onChange }: KeyChoiceProps) {
  const { allowed, reason } = usePermission("keys_read");
  const why = !held ? "The private key of this version is not held here." : allowed ? null : reason;
  return (
    <Checkbox
      checked={checked}
      disabled={why !== null}
      description={why}
      onChange={({ detail }) => onChange(detail.checked)}
    >
      With the private key
    </Checkbox>
  );
}
