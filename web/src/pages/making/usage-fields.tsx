import ExpandableSection from "@cloudscape-design/components/expandable-section";
import FormField from "@cloudscape-design/components/form-field";
import Multiselect from "@cloudscape-design/components/multiselect";
import SpaceBetween from "@cloudscape-design/components/space-between";

import { humanize } from "../../format/states.ts";
import { keyUsages, purposes } from "./description.ts";
import { type DescriptionFieldsProps } from "./names-fields.tsx";

const optionOf = (value: string) => ({ value, label: humanize(value) });

interface ChoiceProps {
  label: string;
  description: string;
  offered: string[];
  chosen: string[];
  errorText: string | undefined;
  onChange: (chosen: string[]) => void;
}

function Choice({ label, description, offered, chosen, errorText, onChange }: ChoiceProps) {
  return (
    <FormField label={label} description={description} errorText={errorText}>
      <Multiselect
        selectedOptions={chosen.map(optionOf)}
        options={offered.map(optionOf)}
        placeholder="The usual ones"
        deselectAriaLabel={({ label: name }) => `Remove ${name ?? "usage"}`}
        onChange={({ detail }) => onChange(detail.selectedOptions.flatMap(({ value }) => value ?? []))}
      />
    </FormField>
  );
}

export function UsageFields({ description, problems, onChange }: DescriptionFieldsProps) {
  return (
    <ExpandableSection
      variant="container"
      headerText="Usages"
      headerDescription="What is usual for the key and the names, unless you choose."
      defaultExpanded={problems["key_usages"] !== undefined || problems["extended_key_usages"] !== undefined}
    >
      <SpaceBetween size="l">
        <Choice
          label="Key usages"
          description="What the key may do."
          offered={keyUsages}
          chosen={description.keyUsages}
          errorText={problems["key_usages"]}
          onChange={(chosen) => onChange({ keyUsages: chosen })}
        />
        <Choice
          label="Purposes"
          description="What the certificate is for: extended key usages."
          offered={purposes}
          chosen={description.purposes}
          errorText={problems["extended_key_usages"]}
          onChange={(chosen) => onChange({ purposes: chosen })}
        />
      </SpaceBetween>
    </ExpandableSection>
  );
}
