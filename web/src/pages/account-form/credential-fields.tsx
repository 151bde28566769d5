import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Grid from "@cloudscape-design/components/grid";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Tiles from "@cloudscape-design/components/tiles";
import { useQuery } from "@tanstack/react-query";

import { accountsQuery, policiesQuery } from "../../api/accounts.ts";
import { type CredentialMethod } from "../../api/types.ts";
import { type Draft, type Problems } from "./draft.ts";

interface CredentialFieldsProps {
  draft: Draft;
  problems: Problems;
  hasSecret: boolean;
  hasSessionToken: boolean;
  /** An account cannot be its own source. */
  ownId: string | null;
  onChange: (part: Partial<Draft>) => void;
}

const kept = "Stored; leave empty to keep";

export function CredentialFields(props: CredentialFieldsProps) {
  const { draft, onChange } = props;
  return (
    <Container header={<Header variant="h2">Credentials</Header>}>
      <SpaceBetween size="l">
        <FormField label="How Certwright signs its requests" stretch>
          <Tiles
            ariaLabel="Credential method"
            value={draft.method}
            columns={4}
            onChange={({ detail }) => onChange({ method: detail.value as CredentialMethod })}
            items={[
              {
                value: "role",
                label: "Role",
                description: "Assume an IAM role in the account. Best for many accounts.",
              },
              {
                value: "access_key",
                label: "Access key",
                description: "A key of an IAM user, stored encrypted.",
              },
              {
                value: "default_chain",
                label: "Default chain",
                description: "Whatever this server has: environment, instance or container role.",
              },
              {
                value: "profile",
                label: "Profile",
                description: "A named profile in the server's AWS configuration files.",
              },
            ]}
          />
        </FormField>
        {draft.method === "access_key" && <AccessKeyFields {...props} />}
        {draft.method === "role" && <RoleFields {...props} />}
        {draft.method === "profile" && (
          <FormField label="Profile" errorText={props.problems.profile}>
            <Input
              value={draft.profile}
              spellcheck={false}
              placeholder="production"
              onChange={({ detail }) => onChange({ profile: detail.value })}
            />
          </FormField>
        )}
      </SpaceBetween>
    </Container>
  );
}

function AccessKeyFields({ draft, problems, hasSecret, hasSessionToken, onChange }: CredentialFieldsProps) {
  return (
    <SpaceBetween size="l">
      <FormField label="Access key ID" errorText={problems.accessKeyId}>
        <Input
          value={draft.accessKeyId}
          autoComplete={false}
          spellcheck={false}
          placeholder="AKIA…"
          onChange={({ detail }) => onChange({ accessKeyId: detail.value })}
        />
      </FormField>
      <FormField
        label="Secret access key"
        description="Encrypted at once, and never shown again."
        errorText={problems.secretAccessKey}
      >
        <Input
          type="password"
          value={draft.secretAccessKey}
          autoComplete="new-password"
          placeholder={hasSecret ? kept : ""}
          onChange={({ detail }) => onChange({ secretAccessKey: detail.value })}
        />
      </FormField>
      <FormField
        label={
          <>
            Session token <i>– only for temporary keys</i>
          </>
        }
        errorText={problems.sessionToken}
      >
        <Input
          type="password"
          value={draft.sessionToken}
          autoComplete="new-password"
          placeholder={hasSessionToken ? kept : ""}
          onChange={({ detail }) => onChange({ sessionToken: detail.value })}
        />
      </FormField>
    </SpaceBetween>
  );
}

function RoleFields({ draft, problems, ownId, onChange }: CredentialFieldsProps) {
  const accounts = useQuery(accountsQuery);
  const policies = useQuery(policiesQuery(draft.partition, ""));
  const sources = [
    { value: "", label: "The server's default chain" },
    ...(accounts.data?.items ?? [])
      .filter(({ id }) => id !== ownId)
      .map(({ id, name, account_id }) => ({ value: id, label: name, description: account_id ?? "" })),
  ];
  return (
    <SpaceBetween size="l">
      <FormField label="Role ARN" errorText={problems.roleArn}>
        <Input
          value={draft.roleArn}
          spellcheck={false}
          placeholder="arn:aws:iam::123456789012:role/certwright"
          onChange={({ detail }) => onChange({ roleArn: detail.value })}
        />
      </FormField>
      <FormField
        label="Assume it with the credentials of"
        description="The account whose identity the role's trust policy names."
        errorText={problems.sourceAccount}
      >
        <Select
          selectedOption={sources.find(({ value }) => value === draft.sourceAccount) ?? null}
          options={sources}
          statusType={accounts.isPending ? "loading" : "finished"}
          onChange={({ detail }) => onChange({ sourceAccount: detail.selectedOption.value ?? "" })}
        />
      </FormField>
      <FormField
        label={
          <>
            External ID <i>– recommended</i>
          </>
        }
        description="A secret word in the trust policy, so that nobody else can make Certwright use this role."
        errorText={problems.externalId}
        secondaryControl={
          <Button
            formAction="none"
            disabled={policies.data === undefined}
            onClick={() => onChange({ externalId: policies.data?.external_id ?? "" })}
          >
            Suggest one
          </Button>
        }
      >
        <Input
          value={draft.externalId}
          spellcheck={false}
          onChange={({ detail }) => onChange({ externalId: detail.value })}
        />
      </FormField>
      <Grid gridDefinition={[{ colspan: { default: 12, s: 6 } }, { colspan: { default: 12, s: 6 } }]}>
        <FormField
          label={
            <>
              Session name <i>– optional</i>
            </>
          }
          errorText={problems.sessionName}
        >
          <Input
            value={draft.sessionName}
            spellcheck={false}
            placeholder="certwright"
            onChange={({ detail }) => onChange({ sessionName: detail.value })}
          />
        </FormField>
        <FormField
          label={
            <>
              Session length in seconds <i>– optional</i>
            </>
          }
          errorText={problems.durationSeconds}
        >
          <Input
            value={draft.durationSeconds}
            inputMode="numeric"
            placeholder="3600"
            onChange={({ detail }) => onChange({ durationSeconds: detail.value })}
          />
        </FormField>
      </Grid>
    </SpaceBetween>
  );
}
