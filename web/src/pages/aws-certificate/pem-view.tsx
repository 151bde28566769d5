import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { type PemPart, pemQuery, pemUrl } from "../../api/certificates.ts";
import { type AwsCertificateDetail } from "../../api/types.ts";
import { CodeBlock } from "../../components/code-block.tsx";
import { Empty } from "../../components/empty.tsx";
import { Failure } from "../../components/failure.tsx";
import { Skeleton } from "../../components/skeleton.tsx";

const parts: { id: PemPart; text: string }[] = [
  { id: "certificate", text: "Certificate" },
  { id: "chain", text: "Chain" },
  { id: "full", text: "Certificate and chain" },
];

export function PemView({ certificate }: { certificate: AwsCertificateDetail }) {
  const [part, setPart] = useState<PemPart>("full");
  const available = certificate.certificate !== null;
  const pem = useQuery({ ...pemQuery(certificate.id, part), enabled: available });
  return (
    <Container
      header={
        <Header variant="h2" description="Public data only: ACM never gives the private key with these.">
          PEM
        </Header>
      }
    >
      {!available ? (
        <Empty title="No certificate yet">AWS has not issued it, or its PEM has not been read.</Empty>
      ) : (
        <SpaceBetween size="m">
          <SegmentedControl
            label="Part"
            selectedId={part}
            options={parts}
            onChange={({ detail }) => setPart(detail.selectedId as PemPart)}
          />
          {pem.isError && <Failure error={pem.error} onRetry={() => void pem.refetch()} />}
          {pem.isPending && <Skeleton height="200px" />}
          {pem.data !== undefined && (
            <CodeBlock
              text={pem.data}
              name="PEM"
              actions={
                <Button iconName="download" href={pemUrl(certificate.id, part)} download>
                  Download
                </Button>
              }
            />
          )}
        </SpaceBetween>
      )}
    </Container>
  );
}
