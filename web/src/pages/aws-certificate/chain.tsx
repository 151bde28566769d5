import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";

import { type AwsCertificateDetail, type X509 } from "../../api/types.ts";
import { Empty } from "../../components/empty.tsx";
import { date } from "../../format/dates.ts";
import { X509View } from "./x509-view.tsx";

function role(certificate: X509, depth: number): string {
  if (depth === 0) return "This certificate";
  return certificate.is_self_signed ? "Root CA" : "Intermediate CA";
}

/** From the root, through the intermediates, to the certificate itself: each below the one that signed it. */
export function Chain({ certificate }: { certificate: AwsCertificateDetail }) {
  const chain = certificate.certificate === null ? [] : [certificate.certificate, ...certificate.chain];
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="The issuer stands above what it signed. Open one for all of its fields."
        >
          Chain
        </Header>
      }
    >
      {chain.length === 0 ? (
        <Empty title="No certificate yet">
          AWS has not issued it, or its PEM has not been read. The next discovery tries again.
        </Empty>
      ) : (
        <Branch chain={chain} depth={chain.length - 1} />
      )}
    </Container>
  );
}

function Branch({ chain, depth }: { chain: X509[]; depth: number }) {
  const certificate = chain[depth];
  if (certificate === undefined) return null;
  return (
    <ul className="chain">
      <li>
        <SpaceBetween size="s">
          <ExpandableSection
            defaultExpanded={depth === 0}
            headerText={certificate.common_name || certificate.subject}
            headerDescription={`${role(certificate, depth)}, valid until ${date(certificate.not_after)}`}
          >
            <X509View certificate={certificate} />
          </ExpandableSection>
          {depth > 0 && <Branch chain={chain} depth={depth - 1} />}
        </SpaceBetween>
      </li>
    </ul>
  );
}
