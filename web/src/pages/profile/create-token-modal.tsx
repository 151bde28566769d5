import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Modal from "@cloudscape-design/components/modal";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { ApiError } from "../../api/client.ts";
import { createToken, tokensQuery } from "../../api/people.ts";
import { CodeBlock } from "../../components/code-block.tsx";
import { FormModal } from "../../components/form-modal.tsx";
import { useMutation } from "../../components/mutation.ts";

const lifetimes = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "1 year" },
  { value: "", label: "No end" },
];

export function CreateTokenModal({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient();
  const [name, setName] = useState("");
  const [days, setDays] = useState("90");
  const [complain, setComplain] = useState(false);
  const create = useMutation({
    mutationFn: () => createToken(name.trim(), days === "" ? null : Number(days)),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: tokensQuery.queryKey }),
  });

  if (create.data) return <Secret secret={create.data.secret} onClose={onClose} />;
  return (
    <FormModal
      title="Create token"
      action="Create token"
      busy={create.isPending}
      error={create.error}
      onClose={onClose}
      onSubmit={() => {
        setComplain(true);
        if (name.trim() !== "") create.mutate();
      }}
    >
      <FormField
        label="Name"
        description="What it is for, so that you know later what to revoke."
        errorText={
          complain && name.trim() === ""
            ? "Give the token a name."
            : create.error instanceof ApiError && create.error.field("name")
        }
      >
        <Input value={name} placeholder="nightly export" onChange={({ detail }) => setName(detail.value)} />
      </FormField>
      <FormField label="Valid for">
        <Select
          options={lifetimes}
          selectedOption={lifetimes.find(({ value }) => value === days) ?? null}
          onChange={({ detail }) => setDays(detail.selectedOption.value ?? "")}
        />
      </FormField>
    </FormModal>
  );
}

function Secret({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <Modal
      visible
      header="The token was created"
      closeAriaLabel="Close"
      onDismiss={({ detail }) => {
        // A click beside the window would lose the only copy.
        if (detail.reason !== "overlay") onClose();
      }}
      footer={
        <Box float="right">
          <Button variant="primary" onClick={onClose}>
            I have stored it
          </Button>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <Alert type="warning">Copy it now: only a hash is kept, so it is never shown again.</Alert>
        <CodeBlock text={secret} name="token" />
        <div>
          Use it with <span className="mono">CERTWRIGHT_TOKEN</span> on the command line, or as{" "}
          <span className="mono">Authorization: Bearer</span> in HTTP requests.
        </div>
      </SpaceBetween>
    </Modal>
  );
}
