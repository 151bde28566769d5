import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery } from "@tanstack/react-query";

import { checksQuery } from "../../api/repository.ts";
import { type Certificate, type CertificateChecks, type Finding } from "../../api/types.ts";
import { Failure } from "../../components/failure.tsx";
import { StackedTable } from "../../components/stacked-table.tsx";
import { State } from "../../components/state.tsx";
import { number } from "../../format/dates.ts";
import { sentence } from "../../format/faults.ts";
import { onPage } from "../../format/hints.ts";
import { findingSeverity } from "../../format/states.ts";
import { acceptance } from "./acceptance.ts";

function What({ finding: { id, message, hint } }: { finding: Finding }) {
  return (
    <>
      {sentence(message)} <span className="rule">{id}</span>
      <Box color="text-body-secondary" fontSize="body-s">
        {sentence(onPage(hint))}
      </Box>
    </>
  );
}

const columns = [
  {
    id: "severity",
    header: "Severity",
    cell: ({ severity }: Finding) => <State words={findingSeverity(severity)} />,
    width: 130,
  },
  {
    id: "what",
    header: "Finding",
    cell: (finding: Finding) => <What finding={finding} />,
    isRowHeader: true,
  },
  {
    id: "acm",
    header: "AWS-ACM",
    cell: ({ refused_by_acm }: Finding) =>
      refused_by_acm ? <State words={{ type: "error", text: "Not deployed" }} /> : "–",
    width: 150,
  },
];

/** What is wrong with the current version or will be soon, the gravest first. */
export function Checks({ certificate }: { certificate: Certificate }) {
  const { id, current, updated_at } = certificate;
  const query = useQuery(checksQuery(id, current.number, updated_at));
  if (query.isError) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <SpaceBetween size="s">
      {query.data?.chain_problem && (
        <Alert type="warning" header="The chain could not be completed">
          {sentence(query.data.chain_problem)}
        </Alert>
      )}
      <CheckTable checks={query.data} />
    </SpaceBetween>
  );
}

function CheckTable({ checks }: { checks: CertificateChecks | undefined }) {
  return (
    <StackedTable
      header={
        <Header
          variant="h2"
          counter={checks && `(${number(checks.findings.length)})`}
          description={checks && <State words={acceptance(checks)} />}
        >
          Checks
        </Header>
      }
      ariaLabels={{ tableLabel: "Checks" }}
      items={checks?.findings ?? []}
      trackBy={({ id, message }) => `${id} ${message}`}
      loading={checks === undefined}
      loadingText="Checking"
      wrapLines
      columnDefinitions={columns}
      empty={<State words={{ type: "success", text: "Nothing is wrong with the certificate itself" }} />}
    />
  );
}
