import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import { useQuery } from "@tanstack/react-query";

import { ownPemQuery } from "../../api/repository.ts";
import { type Certificate } from "../../api/types.ts";
import { CodeBlock } from "../../components/code-block.tsx";
import { Failure } from "../../components/failure.tsx";
import { Skeleton } from "../../components/skeleton.tsx";

export function PemView({ certificate: { id, current } }: { certificate: Certificate }) {
  const pem = useQuery(ownPemQuery(id, current.number, "pem_full"));
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="Certificate and chain without the root, as servers want it. Public data only: for the private key, export it."
        >
          PEM
        </Header>
      }
    >
      {pem.isError && <Failure error={pem.error} onRetry={() => void pem.refetch()} />}
      {pem.isPending && <Skeleton height="200px" />}
      {pem.data !== undefined && <CodeBlock text={pem.data} name="PEM" />}
    </Container>
  );
}
