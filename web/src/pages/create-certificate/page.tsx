import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";

import { idempotencyKey } from "../../api/client.ts";
import { createCertificate } from "../../api/making.ts";
import { repositoryKey } from "../../api/repository.ts";
import { useNotifications } from "../../app/notifications.tsx";
import { usePage } from "../../app/page.ts";
import { useMutation } from "../../components/mutation.ts";
import { explain } from "../../format/faults.ts";
import { ownCertificatePath } from "../certificates/columns.tsx";
import { CreateForm } from "../making/create-form.tsx";
import { problemsFromServer } from "../making/description.ts";
import { NamesFields } from "../making/names-fields.tsx";
import { UsageFields } from "../making/usage-fields.tsx";
import { type Draft, emptyDraft, problemsOf, wishOf } from "./draft.ts";
import { SignerFields } from "./signer-fields.tsx";

/** A new certificate with a new key. `?authority=ID` is to sign it. */
export default function CreateCertificatePage() {
  usePage("Create certificate", [{ text: "Certificates", href: "/certificates" }]);
  const [address] = useSearchParams();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { notify } = useNotifications();
  const authority = address.get("authority");
  const [draft, setDraft] = useState<Draft>(
    authority === null ? emptyDraft : { ...emptyDraft, signer: "authority", signedBy: authority },
  );
  const [complain, setComplain] = useState(false);
  const change = (part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part }));
  const describe = (part: Partial<Draft["description"]>) =>
    setDraft((old) => ({ ...old, description: { ...old.description, ...part } }));

  const make = useMutation({
    mutationFn: (made: Draft) => createCertificate(wishOf(made), idempotencyKey()),
    onSuccess: ({ id, name }) => {
      void queryClient.invalidateQueries({ queryKey: repositoryKey });
      notify("success", `${name} was created`);
      void navigate(ownCertificatePath(id));
    },
  });
  const found = problemsOf(draft);
  // The server spoke of what was sent to it.
  const answered = problemsFromServer(make.error, make.variables?.description ?? draft.description);
  if (answered["certificate"] !== undefined) answered["certificate"] = explain(make.error).detail;
  const problems = { ...answered, ...(complain ? found : {}) };

  return (
    <CreateForm
      title="Create certificate"
      description="Made here with a new key: self-signed, or signed by an authority of the repository."
      cancelTo="/certificates"
      busy={make.isPending}
      error={make.error}
      onSubmit={() => {
        setComplain(true);
        if (Object.keys(found).length === 0) make.mutate(draft);
      }}
    >
      <Container header={<Header variant="h2">Certificate</Header>}>
        <SpaceBetween size="l">
          <FormField
            label="Name"
            description="What it is called in the repository."
            errorText={problems["name"]}
          >
            <Input
              value={draft.name}
              placeholder="shop"
              autoComplete={false}
              spellcheck={false}
              onChange={({ detail }) => change({ name: detail.value })}
            />
          </FormField>
          <FormField
            label="Owner"
            description="Who looks after it: a team, or a person."
            errorText={problems["owner"]}
          >
            <Input
              value={draft.owner}
              autoComplete={false}
              onChange={({ detail }) => change({ owner: detail.value })}
            />
          </FormField>
        </SpaceBetween>
      </Container>
      <NamesFields description={draft.description} problems={problems} onChange={describe} />
      <SignerFields draft={draft} problems={problems} onChange={change} />
      <UsageFields description={draft.description} problems={problems} onChange={describe} />
    </CreateForm>
  );
}
