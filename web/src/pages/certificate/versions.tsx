import Badge from "@cloudscape-design/components/badge";
import Button from "@cloudscape-design/components/button";
import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import Header from "@cloudscape-design/components/header";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { versionsQuery } from "../../api/repository.ts";
import { type Certificate, type CertificateVersion } from "../../api/types.ts";
import { usePermission } from "../../app/session.tsx";
import { Actor } from "../../components/actor.tsx";
import { Expiry } from "../../components/days-left.tsx";
import { Failure } from "../../components/failure.tsx";
import { HeldKey } from "../../components/held-key.tsx";
import { Moment } from "../../components/moment.tsx";
import { StackedTable } from "../../components/stacked-table.tsx";
import { originLabel } from "../../format/states.ts";
import { CompareVersions } from "./compare-versions.tsx";
import { ExportModal } from "./export-modal.tsx";
import { RestoreVersion } from "./restore-version.tsx";
import { VersionModal } from "./version-modal.tsx";

const columns = (onShow: (version: CertificateVersion) => void) => [
  {
    id: "number",
    header: "Version",
    cell: (version: CertificateVersion) => (
      <span className="nowrap">
        <Button variant="inline-link" ariaLabel={`Version ${version.number}`} onClick={() => onShow(version)}>
          {version.number}
        </Button>{" "}
        {version.is_current && <Badge color="green">Current</Badge>}
      </span>
    ),
    isRowHeader: true,
  },
  {
    id: "expires",
    header: "Expires",
    cell: (version: CertificateVersion) => (
      <Expiry notAfter={version.not_after} daysLeft={version.days_left} isRevoked={version.is_revoked} />
    ),
  },
  {
    id: "key",
    header: "Private key",
    cell: (version: CertificateVersion) => <HeldKey held={version.has_private_key} />,
  },
  {
    id: "fingerprint",
    header: "Fingerprint (SHA-256)",
    cell: (version: CertificateVersion) => <span className="mono">{version.fingerprint_sha256}</span>,
    minWidth: 220,
  },
  { id: "origin", header: "Origin", cell: ({ origin }: CertificateVersion) => originLabel(origin) },
  {
    id: "came",
    header: "Came",
    cell: (version: CertificateVersion) => (
      <>
        <Moment time={version.created_at} />, by <Actor actor={version.created_by} />
      </>
    ),
  },
];

type OfOne = "details" | "export" | "restore";
type Opened = { about: "compare" } | { about: OfOne; version: CertificateVersion };

export function Versions({ certificate }: { certificate: Certificate }) {
  const versions = useQuery(versionsQuery(certificate.id));
  const write = usePermission("repository_write");
  const [opened, setOpened] = useState<Opened | null>(null);
  const [selected, setSelected] = useState<number[]>([]);

  if (versions.isError) return <Failure error={versions.error} onRetry={() => void versions.refetch()} />;
  const items = versions.data?.items ?? [];
  const chosen = items.filter(({ number }) => selected.includes(number));
  return (
    <>
      <StackedTable
        beside={["actions"]}
        header={
          <Header
            variant="h2"
            counter={`(${certificate.version_count})`}
            description="The current one is what lists show and deployments follow."
            actions={
              <Button
                disabled={chosen.length !== 2}
                disabledReason="Select two versions first."
                onClick={() => setOpened({ about: "compare" })}
              >
                Compare
              </Button>
            }
          >
            Versions
          </Header>
        }
        ariaLabels={{
          tableLabel: "Versions",
          selectionGroupLabel: "Versions to compare",
          allItemsSelectionLabel: () => "Select all versions",
          itemSelectionLabel: (_, { number }) => `Select version ${number}`,
        }}
        items={items}
        trackBy="number"
        selectionType="multi"
        selectedItems={chosen}
        onSelectionChange={({ detail }) => setSelected(detail.selectedItems.map(({ number }) => number))}
        loading={versions.isPending}
        loadingText="Loading versions"
        wrapLines
        columnDefinitions={[
          ...columns((version) => setOpened({ about: "details", version })),
          {
            id: "actions",
            header: "Actions",
            cell: (version) => (
              <ButtonDropdown
                variant="inline-icon"
                expandToViewport
                ariaLabel={`Actions for version ${version.number}`}
                items={[
                  { id: "details", text: "Details" },
                  { id: "export", text: "Export" },
                  {
                    id: "restore",
                    text: "Make current",
                    disabled: version.is_current || !write.allowed,
                    disabledReason: version.is_current ? "This is the current version." : write.reason,
                  },
                ]}
                onItemClick={({ detail }) => setOpened({ about: detail.id as OfOne, version })}
              />
            ),
            minWidth: 80,
          },
        ]}
      />
      <Dialogs certificate={certificate} opened={opened} chosen={chosen} onClose={() => setOpened(null)} />
    </>
  );
}

interface DialogsProps {
  certificate: Certificate;
  opened: Opened | null;
  /** Those to compare. */
  chosen: CertificateVersion[];
  onClose: () => void;
}

function Dialogs({ certificate, opened, chosen, onClose }: DialogsProps) {
  if (opened === null) return null;
  if (opened.about === "compare") {
    const [one, other] = chosen.toSorted((a, b) => a.number - b.number);
    if (one === undefined || other === undefined) return null;
    return <CompareVersions certificate={certificate} versions={[one, other]} onClose={onClose} />;
  }
  const { version } = opened;
  const Asked = { details: VersionModal, export: ExportModal, restore: RestoreVersion }[opened.about];
  return <Asked certificate={certificate} version={version} onClose={onClose} />;
}
