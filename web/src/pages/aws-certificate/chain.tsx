import Container from "@cloudscape-design/components/container";
import Box from "@cloudscape-design/components/box";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";

import { type AwsCertificateDetail, type X509 } from "../../api/types.ts";
import { Empty } from "../../components/empty.tsx";
import { date } from "../../format/dates.ts";
import { chainOf } from "./chain.ts";
import { X509View } from "./x509-view.tsx";

const authority = (certificate: X509) => (certificate.is_self_signed ? "Root CA" : "Intermediate CA");

/** From the root, through the intermediates, to the certificate itself: each below the one that issued it. */
export function Chain({ certificate }: { certificate: AwsCertificateDetail }) {
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="The issuer stands above what it issued. Open one for all of its fields."
        >
          Chain
        </Header>
      }
    >
      {certificate.certificate === null ? (
        <Empty title="No certificate yet">
          AWS has not issued it, or its PEM has not been read. The next discovery tries again.
        </Empty>
      ) : (
        <Members certificate={certificate.certificate} companions={certificate.chain} />
      )}
    </Container>
  );
}

function Members({ certificate, companions }: { certificate: X509; companions: X509[] }) {
  const { path, others } = chainOf(certificate, companions);
  return (
    <SpaceBetween size="l">
      <Branch path={path} depth={path.length - 1} />
      {others.length > 0 && (
        <SpaceBetween size="s">
          <Box variant="h3">Not part of this chain</Box>
          <Box color="text-body-secondary">
            AWS keeps these with the certificate, but they issued nothing above. A server that sends them
            sends them in vain.
          </Box>
          {others.map((other, index) => (
            <Member key={index} certificate={other} role={authority(other)} />
          ))}
        </SpaceBetween>
      )}
    </SpaceBetween>
  );
}

function Branch({ path, depth }: { path: X509[]; depth: number }) {
  const certificate = path[depth];
  if (certificate === undefined) return null;
  return (
    <ul className="chain">
      <li>
        <SpaceBetween size="s">
          <Member
            certificate={certificate}
            role={depth === 0 ? "This certificate" : authority(certificate)}
            open={depth === 0}
          />
          {depth > 0 && <Branch path={path} depth={depth - 1} />}
        </SpaceBetween>
      </li>
    </ul>
  );
}

function Member({ certificate, role, open = false }: { certificate: X509; role: string; open?: boolean }) {
  return (
    <ExpandableSection
      defaultExpanded={open}
      headerText={certificate.common_name || certificate.subject}
      headerDescription={`${role}, valid until ${date(certificate.not_after)}`}
    >
      <X509View certificate={certificate} />
    </ExpandableSection>
  );
}
