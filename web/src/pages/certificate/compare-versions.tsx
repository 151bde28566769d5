import Box from "@cloudscape-design/components/box";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Toggle from "@cloudscape-design/components/toggle";
import { useState } from "react";

import { type CertificateVersion } from "../../api/types.ts";
import { StackedTable } from "../../components/stacked-table.tsx";
import { State } from "../../components/state.tsx";
import { count } from "../../format/dates.ts";
import { compared, type ComparedField } from "./version-fields.ts";
import { VersionText } from "./version-text.tsx";

interface CompareVersionsProps {
  name: string;
  /** The older one first. */
  versions: readonly [CertificateVersion, CertificateVersion];
  onClose: () => void;
}

const heading = ({ number, is_current }: CertificateVersion) =>
  `Version ${number}${is_current ? " (current)" : ""}`;

const columnsOf = (one: CertificateVersion, other: CertificateVersion) => [
  { id: "field", header: "Field", cell: ({ label }: ComparedField) => label, isRowHeader: true, width: 170 },
  {
    id: "differs",
    header: "Comparison",
    cell: ({ differs }: ComparedField) =>
      differs ? <State words={{ type: "warning", text: "Differs" }} /> : "Same",
    width: 130,
  },
  { id: "one", header: heading(one), cell: (field: ComparedField) => <VersionText field={field.one} /> },
  {
    id: "other",
    header: heading(other),
    cell: (field: ComparedField) => <VersionText field={field.other} />,
  },
];

/** Two versions side by side. */
export function CompareVersions({ name, versions: [one, other], onClose }: CompareVersionsProps) {
  const [all, setAll] = useState(true);
  const fields = compared(one, other);
  const differing = fields.filter(({ differs }) => differs);
  return (
    <Modal
      visible
      size="max"
      header={`Versions ${one.number} and ${other.number} of ${name}`}
      closeAriaLabel="Close"
      onDismiss={onClose}
    >
      <SpaceBetween size="m">
        <Box>{`${differing.length} of ${count(fields.length, "field")} ${differing.length === 1 ? "differs" : "differ"}.`}</Box>
        <Toggle checked={!all} onChange={({ detail }) => setAll(!detail.checked)}>
          Only what differs
        </Toggle>
        <StackedTable
          variant="embedded"
          ariaLabels={{ tableLabel: "Comparison of versions" }}
          items={all ? fields : differing}
          trackBy="label"
          wrapLines
          columnDefinitions={columnsOf(one, other)}
        />
      </SpaceBetween>
    </Modal>
  );
}
