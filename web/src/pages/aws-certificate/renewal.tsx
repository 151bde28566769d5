import Alert from "@cloudscape-design/components/alert";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";

import { type AwsCertificateDetail } from "../../api/types.ts";
import { Copyable } from "../../components/copyable.tsx";
import { Moment } from "../../components/moment.tsx";
import { StackedTable } from "../../components/stacked-table.tsx";
import { State } from "../../components/state.tsx";
import { sentence } from "../../format/faults.ts";
import { humanize, renewalEligibility, renewalStatus, validationStatus } from "../../format/states.ts";

export function Renewal({ certificate }: { certificate: AwsCertificateDetail }) {
  const { renewal, renewal_eligibility, renewal_explanation } = certificate;
  const eligible = renewal_eligibility === "ELIGIBLE";
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">Renewal by AWS</Header>}>
        <SpaceBetween size="l">
          {renewal_explanation !== "" && (
            <Alert
              type={eligible ? "info" : "warning"}
              header={eligible ? "Why AWS renews it" : "Why AWS does not renew it"}
            >
              {sentence(renewal_explanation)}
            </Alert>
          )}
          <KeyValuePairs
            columns={4}
            items={[
              { label: "Eligibility", value: <State words={renewalEligibility(renewal_eligibility)} /> },
              {
                label: "Status",
                value: renewal ? <State words={renewalStatus(renewal.status)} /> : "Not started",
              },
              { label: "Reason", value: renewal?.reason ? humanize(renewal.reason) : "–" },
              { label: "Updated", value: <Moment time={renewal?.updated_at} exact /> },
            ]}
          />
        </SpaceBetween>
      </Container>
      {renewal && renewal.domain_validations.length > 0 && (
        <StackedTable
          header={<Header variant="h2">Validation for the renewal</Header>}
          ariaLabels={{ tableLabel: "Validation for the renewal" }}
          items={renewal.domain_validations}
          trackBy="domain_name"
          wrapLines
          columnDefinitions={[
            { id: "name", header: "Name", cell: (each) => each.domain_name, isRowHeader: true },
            {
              id: "status",
              header: "Status",
              cell: (each) => <State words={validationStatus(each.status)} />,
            },
            {
              id: "record",
              header: "Validation record",
              cell: ({ record, emails, domain_name }) =>
                record ? (
                  <>
                    <Copyable text={record.name} name={`record name of ${domain_name}`} />
                    <Copyable text={record.value} name={`record value of ${domain_name}`} />
                  </>
                ) : (
                  emails.join(", ") || "–"
                ),
            },
          ]}
        />
      )}
    </SpaceBetween>
  );
}
