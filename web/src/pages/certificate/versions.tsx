import Badge from "@cloudscape-design/components/badge";
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
import { ExportModal } from "./export-modal.tsx";
import { RestoreVersion } from "./restore-version.tsx";

export function Versions({ certificate }: { certificate: Certificate }) {
  const versions = useQuery(versionsQuery(certificate.id));
  const write = usePermission("repository_write");
  const [exporting, setExporting] = useState<CertificateVersion | null>(null);
  const [restoring, setRestoring] = useState<CertificateVersion | null>(null);

  if (versions.isError) return <Failure error={versions.error} onRetry={() => void versions.refetch()} />;
  return (
    <>
      <StackedTable
        beside={["actions"]}
        header={
          <Header
            variant="h2"
            counter={`(${certificate.version_count})`}
            description="The current one is what lists show and deployments follow."
          >
            Versions
          </Header>
        }
        ariaLabels={{ tableLabel: "Versions" }}
        items={versions.data?.items ?? []}
        trackBy="number"
        loading={versions.isPending}
        loadingText="Loading versions"
        wrapLines
        columnDefinitions={[
          {
            id: "number",
            header: "Version",
            cell: ({ number, is_current }) => (
              <>
                {number} {is_current && <Badge color="green">Current</Badge>}
              </>
            ),
            isRowHeader: true,
          },
          {
            id: "expires",
            header: "Expires",
            cell: (version) => <Expiry notAfter={version.not_after} daysLeft={version.days_left} />,
          },
          {
            id: "key",
            header: "Private key",
            cell: (version) => <HeldKey held={version.has_private_key} />,
          },
          {
            id: "fingerprint",
            header: "Fingerprint (SHA-256)",
            cell: (version) => <span className="mono">{version.fingerprint_sha256}</span>,
            minWidth: 220,
          },
          { id: "origin", header: "Origin", cell: ({ origin }) => originLabel(origin) },
          {
            id: "came",
            header: "Came",
            cell: (version) => (
              <>
                <Moment time={version.created_at} />, by <Actor actor={version.created_by} />
              </>
            ),
          },
          {
            id: "actions",
            header: "Actions",
            cell: (version) => (
              <ButtonDropdown
                variant="inline-icon"
                expandToViewport
                ariaLabel={`Actions for version ${version.number}`}
                items={[
                  { id: "export", text: "Export" },
                  {
                    id: "restore",
                    text: "Make current",
                    disabled: version.is_current || !write.allowed,
                    disabledReason: version.is_current ? "This is the current version." : write.reason,
                  },
                ]}
                onItemClick={({ detail }) => (detail.id === "export" ? setExporting : setRestoring)(version)}
              />
            ),
            minWidth: 80,
          },
        ]}
      />
      {exporting && (
        <ExportModal certificate={certificate} version={exporting} onClose={() => setExporting(null)} />
      )}
      {restoring && (
        <RestoreVersion certificate={certificate} version={restoring} onClose={() => setRestoring(null)} />
      )}
    </>
  );
}
