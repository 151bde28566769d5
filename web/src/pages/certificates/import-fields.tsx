import Checkbox from "@cloudscape-design/components/checkbox";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";

import { PairsInput } from "../../components/pairs-input.tsx";
import { number } from "../../format/dates.ts";
import { type Draft, mostBytes, type Problems } from "./draft.ts";
import { FilesField } from "./files-field.tsx";
import { PasswordsInput } from "./passwords-input.tsx";

interface ImportFieldsProps {
  draft: Draft;
  problems: Problems;
  onChange: (change: Partial<Draft>) => void;
}

export function ImportFields({ draft, problems, onChange }: ImportFieldsProps) {
  return (
    <SpaceBetween size="l">
      <FilesField
        description="PEM, DER, PKCS#7, PKCS#12 and Java keystores, in any order: leaf, chain and key are sorted out."
        constraintText={`${number(mostBytes)} bytes at a time.`}
        errorText={problems.files}
        files={draft.files}
        onChange={(files) => onChange({ files })}
      />
      <FormField
        label="PEM text"
        description="Or paste it here: certificates, chain and key together."
        errorText={problems.text}
        stretch
      >
        <Textarea
          value={draft.text}
          rows={6}
          spellcheck={false}
          autoComplete={false}
          placeholder="-----BEGIN CERTIFICATE-----"
          onChange={({ detail }) => onChange({ text: detail.value })}
        />
      </FormField>
      <PasswordsInput passwords={draft.passwords} onChange={(passwords) => onChange({ passwords })} />
      <ExpandableSection headerText="Name, owner and tags (optional)">
        <SpaceBetween size="l">
          <FormField
            label="Name"
            description="Of a certificate that is there: this is its next version. Left empty, one with exactly the same names as one certificate of the repository is that one's next version."
          >
            <Input
              value={draft.name}
              autoComplete={false}
              spellcheck={false}
              onChange={({ detail }) => onChange({ name: detail.value })}
            />
          </FormField>
          <Checkbox
            checked={draft.alwaysNew}
            onChange={({ detail }) => onChange({ alwaysNew: detail.checked })}
          >
            Always a new certificate, never a next version
          </Checkbox>
          <FormField label="Owner">
            <Input
              value={draft.owner}
              autoComplete={false}
              onChange={({ detail }) => onChange({ owner: detail.value })}
            />
          </FormField>
          <PairsInput
            label="Tags"
            noun="tag"
            pairs={draft.tags}
            onChange={(tags) => onChange({ tags })}
            errorText={problems.tags}
          />
        </SpaceBetween>
      </ExpandableSection>
    </SpaceBetween>
  );
}
