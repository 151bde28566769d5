import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { idempotencyKey } from "../../api/client.ts";
import { importCertificates, repositoryKey } from "../../api/repository.ts";
import { type Intake } from "../../api/types.ts";
import { FormModal } from "../../components/form-modal.tsx";
import { useMutation } from "../../components/mutation.ts";
import { type Draft, emptyDraft, problemsOf, requestOf } from "./draft.ts";
import { ImportFields } from "./import-fields.tsx";
import { IntakeResult } from "./intake-result.tsx";

/** Brings certificates in, then tells what became of each. */
export function ImportModal({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const [complain, setComplain] = useState(false);
  const [intake, setIntake] = useState<Intake | null>(null);
  const send = useMutation({
    // What was changed since is no double-click, however soon it comes.
    mutationFn: async (given: Draft) => importCertificates(await requestOf(given), idempotencyKey()),
    onSuccess: (result) => {
      void queryClient.invalidateQueries({ queryKey: repositoryKey });
      setIntake(result);
    },
  });
  if (intake !== null) {
    return <Imported intake={intake} onBack={() => setIntake(null)} onClose={onClose} />;
  }
  const problems = problemsOf(draft);
  return (
    <FormModal
      title="Import certificates"
      action="Import"
      size="large"
      busy={send.isPending}
      error={send.error}
      onClose={onClose}
      onSubmit={() => {
        setComplain(true);
        if (Object.keys(problems).length === 0) send.mutate(draft);
      }}
    >
      <ImportFields
        draft={draft}
        problems={complain ? problems : {}}
        onChange={(change) => setDraft((old) => ({ ...old, ...change }))}
      />
    </FormModal>
  );
}

interface ImportedProps {
  intake: Intake;
  onBack: () => void;
  onClose: () => void;
}

function Imported({ intake, onBack, onClose }: ImportedProps) {
  const flawed = intake.flaws.length > 0;
  return (
    <Modal
      visible
      size="large"
      header={intake.taken.length === 0 ? "Nothing was imported" : flawed ? "Imported in part" : "Imported"}
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            {flawed && <Button onClick={onBack}>Back to what was given</Button>}
            <Button variant="primary" onClick={onClose}>
              Done
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <IntakeResult intake={intake} />
    </Modal>
  );
}
