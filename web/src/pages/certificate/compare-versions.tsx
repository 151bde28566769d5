import Box from "@cloudscape-design/components/box";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Toggle from "@cloudscape-design/components/toggle";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { versionContentQuery } from "../../api/repository.ts";
import { type Certificate, type CertificateVersion, type VersionContent } from "../../api/types.ts";
import { Failure } from "../../components/failure.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import { StackedTable } from "../../components/stacked-table.tsx";
import { State } from "../../components/state.tsx";
import { count } from "../../format/dates.ts";
import { compared, type ComparedField } from "./version-fields.ts";
import { VersionText } from "./version-text.tsx";

interface CompareVersionsProps {
  certificate: Certificate;
  /** The older one first. */
  versions: readonly [CertificateVersion, CertificateVersion];
  onClose: () => void;
}

const heading = ({ number, is_current }: CertificateVersion) =>
  `Version ${number}${is_current ? " (current)" : ""}`;

const columnsOf = ({ version: one }: VersionContent, { version: other }: VersionContent) => [
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

function Comparison({ one, other }: { one: VersionContent; other: VersionContent }) {
  const [all, setAll] = useState(true);
  const fields = compared(one, other);
  const differing = fields.filter(({ differs }) => differs);
  return (
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
  );
}

/** Two versions side by side. */
export function CompareVersions({ certificate, versions, onClose }: CompareVersionsProps) {
  const { id, name, updated_at } = certificate;
  const one = useQuery(versionContentQuery(id, versions[0].number, updated_at));
  const other = useQuery(versionContentQuery(id, versions[1].number, updated_at));
  const failed = [one, other].find(({ isError }) => isError);
  return (
    <Modal
      visible
      size="max"
      header={`Versions ${versions[0].number} and ${versions[1].number} of ${name}`}
      closeAriaLabel="Close"
      onDismiss={onClose}
    >
      {failed?.error && <Failure error={failed.error} onRetry={() => void failed.refetch()} />}
      {failed === undefined &&
        (one.data === undefined || other.data === undefined ? (
          <Skeleton width="40ch" />
        ) : (
          <Comparison one={one.data} other={other.data} />
        ))}
    </Modal>
  );
}
