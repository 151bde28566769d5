import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Form from "@cloudscape-design/components/form";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Toggle from "@cloudscape-design/components/toggle";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";

import {
  createAccount,
  testAccountInput,
  testAccount,
  updateAccount,
  type VersionedAccount,
} from "../../api/accounts.ts";
import { ApiError } from "../../api/client.ts";
import { useNotifications } from "../../app/notifications.tsx";
import { ButtonTo } from "../../components/button-to.tsx";
import { useMutation } from "../../components/mutation.ts";
import { PermittedButton } from "../../components/permitted-button.tsx";
import { explain } from "../../format/faults.ts";
import { AdvancedFields } from "./advanced-fields.tsx";
import { CredentialFields } from "./credential-fields.tsx";
import { type Draft, draftOf, emptyDraft, inputOf, problemsFromServer, problemsOf } from "./draft.ts";
import { Policies } from "./policies.tsx";
import { TestResult } from "./test-result.tsx";

export function AccountForm({ stored }: { stored: VersionedAccount | null }) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { notify } = useNotifications();
  const original = stored === null ? emptyDraft : draftOf(stored.account);
  const [draft, setDraft] = useState<Draft>(original);
  const [complain, setComplain] = useState(false);

  const hasSecret = stored?.account.credential.has_secret === true && draft.method === original.method;
  const untouched = stored !== null && JSON.stringify(draft) === JSON.stringify(original);

  const save = useMutation({
    mutationFn: () =>
      stored === null
        ? createAccount(inputOf(draft))
        : updateAccount(stored.account.id, inputOf(draft), stored.etag),
    onSuccess: async (account) => {
      await queryClient.invalidateQueries({ queryKey: ["accounts"] });
      notify(
        "success",
        stored === null ? `${account.name} was added` : `${account.name} was saved`,
        stored === null ? "Discover its certificates next." : undefined,
      );
      void navigate("/accounts");
    },
  });
  // A stored account is tested as it is stored, with the secrets that only the server knows.
  const test = useMutation({
    mutationFn: () => (untouched ? testAccount(stored.account.id) : testAccountInput(inputOf(draft))),
  });

  const refused = save.error ?? test.error;
  const serverProblems = refused instanceof ApiError ? problemsFromServer(refused.problem.errors ?? []) : {};
  const problems = { ...serverProblems, ...(complain ? problemsOf(draft, hasSecret) : {}) };
  const change = (part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part }));

  const attempt = (action: () => void) => {
    setComplain(true);
    if (Object.keys(problemsOf(draft, hasSecret)).length === 0) action();
  };
  const secretMissingForTest = hasSecret && !untouched && draft.secretAccessKey === "";

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        attempt(() => save.mutate());
      }}
    >
      <Form
        errorText={save.isError && `${explain(save.error).detail} ${explain(save.error).hint ?? ""}`}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <ButtonTo variant="link" href="/accounts" formAction="none">
              Cancel
            </ButtonTo>
            <PermittedButton
              needs="accounts_write"
              variant="primary"
              formAction="submit"
              loading={save.isPending}
            >
              {stored === null ? "Add account" : "Save changes"}
            </PermittedButton>
          </SpaceBetween>
        }
      >
        <SpaceBetween size="l">
          <Container header={<Header variant="h2">Account</Header>}>
            <SpaceBetween size="l">
              <FormField
                label="Name"
                description="How people here call this account."
                constraintText="The 12-digit account number is asked of AWS."
                errorText={problems.name}
              >
                <Input
                  value={draft.name}
                  placeholder="production"
                  onChange={({ detail }) => change({ name: detail.value })}
                />
              </FormField>
              <Toggle checked={draft.enabled} onChange={({ detail }) => change({ enabled: detail.checked })}>
                Enabled: take part in discovery
              </Toggle>
            </SpaceBetween>
          </Container>

          <CredentialFields
            draft={draft}
            problems={problems}
            hasSecret={hasSecret}
            hasSessionToken={stored?.account.credential.has_session_token === true && hasSecret}
            ownId={stored?.account.id ?? null}
            onChange={change}
          />
          <AdvancedFields
            draft={draft}
            problems={problems}
            onChange={change}
            enabledRegions={test.data?.regions.enabled ?? []}
          />
          <Policies partition={draft.partition} externalId={draft.externalId} />

          <Container
            header={
              <Header
                variant="h2"
                description="Asks AWS who we are and what we may do there. Nothing is stored, nothing is changed."
                actions={
                  <Button
                    formAction="none"
                    loading={test.isPending}
                    onClick={() => attempt(() => test.mutate())}
                    {...(secretMissingForTest && {
                      disabled: true,
                      disabledReason: "Type the secret again to test changed settings, or save first.",
                    })}
                  >
                    Test connection
                  </Button>
                }
              >
                Test
              </Header>
            }
          >
            {test.isError && (
              <Alert type="error" header={explain(test.error).title}>
                {explain(test.error).detail} {explain(test.error).hint}
              </Alert>
            )}
            {test.data && <TestResult result={test.data} />}
            {test.isIdle && "Not tested yet."}
            {test.isPending && "Asking AWS…"}
          </Container>
        </SpaceBetween>
      </Form>
    </form>
  );
}
