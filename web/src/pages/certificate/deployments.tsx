import Header from "@cloudscape-design/components/header";
import { useQuery } from "@tanstack/react-query";

import { deploymentsOfQuery } from "../../api/deployments.ts";
import { type Certificate, type Deployment } from "../../api/types.ts";
import { Empty } from "../../components/empty.tsx";
import { Failure } from "../../components/failure.tsx";
import { StackedTable } from "../../components/stacked-table.tsx";
import { number } from "../../format/dates.ts";
import { columnsOfOne } from "../deployments/columns.tsx";
import { DeployButton } from "../deployments/deploy-button.tsx";
import { pollFor } from "../deployments/live.ts";
import { VerbMenu } from "../deployments/verb-menu.tsx";

/** Where the certificate is kept in AWS. */
export function Deployments({ certificate: { id } }: { certificate: Certificate }) {
  const list = useQuery({
    ...deploymentsOfQuery(id),
    refetchInterval: ({ state }) => pollFor(state.data),
  });
  if (list.isError) return <Failure error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <StackedTable
      beside={["actions"]}
      header={
        <Header
          variant="h2"
          counter={list.data && `(${number(list.data.items.length)})`}
          description="The current version is what AWS is to serve there."
        >
          Deployments
        </Header>
      }
      ariaLabels={{ tableLabel: "Deployments" }}
      items={list.data?.items ?? []}
      trackBy="id"
      loading={list.isPending}
      loadingText="Loading deployments"
      wrapLines
      columnDefinitions={[
        ...columnsOfOne,
        {
          id: "actions",
          header: "Actions",
          cell: (deployment: Deployment) => (
            <VerbMenu
              deployments={[deployment]}
              variant="inline-icon"
              ariaLabel={`Actions for ${deployment.region}`}
            />
          ),
          minWidth: 80,
        },
      ]}
      empty={
        <Empty title="Not deployed" action={<DeployButton certificates={[id]} />}>
          Deploy it to ACM in the regions that need it.
        </Empty>
      }
    />
  );
}
