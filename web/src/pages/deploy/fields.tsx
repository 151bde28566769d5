import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";

import { type Account } from "../../api/types.ts";
import { PairsInput } from "../../components/pairs-input.tsx";
import { RegionsInput } from "../../components/regions-input.tsx";
import { CarefulInput } from "./careful-input.tsx";
import { type Draft, type Problems } from "./draft.ts";
import { useRegions } from "./use-regions.ts";
import { WhatInput } from "./what-input.tsx";

interface FieldsProps {
  draft: Draft;
  problems: Problems;
  /** Those that are enabled. */
  accounts: Account[];
  onChange: (change: Partial<Draft>) => void;
}

const wordsOf = {
  acm: {
    name: "ACM",
    replacing:
      "It keeps its ARN, and what uses it gets the new one. Otherwise the same certificate is refused, and one with the same key or names stays beside the new import.",
    following: "A new version in the repository, however it came, goes to the same ARNs by itself.",
  },
  iam: {
    name: "IAM",
    replacing:
      "The very certificate under another name is taken over as it is. Otherwise it is refused. IAM itself replaces nothing.",
    following:
      "A new version in the repository, however it came, is uploaded beside the one before by itself.",
  },
};

export function Fields({ draft, problems, accounts, onChange }: FieldsProps) {
  const words = wordsOf[draft.service];
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">What and where</Header>}>
        <SpaceBetween size="l">
          <WhatInput draft={draft} problems={problems} onChange={onChange} />
          <Place draft={draft} problems={problems} accounts={accounts} onChange={onChange} />
        </SpaceBetween>
      </Container>
      <Container header={<Header variant="h2">Options</Header>}>
        <SpaceBetween size="l">
          <Checkbox
            checked={draft.replace === true}
            onChange={({ detail }) => onChange({ replace: detail.checked })}
            description={words.replacing}
          >
            Deploy and replace if the same certificate is found in {words.name}
          </Checkbox>
          <Checkbox
            checked={draft.autoRedeploy === true}
            onChange={({ detail }) => onChange({ autoRedeploy: detail.checked })}
            description={`${words.following} Orders that stand already keep what they have, unless it is chosen here.`}
          >
            Automatically re-deploy to {words.name} upon renewal
          </Checkbox>
          {draft.service === "acm" && (
            <CarefulInput rollOut={draft} problem={problems.pause} onChange={onChange} />
          )}
          <PairsInput
            label="Tags"
            noun="tag"
            description="In AWS, of a first import. What is replaced keeps the tags that it has."
            pairs={draft.tags}
            onChange={(tags) => onChange({ tags })}
            errorText={problems.tags}
          />
        </SpaceBetween>
      </Container>
    </SpaceBetween>
  );
}

function Place({ draft, problems, accounts, onChange }: FieldsProps) {
  const account = accounts.find(({ id }) => id === draft.account);
  const regions = useRegions(account);
  const options = accounts.map(({ id, name, account_id }) => ({
    value: id,
    label: name,
    ...(account_id !== null && { description: account_id }),
  }));
  const missing = regions.filter((region) => !draft.regions.includes(region));
  return (
    <SpaceBetween size="l">
      <FormField label="Account" errorText={problems.account}>
        <Select
          selectedOption={options.find(({ value }) => value === draft.account) ?? null}
          options={options}
          placeholder="Choose an account"
          empty="No account is enabled."
          filteringType={options.length > 10 ? "auto" : "none"}
          onChange={({ detail }) => onChange({ account: detail.selectedOption.value ?? "" })}
        />
      </FormField>
      <FormField label="Service">
        <RadioGroup
          value={draft.service}
          onChange={({ detail }) => onChange({ service: detail.value === "iam" ? "iam" : "acm" })}
          items={[
            {
              value: "acm",
              label: "AWS Certificate Manager",
              description: "In regions; a new version keeps the ARN.",
            },
            {
              value: "iam",
              label: "IAM",
              description:
                "For what takes no certificates from ACM. Each version is uploaded as a server certificate of its own; what uses the one before is to be moved by hand.",
            },
          ]}
        />
      </FormField>
      {draft.service === "iam" ? (
        <FormField
          label="Path"
          description="CloudFront takes server certificates below /cloudfront/."
          errorText={problems.path}
        >
          <Input value={draft.path} onChange={({ detail }) => onChange({ path: detail.value })} />
        </FormField>
      ) : (
        <FormField
          label="Regions"
          description="CloudFront takes certificates of us-east-1 only; everything else takes those of its own region."
          errorText={problems.regions}
        >
          <SpaceBetween size="xs">
            <RegionsInput
              regions={draft.regions}
              onChange={(next) => onChange({ regions: next })}
              placeholder="Add a region"
              suggestions={regions.length > 0 ? regions : ["us-east-1"]}
            />
            {missing.length > 1 && (
              <Box>
                <Button
                  variant="inline-link"
                  formAction="none"
                  onClick={() => onChange({ regions: [...draft.regions, ...missing] })}
                >
                  {draft.regions.length === 0
                    ? `Add all ${missing.length} regions of the account`
                    : `Add the other ${missing.length} regions of the account`}
                </Button>
              </Box>
            )}
          </SpaceBetween>
        </FormField>
      )}
    </SpaceBetween>
  );
}
