import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { issuedFile, issuedQuery } from "../../../api/making.ts";
import { type Certificate, type IssuedCertificate } from "../../../api/types.ts";
import { Actor } from "../../../components/actor.tsx";
import { CursorPagination, usePaging } from "../../../components/cursor-paging.tsx";
import { Empty } from "../../../components/empty.tsx";
import { Failure } from "../../../components/failure.tsx";
import { Moment } from "../../../components/moment.tsx";
import { useMutation } from "../../../components/mutation.ts";
import { OtherNames } from "../../../components/other-names.tsx";
import { PermittedButton } from "../../../components/permitted-button.tsx";
import { StackedTable } from "../../../components/stacked-table.tsx";
import { State } from "../../../components/state.tsx";
import { date, number } from "../../../format/dates.ts";
import { hostsFirst } from "../../../format/names.ts";
import { humanize } from "../../../format/states.ts";
import { PermittedLink } from "../../making/permitted-link.tsx";
import { download } from "../download.ts";
import { Revocations } from "./revocations.tsx";
import { nameOf, RevokeModal } from "./revoke-modal.tsx";
import { SignModal } from "./sign-modal.tsx";

const pageSize = 25;

/** What a certificate that signs others has signed, and what became of it. */
export function Authority({ certificate }: { certificate: Certificate }) {
  if (certificate.current.has_private_key) {
    return (
      <SpaceBetween size="l">
        <Issued certificate={certificate} />
        <Revocations authority={certificate} />
      </SpaceBetween>
    );
  }
  return (
    <SpaceBetween size="l">
      <Alert type="info" header="It cannot sign here">
        The private key of this authority is not held. Import it, and it signs and revokes.
      </Alert>
      <Issued certificate={certificate} />
    </SpaceBetween>
  );
}

function Issued({ certificate }: { certificate: Certificate }) {
  const { id, current } = certificate;
  const paging = usePaging();
  const list = useQuery(issuedQuery(id, { limit: pageSize, cursor: paging.cursor }));
  const [signing, setSigning] = useState(false);
  const [revoking, setRevoking] = useState<IssuedCertificate | null>(null);
  const fetchFile = useMutation({
    mutationFn: (serial: string) => issuedFile(id, serial),
    onSuccess: download,
  });
  if (list.isError) return <Failure error={list.error} onRetry={() => void list.refetch()} />;
  const items = list.data?.items ?? [];
  const total = list.data?.total ?? null;
  const keyless = !current.has_private_key && {
    disabled: true,
    disabledReason: "The private key of this authority is not held here.",
  };
  return (
    <>
      {fetchFile.isError && <Failure error={fetchFile.error} />}
      <StackedTable
        header={
          <Header
            variant="h2"
            counter={total === null ? "" : `(${number(total)})`}
            description="Signed by this authority in Certwright, newest first."
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <PermittedLink href={`/certificates/create?authority=${encodeURIComponent(id)}`} {...keyless}>
                  Create certificate
                </PermittedLink>
                <PermittedButton needs="repository_write" {...keyless} onClick={() => setSigning(true)}>
                  Sign requests
                </PermittedButton>
              </SpaceBetween>
            }
          >
            Issued certificates
          </Header>
        }
        pagination={
          <CursorPagination
            paging={paging}
            pageSize={pageSize}
            shown={items.length}
            total={total}
            nextCursor={list.data?.next_cursor ?? null}
          />
        }
        ariaLabels={{ tableLabel: "Issued certificates" }}
        items={items}
        trackBy="serial"
        loading={list.isPending}
        loadingText="Loading issued certificates"
        wrapLines
        columnDefinitions={[
          {
            id: "name",
            header: "For",
            cell: (issued) => (
              <>
                {nameOf(issued)} <OtherNames names={hostsFirst(issued.names).slice(1)} />
              </>
            ),
            isRowHeader: true,
            minWidth: 160,
          },
          {
            id: "state",
            header: "State",
            cell: (issued) => <IssuedState issued={issued} />,
            minWidth: 150,
          },
          { id: "expires", header: "Expires", cell: ({ not_after }) => date(not_after), minWidth: 110 },
          {
            id: "serial",
            header: "Serial number",
            cell: ({ serial }) => <span className="mono">{serial}</span>,
            minWidth: 180,
          },
          {
            id: "created",
            header: "Signed",
            cell: ({ created_at, created_by }) => (
              <>
                <Moment time={created_at} />, by <Actor actor={created_by} />
              </>
            ),
            minWidth: 140,
          },
          {
            id: "actions",
            header: "Actions",
            cell: (issued) => (
              <SpaceBetween direction="horizontal" size="xs">
                <Button
                  variant="inline-link"
                  ariaLabel={`Download ${nameOf(issued)}, serial number ${issued.serial}, with its chain`}
                  onClick={() => fetchFile.mutate(issued.serial)}
                >
                  Download
                </Button>
                {issued.revoked_at === null && (
                  <PermittedButton
                    needs="repository_write"
                    variant="inline-link"
                    ariaLabel={`Revoke ${nameOf(issued)}, serial number ${issued.serial}`}
                    {...keyless}
                    onClick={() => setRevoking(issued)}
                  >
                    Revoke
                  </PermittedButton>
                )}
              </SpaceBetween>
            ),
            minWidth: 150,
          },
        ]}
        empty={<Empty title="Nothing issued yet">It has signed no certificate in Certwright.</Empty>}
      />
      {signing && <SignModal authority={certificate} onClose={() => setSigning(false)} />}
      {revoking && <RevokeModal authority={id} issued={revoking} onClose={() => setRevoking(null)} />}
    </>
  );
}

function IssuedState({ issued: { revoked_at, reason } }: { issued: IssuedCertificate }) {
  if (revoked_at === null) return <State words={{ type: "success", text: "Issued" }} />;
  return (
    <>
      <State words={{ type: "error", text: "Revoked" }} /> <Moment time={revoked_at} />
      {reason !== null && `, ${humanize(reason).toLowerCase()}`}
    </>
  );
}
