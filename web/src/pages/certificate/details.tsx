import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";

import { type Certificate } from "../../api/types.ts";
import { Actor } from "../../components/actor.tsx";
import { Copyable } from "../../components/copyable.tsx";
import { Moment } from "../../components/moment.tsx";
import { StackedTable } from "../../components/stacked-table.tsx";
import { keyAlgorithm, originLabel } from "../../format/states.ts";
import { OwnChain } from "./own-chain.tsx";

/** The current version. */
export function Details({ certificate }: { certificate: Certificate }) {
  const { current } = certificate;
  const names = [...new Set([current.domain_name, ...current.subject_alternative_names])]
    .filter((name) => name !== "")
    .map((name) => ({ name }));
  return (
    <SpaceBetween size="l">
      <StackedTable
        header={
          <Header variant="h2" counter={`(${names.length})`}>
            Names
          </Header>
        }
        ariaLabels={{ tableLabel: "Names" }}
        items={names}
        trackBy="name"
        wrapLines
        columnDefinitions={[
          {
            id: "name",
            header: "Name",
            cell: ({ name }) => <Copyable text={name} name={name} />,
            isRowHeader: true,
          },
        ]}
      />
      <Container header={<Header variant="h2">Key and identity</Header>}>
        <KeyValuePairs
          columns={3}
          items={[
            { label: "Subject", value: current.subject || "–" },
            { label: "Issuer", value: current.is_self_signed ? "Itself (self-signed)" : current.issuer },
            { label: "Certificate authority", value: current.is_ca ? "Yes" : "No" },
            { label: "Key algorithm", value: keyAlgorithm(current.key_algorithm) },
            { label: "Signature algorithm", value: current.signature_algorithm },
            { label: "Serial number", value: <Copyable text={current.serial} name="serial number" /> },
            {
              label: "Fingerprint (SHA-256)",
              value: <Copyable text={current.fingerprint_sha256} name="fingerprint" />,
            },
            { label: "Origin", value: originLabel(current.origin) },
            ...(current.source_arn === null
              ? []
              : [{ label: "Came from", value: <Copyable text={current.source_arn} name="source ARN" /> }]),
          ]}
        />
      </Container>
      <OwnChain certificate={certificate} />
      <Container header={<Header variant="h2">Dates</Header>}>
        <KeyValuePairs
          columns={3}
          items={[
            { label: "Valid from", value: <Moment time={current.not_before} exact /> },
            { label: "Valid until", value: <Moment time={current.not_after} exact /> },
            { label: "First in the repository", value: <Moment time={certificate.created_at} exact /> },
            {
              label: "This version came",
              value: (
                <>
                  <Moment time={current.created_at} exact />, by <Actor actor={current.created_by} />
                </>
              ),
            },
            { label: "Last changed", value: <Moment time={certificate.updated_at} exact /> },
          ]}
        />
      </Container>
    </SpaceBetween>
  );
}
