import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Tabs from "@cloudscape-design/components/tabs";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams, useSearchParams } from "react-router";

import { ownCertificateQuery, type VersionedCertificate } from "../../api/repository.ts";
import { usePage } from "../../app/page.ts";
import { ItemPage } from "../../components/item-page.tsx";
import { PageActions } from "../../components/page-actions.tsx";
import { PermittedButton } from "../../components/permitted-button.tsx";
import { DeployButton } from "../deployments/deploy-button.tsx";
import { Authority } from "./authority/authority.tsx";
import { Checks } from "./checks.tsx";
import { Deployments } from "./deployments.tsx";
import { Details } from "./details.tsx";
import { EditModal } from "./edit-modal.tsx";
import { ExportModal } from "./export-modal.tsx";
import { KeyFacts } from "./key-facts.tsx";
import { Labels } from "./labels.tsx";
import { OutOfSync } from "./out-of-sync.tsx";
import { PemView } from "./pem-view.tsx";
import { RemoveCertificate } from "./remove-certificate.tsx";
import { RenewButton, RenewModal } from "./renew.tsx";
import { RenewalProblem } from "./renewal-problem.tsx";
import { Versions } from "./versions.tsx";

type Dialog = "edit" | "export" | "delete" | "renew";

export default function CertificatePage() {
  const { id = "" } = useParams();
  const query = useQuery(ownCertificateQuery(id));
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const title = query.data?.certificate.name ?? "Certificate";
  usePage(title, [{ text: "Certificates", href: "/certificates" }]);

  const waiting = { disabled: !query.isSuccess };
  return (
    <ItemPage
      query={query}
      title={title}
      actions={
        <PageActions query={query}>
          <PermittedButton needs="repository_write" {...waiting} onClick={() => setDialog("delete")}>
            Delete
          </PermittedButton>
          <PermittedButton needs="repository_write" {...waiting} onClick={() => setDialog("edit")}>
            Edit
          </PermittedButton>
          {query.isSuccess && (
            <RenewButton certificate={query.data.certificate} onRenew={() => setDialog("renew")} />
          )}
          <Button {...waiting} onClick={() => setDialog("export")}>
            Export
          </Button>
          <DeployButton variant="primary" certificates={[id]} {...waiting} />
        </PageActions>
      }
    >
      {(stored) => (
        <>
          <Loaded stored={stored} />
          <Dialogs stored={stored} open={dialog} onClose={() => setDialog(null)} />
        </>
      )}
    </ItemPage>
  );
}

interface DialogsProps {
  stored: VersionedCertificate;
  open: Dialog | null;
  onClose: () => void;
}

function Dialogs({ stored, open, onClose }: DialogsProps) {
  const { certificate } = stored;
  if (open === "edit") return <EditModal stored={stored} onClose={onClose} />;
  if (open === "renew") return <RenewModal certificate={certificate} onClose={onClose} />;
  if (open === "delete") return <RemoveCertificate stored={stored} onClose={onClose} />;
  if (open !== "export") return null;
  return <ExportModal certificate={certificate} version={certificate.current} onClose={onClose} />;
}

function Loaded({ stored: { certificate } }: { stored: VersionedCertificate }) {
  const [address, setAddress] = useSearchParams();
  return (
    <SpaceBetween size="l">
      <RenewalProblem certificate={certificate} />
      <OutOfSync certificate={certificate} />
      <KeyFacts certificate={certificate} />
      <Checks certificate={certificate} />
      <Tabs
        ariaLabel="Parts of the certificate"
        activeTabId={address.get("tab") ?? "details"}
        onChange={({ detail }) => setAddress({ tab: detail.activeTabId }, { replace: true })}
        tabs={[
          { id: "details", label: "Details", content: <Details certificate={certificate} /> },
          {
            id: "versions",
            label: `Versions (${certificate.version_count})`,
            content: <Versions certificate={certificate} />,
          },
          {
            id: "deployments",
            label: "Deployments",
            content: <Deployments certificate={certificate} />,
          },
          ...(certificate.current.is_ca
            ? [{ id: "authority", label: "Authority", content: <Authority certificate={certificate} /> }]
            : []),
          { id: "labels", label: "Notes and tags", content: <Labels certificate={certificate} /> },
          { id: "pem", label: "PEM", content: <PemView certificate={certificate} /> },
        ]}
      />
    </SpaceBetween>
  );
}
