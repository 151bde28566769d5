import Checkbox from "@cloudscape-design/components/checkbox";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";

import { RegionsInput } from "../../components/regions-input.tsx";
import { type Draft, emptyDraft, type Problems } from "./draft.ts";

const partitions: { value: Draft["partition"]; label: string }[] = [
  { value: "aws", label: "AWS (commercial)" },
  { value: "aws-us-gov", label: "AWS GovCloud (US)" },
  { value: "aws-cn", label: "AWS China" },
];

interface AdvancedFieldsProps {
  draft: Draft;
  problems: Problems;
  /** Known after a successful test. */
  enabledRegions: string[];
  onChange: (part: Partial<Draft>) => void;
}

function isPlain({ partition, regions, endpointUrl, fips, proxy, caBundle }: Draft): boolean {
  const text = endpointUrl + proxy + caBundle;
  return partition === emptyDraft.partition && regions.length === 0 && text === "" && !fips;
}

export function AdvancedFields({ draft, problems, enabledRegions, onChange }: AdvancedFieldsProps) {
  return (
    <ExpandableSection
      variant="container"
      headerText="Advanced"
      headerDescription="Regions, partition, endpoint, proxy and certificate authority."
      defaultExpanded={!isPlain(draft)}
    >
      <SpaceBetween size="l">
        <FormField
          label="Regions"
          description="Leave empty to look in every region that the account has enabled."
          errorText={problems.regions}
        >
          <RegionsInput
            regions={draft.regions}
            suggestions={enabledRegions}
            placeholder="All enabled regions"
            onChange={(regions) => onChange({ regions })}
          />
        </FormField>
        <FormField label="Partition" errorText={problems.partition}>
          <Select
            selectedOption={partitions.find(({ value }) => value === draft.partition) ?? null}
            options={partitions}
            onChange={({ detail }) => {
              const chosen = partitions.find(({ value }) => value === detail.selectedOption.value);
              if (chosen) onChange({ partition: chosen.value });
            }}
          />
        </FormField>
        <Checkbox
          checked={draft.fips}
          onChange={({ detail }) => onChange({ fips: detail.checked })}
          description="Only some regions have them."
        >
          Use FIPS endpoints
        </Checkbox>
        <FormField
          label="Endpoint URL"
          description="For a VPC endpoint or an emulator. Replaces AWS's own addresses for this account."
          errorText={problems.endpointUrl}
        >
          <Input
            value={draft.endpointUrl}
            spellcheck={false}
            placeholder="http://127.0.0.1:5000"
            onChange={({ detail }) => onChange({ endpointUrl: detail.value })}
          />
        </FormField>
        <FormField label="Proxy" errorText={problems.proxy}>
          <Input
            value={draft.proxy}
            spellcheck={false}
            placeholder="http://proxy.example.com:3128"
            onChange={({ detail }) => onChange({ proxy: detail.value })}
          />
        </FormField>
        <FormField
          label="CA bundle"
          description="PEM of the authorities that sign the endpoint or the proxy, or the path of such a file on the server."
          errorText={problems.caBundle}
        >
          <Textarea
            value={draft.caBundle}
            rows={3}
            spellcheck={false}
            onChange={({ detail }) => onChange({ caBundle: detail.value })}
          />
        </FormField>
      </SpaceBetween>
    </ExpandableSection>
  );
}
