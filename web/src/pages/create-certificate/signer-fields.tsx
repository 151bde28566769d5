import Checkbox from "@cloudscape-design/components/checkbox";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";

import { number } from "../../format/dates.ts";
import { CertificateSelect } from "../making/certificate-select.tsx";
import { type Description, type Problems } from "../making/description.ts";
import { KeyField } from "../making/key-field.tsx";
import { type Draft, usualDays } from "./draft.ts";

interface SignerFieldsProps {
  draft: Draft;
  problems: Problems;
  onChange: (change: Partial<Draft>) => void;
}

/** Who signs it, how long it holds, and whether it signs others. */
export function SignerFields({ draft, problems, onChange }: SignerFieldsProps) {
  return (
    <Container header={<Header variant="h2">Key and signature</Header>}>
      <SpaceBetween size="l">
        <KeyField
          value={draft.keyAlgorithm}
          errorText={problems["key_algorithm"]}
          onChange={(value) => value !== "" && onChange({ keyAlgorithm: value })}
        />
        <FormField label="Signed by">
          <RadioGroup
            value={draft.signer}
            items={[
              {
                value: "itself",
                label: "Itself",
                description: "Self-signed: clients trust it only where it was installed.",
              },
              {
                value: "authority",
                label: "An authority held here",
                description: "A certificate of the repository that may sign and whose key is here.",
              },
            ]}
            onChange={({ detail }) => onChange({ signer: detail.value as Draft["signer"] })}
          />
        </FormField>
        {draft.signer === "authority" && (
          <FormField label="Authority" errorText={problems["signed_by"] ?? problems["certificate"]}>
            <CertificateSelect
              authorities
              id={draft.signedBy}
              onChange={({ id }) => onChange({ signedBy: id })}
            />
          </FormField>
        )}
        <FormField
          label="Valid for (days)"
          constraintText={
            draft.signer === "authority"
              ? `Left empty, ${number(usualDays(draft))} days, and no longer than the authority.`
              : `Left empty, ${number(usualDays(draft))} days.`
          }
          errorText={problems["lifetime_days"]}
        >
          <Input
            value={draft.lifetimeDays}
            inputMode="numeric"
            autoComplete={false}
            placeholder={String(usualDays(draft))}
            onChange={({ detail }) => onChange({ lifetimeDays: detail.value })}
          />
        </FormField>
        <Checkbox
          checked={draft.autoRenew}
          onChange={({ detail }) => onChange({ autoRenew: detail.checked })}
          description="When a third of its lifetime is left, with the same key. Both can be changed later."
        >
          Renew it automatically
        </Checkbox>
        <AuthorityFields
          description={draft.description}
          isRoot={draft.signer === "itself"}
          problems={problems}
          onChange={(part) => onChange({ description: { ...draft.description, ...part } })}
        />
      </SpaceBetween>
    </Container>
  );
}

interface AuthorityFieldsProps {
  description: Description;
  isRoot: boolean;
  problems: Problems;
  onChange: (change: Partial<Description>) => void;
}

function AuthorityFields({ description, isRoot, problems, onChange }: AuthorityFieldsProps) {
  return (
    <>
      <Checkbox
        checked={description.isCa}
        onChange={({ detail }) => onChange({ isCa: detail.checked })}
        description={
          isRoot
            ? "A root: signs other certificates, and is trusted where it is installed."
            : "An intermediate: signs other certificates in the name of the authority above."
        }
      >
        It is an authority
      </Checkbox>
      {description.isCa && (
        <FormField
          label="Path length"
          description="How many authorities may follow below it; 0 lets it sign only certificates that sign nothing."
          constraintText="Left empty, any number."
          errorText={problems["path_length"]}
        >
          <Input
            value={description.pathLength}
            inputMode="numeric"
            autoComplete={false}
            onChange={({ detail }) => onChange({ pathLength: detail.value })}
          />
        </FormField>
      )}
    </>
  );
}
