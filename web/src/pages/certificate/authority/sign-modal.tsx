import Alert from "@cloudscape-design/components/alert";
import Checkbox from "@cloudscape-design/components/checkbox";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Textarea from "@cloudscape-design/components/textarea";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { ApiError, idempotencyKey } from "../../../api/client.ts";
import { signRequests } from "../../../api/making.ts";
import { repositoryKey } from "../../../api/repository.ts";
import { type Certificate, type SigningResult } from "../../../api/types.ts";
import { FormModal } from "../../../components/form-modal.tsx";
import { useMutation } from "../../../components/mutation.ts";
import { FilesField } from "../../certificates/files-field.tsx";
import { SignedModal } from "./signed-modal.tsx";
import { emptySigning, type SigningDraft, signingProblems, signingWish } from "./signing.ts";

interface SignModalProps {
  authority: Certificate;
  onClose: () => void;
}

/** Signs requests of others, several at once, then hands their certificates out. */
export function SignModal({ authority: { id, name }, onClose }: SignModalProps) {
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(emptySigning);
  const [complain, setComplain] = useState(false);
  const [result, setResult] = useState<SigningResult | null>(null);
  const change = (part: Partial<SigningDraft>) => setDraft((old) => ({ ...old, ...part }));
  const sign = useMutation({
    mutationFn: async () => signRequests(id, await signingWish(draft), idempotencyKey()),
    onSuccess: (signed) => {
      void queryClient.invalidateQueries({ queryKey: repositoryKey });
      setResult(signed);
    },
  });
  if (result !== null) return <SignedModal result={result} onClose={onClose} />;

  const refused = sign.error instanceof ApiError ? sign.error : null;
  const found = signingProblems(draft);
  const problems = complain ? found : {};
  return (
    <FormModal
      title={`Sign requests with ${name}`}
      action="Sign"
      size="large"
      busy={sign.isPending}
      error={sign.error}
      onClose={onClose}
      onSubmit={() => {
        setComplain(true);
        if (Object.keys(found).length === 0) sign.mutate();
      }}
    >
      <Alert type="info">
        Subject, names and usages are those that the requests ask for: look at them before you sign.
      </Alert>
      <FilesField
        description="Certificate signing requests, PEM or DER, one in each file."
        errorText={problems.files}
        files={draft.files}
        onChange={(files) => change({ files })}
      />
      <FormField label="PEM text" description="Or paste them here, one or several." stretch>
        <Textarea
          value={draft.text}
          rows={6}
          spellcheck={false}
          autoComplete={false}
          placeholder="-----BEGIN CERTIFICATE REQUEST-----"
          onChange={({ detail }) => change({ text: detail.value })}
        />
      </FormField>
      <FormField
        label="Valid for (days)"
        constraintText="Left empty, 90 days, and no longer than the authority."
        errorText={problems.lifetime_days ?? refused?.field("lifetime_days")}
      >
        <Input
          value={draft.lifetimeDays}
          inputMode="numeric"
          autoComplete={false}
          placeholder="90"
          onChange={({ detail }) => change({ lifetimeDays: detail.value })}
        />
      </FormField>
      <Checkbox
        checked={draft.allowCa}
        onChange={({ detail }) => change({ allowCa: detail.checked })}
        description="Whoever asks to be an authority becomes one, and can sign in your name."
      >
        Allow authorities
      </Checkbox>
      {draft.allowCa && (
        <FormField
          label="Path length"
          description="How many authorities may follow below them."
          constraintText="Left empty, what they ask for."
          errorText={problems.path_length ?? refused?.field("path_length")}
        >
          <Input
            value={draft.pathLength}
            inputMode="numeric"
            autoComplete={false}
            onChange={({ detail }) => change({ pathLength: detail.value })}
          />
        </FormField>
      )}
    </FormModal>
  );
}
