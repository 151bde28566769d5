import Header from "@cloudscape-design/components/header";

import { type AwsCertificateDetail, type DomainValidation } from "../../api/types.ts";
import { Copyable } from "../../components/copyable.tsx";
import { StackedTable } from "../../components/stacked-table.tsx";
import { State } from "../../components/state.tsx";
import { validationStatus } from "../../format/states.ts";

type Name = Partial<DomainValidation> & { domain_name: string };

function namesOf({
  domain_name,
  subject_alternative_names,
  domain_validations,
}: AwsCertificateDetail): Name[] {
  const names = [...new Set([domain_name, ...subject_alternative_names])].filter((name) => name !== "");
  const validations = new Map(domain_validations.map((each) => [each.domain_name, each]));
  return names.map((name) => validations.get(name) ?? { domain_name: name });
}

function Proof({ name }: { name: Name }) {
  if (name.record) {
    return (
      <>
        <Copyable text={name.record.name} name={`${name.record.type} record name of ${name.domain_name}`} />
        <Copyable text={name.record.value} name={`${name.record.type} record value of ${name.domain_name}`} />
      </>
    );
  }
  if (name.http_redirect) {
    return (
      <>
        <Copyable text={name.http_redirect.from} name="address to redirect from" />
        <Copyable text={name.http_redirect.to} name="address to redirect to" />
      </>
    );
  }
  if (name.emails && name.emails.length > 0) return <>Mail to {name.emails.join(", ")}</>;
  return <>–</>;
}

/** Every name with what proves it, where ACM asks for a proof. */
export function Names({ certificate }: { certificate: AwsCertificateDetail }) {
  const names = namesOf(certificate);
  const validated = certificate.domain_validations.length > 0;
  const columns = [
    {
      id: "name",
      header: "Name",
      cell: (name: Name) => <Copyable text={name.domain_name} name={name.domain_name} />,
      isRowHeader: true,
      minWidth: 220,
    },
    ...(validated
      ? [
          {
            id: "status",
            header: "Validation",
            cell: (name: Name) => (
              <>
                <State words={validationStatus(name.status ?? null)} />
                {name.method && ` (${name.method})`}
              </>
            ),
          },
          {
            id: "proof",
            header: "Validation record",
            cell: (name: Name) => <Proof name={name} />,
            minWidth: 280,
          },
        ]
      : []),
  ];
  return (
    <StackedTable
      header={
        <Header variant="h2" counter={`(${names.length})`}>
          Names
        </Header>
      }
      ariaLabels={{ tableLabel: "Names" }}
      items={names}
      trackBy="domain_name"
      wrapLines
      columnDefinitions={columns}
    />
  );
}
