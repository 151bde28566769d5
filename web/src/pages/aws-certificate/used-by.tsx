import Header from "@cloudscape-design/components/header";

import { type AwsCertificateDetail } from "../../api/types.ts";
import { Copyable } from "../../components/copyable.tsx";
import { Empty } from "../../components/empty.tsx";
import { StackedTable } from "../../components/stacked-table.tsx";

export function UsedBy({ certificate }: { certificate: AwsCertificateDetail }) {
  return (
    <StackedTable
      header={
        <Header
          variant="h2"
          counter={`(${certificate.in_use_by.length})`}
          description="AWS resources that serve this certificate, as ACM reports them."
        >
          In use by
        </Header>
      }
      ariaLabels={{ tableLabel: "In use by" }}
      items={certificate.in_use_by}
      trackBy="arn"
      wrapLines
      columnDefinitions={[
        { id: "name", header: "Resource", cell: ({ name }) => name, isRowHeader: true },
        { id: "kind", header: "Kind", cell: ({ kind }) => kind },
        { id: "arn", header: "ARN", cell: ({ arn }) => <Copyable text={arn} name="resource ARN" /> },
      ]}
      empty={
        <Empty title={certificate.service === "iam" ? "AWS does not say" : "Not in use"}>
          {certificate.service === "iam"
            ? "IAM does not report what uses a server certificate."
            : "No integrated AWS service uses this certificate."}
        </Empty>
      }
    />
  );
}
