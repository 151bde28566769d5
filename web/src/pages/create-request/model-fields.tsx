import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";

import { CertificateSelect } from "../making/certificate-select.tsx";
import { type Problems } from "../making/description.ts";
import { KeyField } from "../making/key-field.tsx";
import { type Draft, type Purpose } from "./draft.ts";

interface FieldsProps {
  draft: Draft;
  problems: Problems;
  onChange: (change: Partial<Draft>) => void;
}

/** What the request is for. */
export function ModelFields({ draft, problems, onChange }: FieldsProps) {
  return (
    <Container header={<Header variant="h2">What it is for</Header>}>
      <SpaceBetween size="l">
        <FormField label="Certificate">
          <RadioGroup
            value={draft.purpose}
            items={[
              { value: "new", label: "A new one" },
              {
                value: "renewal",
                label: "The next version of one that is there",
                description: "With its subject and names; the answer becomes its next version.",
              },
              {
                value: "like",
                label: "A new one like another",
                description: "With its subject and names, beside it.",
              },
            ]}
            onChange={({ detail }) => onChange({ purpose: detail.value as Purpose })}
          />
        </FormField>
        {draft.purpose !== "new" && (
          <FormField
            label={draft.purpose === "renewal" ? "Next version of" : "Modelled on"}
            errorText={problems["like"]}
          >
            <CertificateSelect id={draft.model} onChange={({ id }) => onChange({ model: id })} />
          </FormField>
        )}
        {draft.purpose !== "renewal" && (
          <FormField
            label="Name"
            description="What the certificate will be called in the repository."
            errorText={problems["name"]}
          >
            <Input
              value={draft.name}
              placeholder="shop"
              autoComplete={false}
              spellcheck={false}
              onChange={({ detail }) => onChange({ name: detail.value })}
            />
          </FormField>
        )}
        <KeyFields draft={draft} problems={problems} onChange={onChange} />
      </SpaceBetween>
    </Container>
  );
}

function KeyFields({ draft, problems, onChange }: FieldsProps) {
  const modelled = draft.purpose !== "new";
  return (
    <>
      {modelled && (
        <FormField label="Key" errorText={problems["same_key"]}>
          <RadioGroup
            value={draft.sameKey ? "same" : "new"}
            items={[
              { value: "new", label: "A new key", description: "Usual, and safer." },
              {
                value: "same",
                label: "The same key",
                description: "Where something pins it; the key must be held here.",
              },
            ]}
            onChange={({ detail }) => onChange({ sameKey: detail.value === "same" })}
          />
        </FormField>
      )}
      {!(modelled && draft.sameKey) && (
        <KeyField
          asModel={modelled}
          value={draft.keyAlgorithm === "" && !modelled ? "EC_prime256v1" : draft.keyAlgorithm}
          errorText={problems["key_algorithm"]}
          onChange={(keyAlgorithm) => onChange({ keyAlgorithm })}
        />
      )}
    </>
  );
}
