import Alert from "@cloudscape-design/components/alert";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Tabs from "@cloudscape-design/components/tabs";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams, useSearchParams } from "react-router";

import { certificateQuery } from "../../api/certificates.ts";
import { type AwsCertificateDetail } from "../../api/types.ts";
import { usePage } from "../../app/page.ts";
import { ItemPage } from "../../components/item-page.tsx";
import { PageActions } from "../../components/page-actions.tsx";
import { PermittedButton } from "../../components/permitted-button.tsx";
import { dateTime, relative } from "../../format/dates.ts";
import { sentence } from "../../format/faults.ts";
import { humanize } from "../../format/states.ts";
import { Chain } from "./chain.tsx";
import { Details } from "./details.tsx";
import { Forget } from "./forget.tsx";
import { History } from "./history.tsx";
import { KeyFacts } from "./key-facts.tsx";
import { PemView } from "./pem-view.tsx";
import { Renewal } from "./renewal.tsx";
import { SyncAlert } from "./sync-alert.tsx";
import { TagTable } from "./tag-table.tsx";
import { TakeInModal } from "./take-in-modal.tsx";
import { UsedBy } from "./used-by.tsx";

export default function AwsCertificatePage() {
  const { id = "" } = useParams();
  const query = useQuery(certificateQuery(id));
  const [taking, setTaking] = useState(false);
  const [forgetting, setForgetting] = useState(false);
  const title = query.data?.domain_name ?? "Certificate";
  usePage(title, [{ text: "AWS certificates", href: "/certificates/aws" }]);

  return (
    <ItemPage
      query={query}
      title={title}
      actions={
        <PageActions query={query}>
          {query.data?.missing_since != null && (
            <PermittedButton needs="inventory_scan" onClick={() => setForgetting(true)}>
              Forget
            </PermittedButton>
          )}
          {query.isSuccess && !query.data.sync && (
            <PermittedButton needs="repository_write" onClick={() => setTaking(true)}>
              Take into repository
            </PermittedButton>
          )}
        </PageActions>
      }
    >
      {(certificate) => (
        <>
          <Loaded certificate={certificate} />
          {taking && <TakeInModal certificate={certificate} onClose={() => setTaking(false)} />}
          {forgetting && <Forget certificate={certificate} onClose={() => setForgetting(false)} />}
        </>
      )}
    </ItemPage>
  );
}

function Loaded({ certificate }: { certificate: AwsCertificateDetail }) {
  const [address, setAddress] = useSearchParams();
  return (
    <SpaceBetween size="l">
      <SyncAlert certificate={certificate} />
      <Warnings certificate={certificate} />
      <KeyFacts certificate={certificate} />
      <Tabs
        ariaLabel="Parts of the certificate"
        activeTabId={address.get("tab") ?? "details"}
        onChange={({ detail }) => setAddress({ tab: detail.activeTabId }, { replace: true })}
        tabs={[
          { id: "details", label: "Details", content: <Details certificate={certificate} /> },
          {
            id: "in-use",
            label: `In use by (${certificate.in_use_by.length})`,
            content: <UsedBy certificate={certificate} />,
          },
          { id: "renewal", label: "Renewal", content: <Renewal certificate={certificate} /> },
          { id: "chain", label: "Chain", content: <Chain certificate={certificate} /> },
          {
            id: "tags",
            label: `Tags (${Object.keys(certificate.tags).length})`,
            content: <TagTable tags={certificate.tags} />,
          },
          { id: "pem", label: "PEM", content: <PemView certificate={certificate} /> },
          { id: "history", label: "History", content: <History id={certificate.id} /> },
        ]}
      />
    </SpaceBetween>
  );
}

function Warnings({ certificate }: { certificate: AwsCertificateDetail }) {
  const { missing_since, details_state, details_error, failure_reason, revoked_at, revocation_reason } =
    certificate;
  const calm = missing_since === null && failure_reason === null && revoked_at === null;
  if (calm && details_state !== "failed" && details_state !== "pending") return null;
  return (
    <SpaceBetween size="s">
      {missing_since !== null && (
        <Alert type="warning" header="Missing in AWS">
          The last complete listing of this account and region did not contain it, since{" "}
          {dateTime(missing_since)} ({relative(missing_since)}). It was probably deleted. Everything that was
          known is kept here.
        </Alert>
      )}
      {failure_reason !== null && (
        <Alert type="error" header="The request failed">
          AWS says: {failure_reason}. A failed request cannot be retried; request the certificate again.
        </Alert>
      )}
      {revoked_at !== null && (
        <Alert type="error" header="Revoked">
          Revoked {dateTime(revoked_at)}
          {revocation_reason !== null && `, reason: ${humanize(revocation_reason)}`}.
        </Alert>
      )}
      {details_state === "failed" && (
        <Alert type="warning" header="The details could not be read">
          {sentence(details_error ?? "AWS refused")} What the listing told is shown; the next discovery tries
          again.
        </Alert>
      )}
      {details_state === "pending" && (
        <Alert type="info">The details have not been read yet. The running discovery will bring them.</Alert>
      )}
    </SpaceBetween>
  );
}
