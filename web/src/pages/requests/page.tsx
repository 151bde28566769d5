import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import Header from "@cloudscape-design/components/header";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSearchParams } from "react-router";

import { requestsQuery } from "../../api/making.ts";
import { type CertificateRequest } from "../../api/types.ts";
import { usePage } from "../../app/page.ts";
import { usePermission } from "../../app/session.tsx";
import { CursorPagination, usePaging } from "../../components/cursor-paging.tsx";
import { Empty } from "../../components/empty.tsx";
import { Failure } from "../../components/failure.tsx";
import { PageActions } from "../../components/page-actions.tsx";
import { StackedTable } from "../../components/stacked-table.tsx";
import { number } from "../../format/dates.ts";
import { ImportModal } from "../certificates/import-modal.tsx";
import { PermittedLink } from "../making/permitted-link.tsx";
import { columns } from "./columns.tsx";
import { ShowRequest } from "./show-request.tsx";
import { WithdrawRequest } from "./withdraw-request.tsx";

const pageSize = 25;
const createPath = "/certificates/requests/create";

type Verb = "show" | "import" | "withdraw";
interface Open {
  verb: Verb;
  request: CertificateRequest;
}

export default function RequestsPage() {
  usePage("Requests", [{ text: "Certificates", href: "/certificates" }]);
  const [address, setAddress] = useSearchParams();
  const paging = usePaging();
  const list = useQuery(requestsQuery({ limit: pageSize, cursor: paging.cursor }));
  const [open, setOpen] = useState<Open | null>(null);

  if (list.isError) return <Failure error={list.error} onRetry={() => void list.refetch()} />;
  const items = list.data?.items ?? [];
  const total = list.data?.total ?? null;
  // The one that was just created, until its text was seen.
  const fresh = items.find(({ id }) => id === address.get("show"));
  const shown = open ?? (fresh === undefined ? null : { verb: "show" as const, request: fresh });
  const close = () => {
    setOpen(null);
    setAddress(
      (old) => {
        const next = new URLSearchParams(old);
        next.delete("show");
        return next;
      },
      { replace: true },
    );
  };
  return (
    <>
      <StackedTable
        beside={["actions"]}
        header={
          <Header
            variant="h1"
            counter={total === null ? "" : `(${number(total)})`}
            description="Certificate signing requests, those that wait for their certificate first. Their keys are held here."
            actions={
              <PageActions query={list}>
                <PermittedLink variant="primary" href={createPath}>
                  Create request
                </PermittedLink>
              </PageActions>
            }
          >
            Requests
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
        ariaLabels={{ tableLabel: "Requests" }}
        items={items}
        trackBy="id"
        loading={list.isPending}
        loadingText="Loading requests"
        wrapLines
        columnDefinitions={[
          ...columns,
          {
            id: "actions",
            header: "Actions",
            cell: (request) => <VerbMenu request={request} onChoose={(verb) => setOpen({ verb, request })} />,
            minWidth: 80,
          },
        ]}
        empty={
          <Empty title="No requests" action={<PermittedLink href={createPath}>Create request</PermittedLink>}>
            A request asks an authority for a certificate, while the key stays here.
          </Empty>
        }
      />
      {shown?.verb === "show" && <ShowRequest request={shown.request} onClose={close} />}
      {shown?.verb === "import" && <ImportModal onClose={close} />}
      {shown?.verb === "withdraw" && <WithdrawRequest request={shown.request} onClose={close} />}
    </>
  );
}

interface VerbMenuProps {
  request: CertificateRequest;
  onChoose: (verb: Verb) => void;
}

function VerbMenu({ request: { name, state }, onChoose }: VerbMenuProps) {
  const write = usePermission("repository_write");
  const forbidden = { disabled: !write.allowed, disabledReason: write.reason };
  const waits = state === "waiting";
  return (
    <ButtonDropdown
      variant="inline-icon"
      expandToViewport
      ariaLabel={`Actions for the request for ${name}`}
      items={[
        { id: "show", text: "Show CSR" },
        ...(waits ? [{ id: "import", text: "Import certificate", ...forbidden }] : []),
        { id: "withdraw", text: waits ? "Withdraw" : "Remove", ...forbidden },
      ]}
      onItemClick={({ detail }) => onChoose(detail.id as Verb)}
    />
  );
}
