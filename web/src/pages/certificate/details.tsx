import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery } from "@tanstack/react-query";

import { versionContentQuery } from "../../api/repository.ts";
import { type Certificate, type VersionContent } from "../../api/types.ts";
import { Actor } from "../../components/actor.tsx";
import { Copyable } from "../../components/copyable.tsx";
import { Moment } from "../../components/moment.tsx";
import { StackedTable } from "../../components/stacked-table.tsx";
import { humanize, keyAlgorithm, originLabel } from "../../format/states.ts";
import { OwnChain } from "./own-chain.tsx";

interface Name {
  name: string;
  kind: string;
}

/** Of every kind; those that hosts go by at once, the others when the certificate has been read. */
function namesOf({ current }: Certificate, content: VersionContent | undefined): Name[] {
  const named = (names: string[], kind: string) => names.map((name) => ({ name, kind }));
  if (content === undefined) return named(current.subject_alternative_names, "");
  const names = [
    ...named(content.dns_names, "Host"),
    ...named(content.ip_addresses, "Address"),
    ...named(content.emails, "E-mail address"),
    ...named(content.uris, "URI"),
  ];
  return names.length > 0 || current.domain_name === "" ? names : named([current.domain_name], "Common name");
}

const listed = (usages: string[] | undefined) => usages?.map(humanize).join(", ") || "–";

/** The current version. */
export function Details({ certificate }: { certificate: Certificate }) {
  const { current } = certificate;
  const content = useQuery(versionContentQuery(certificate.id, current.number, certificate.updated_at)).data;
  const names = namesOf(certificate, content);
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
          { id: "kind", header: "Kind", cell: ({ kind }) => kind },
        ]}
      />
      <Container header={<Header variant="h2">Key and identity</Header>}>
        <KeyValuePairs
          columns={3}
          items={[
            { label: "Subject", value: current.subject || "–" },
            { label: "Issuer", value: current.is_self_signed ? "Itself (self-signed)" : current.issuer },
            { label: "Certificate authority", value: current.is_ca ? "Yes" : "No" },
            { label: "Key usage", value: listed(content?.key_usages) },
            { label: "Extended key usage", value: listed(content?.extended_key_usages) },
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
