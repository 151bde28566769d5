import ExpandableSection from "@cloudscape-design/components/expandable-section";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";

import { idempotencyKey } from "../../api/client.ts";
import { createRequest } from "../../api/making.ts";
import { repositoryKey } from "../../api/repository.ts";
import { useNotifications } from "../../app/notifications.tsx";
import { usePage } from "../../app/page.ts";
import { useMutation } from "../../components/mutation.ts";
import { CreateForm } from "../making/create-form.tsx";
import { problemsFromServer } from "../making/description.ts";
import { NamesFields } from "../making/names-fields.tsx";
import { UsageFields } from "../making/usage-fields.tsx";
import { type Draft, emptyDraft, problemsOf, wishOf } from "./draft.ts";
import { ModelFields } from "./model-fields.tsx";

const crumbs = [
  { text: "Certificates", href: "/certificates" },
  { text: "Requests", href: "/certificates/requests" },
];

/** A key and a request for it. `?certificate=ID` asks for the next version of that certificate. */
export default function CreateRequestPage() {
  usePage("Create request", crumbs);
  const [address] = useSearchParams();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { notify } = useNotifications();
  const model = address.get("certificate");
  const [draft, setDraft] = useState<Draft>(
    model === null ? emptyDraft : { ...emptyDraft, purpose: "renewal", model },
  );
  const [complain, setComplain] = useState(false);
  const change = (part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part }));
  const describe = (part: Partial<Draft["description"]>) =>
    setDraft((old) => ({ ...old, description: { ...old.description, ...part } }));

  const make = useMutation({
    mutationFn: (made: Draft) => createRequest(wishOf(made), idempotencyKey()),
    onSuccess: ({ id, name }) => {
      void queryClient.invalidateQueries({ queryKey: repositoryKey });
      notify("success", `The request for ${name} was created`, "Send it to the authority.");
      void navigate(`/certificates/requests?show=${encodeURIComponent(id)}`);
    },
  });
  const found = problemsOf(draft);
  const problems = {
    ...problemsFromServer(make.error, make.variables?.description ?? draft.description),
    ...(complain ? found : {}),
  };
  const described = (
    <SpaceBetween size="l">
      <NamesFields description={draft.description} problems={problems} onChange={describe} />
      <UsageFields description={draft.description} problems={problems} onChange={describe} />
    </SpaceBetween>
  );

  return (
    <CreateForm
      title="Create request"
      description="A certificate signing request (CSR) for an authority elsewhere. The key is made and stays here, and waits for the certificate."
      cancelTo="/certificates/requests"
      busy={make.isPending}
      error={make.error}
      onSubmit={() => {
        setComplain(true);
        if (Object.keys(found).length === 0) make.mutate(draft);
      }}
    >
      <ModelFields draft={draft} problems={problems} onChange={change} />
      {draft.purpose === "new" ? (
        described
      ) : (
        <ExpandableSection headerText="Other names or usages than the certificate has (optional)">
          {described}
        </ExpandableSection>
      )}
    </CreateForm>
  );
}
