import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";

import { type AwsCertificateDetail } from "../../api/types.ts";
import { Copyable } from "../../components/copyable.tsx";
import { Empty } from "../../components/empty.tsx";
import { LinkTo } from "../../components/link-to.tsx";
import { Moment } from "../../components/moment.tsx";
import { StackedTable } from "../../components/stacked-table.tsx";
import { humanize, keyAlgorithm } from "../../format/states.ts";
import { certificatePath } from "../aws-certificates/columns.tsx";
import { Names } from "./names.tsx";

const words = (value: string | null) => (value === null ? "–" : humanize(value));

export function Details({ certificate: c }: { certificate: AwsCertificateDetail }) {
  // What AWS does not say, the certificate itself does.
  const usages = c.key_usages.length > 0 ? c.key_usages : (c.certificate?.key_usages ?? []);
  const extendedUsages =
    c.extended_key_usages.length > 0
      ? c.extended_key_usages.map(({ name, oid }) => (name === "" ? oid : humanize(name)))
      : (c.certificate?.extended_key_usages ?? []).map(humanize);
  return (
    <SpaceBetween size="l">
      <Names certificate={c} />
      <Container header={<Header variant="h2">Key and identity</Header>}>
        <KeyValuePairs
          columns={3}
          items={[
            { label: "Key algorithm", value: keyAlgorithm(c.key_algorithm) },
            { label: "Signature algorithm", value: c.signature_algorithm ?? "–" },
            { label: "Issuer", value: c.issuer ?? "–" },
            { label: "Serial number", value: <Copyable text={c.serial} name="serial number" /> },
            {
              label: "Fingerprint (SHA-256)",
              value: <Copyable text={c.fingerprint_sha256} name="fingerprint" />,
            },
            { label: "Key usage", value: usages.map(humanize).join(", ") || "–" },
            { label: "Extended key usage", value: extendedUsages.join(", ") || "–" },
            ...(c.certificate_authority_arn === null
              ? []
              : [
                  {
                    label: "Private CA",
                    value: <Copyable text={c.certificate_authority_arn} name="private CA ARN" />,
                  },
                ]),
          ]}
        />
      </Container>
      <Container header={<Header variant="h2">Dates</Header>}>
        <KeyValuePairs
          columns={3}
          items={(
            [
              ["Valid from", c.not_before],
              ["Valid until", c.not_after],
              ["Requested", c.created_at],
              ["Issued", c.issued_at],
              ["Imported", c.imported_at],
              ["Revoked", c.revoked_at],
              ["First seen by Certwright", c.first_seen_at],
              ["Last seen", c.last_seen_at],
              ["Last changed", c.last_changed_at],
              ["Details read", c.described_at],
            ] as const
          )
            .filter(([, time]) => time !== null)
            .map(([label, time]) => ({ label, value: <Moment time={time} exact /> }))}
        />
      </Container>
      <Container header={<Header variant="h2">Options</Header>}>
        <KeyValuePairs
          columns={3}
          items={[
            { label: "Private key may be exported", value: words(c.export_option) },
            {
              label: "Exported since last renewal",
              value: c.exported === null ? "–" : c.exported ? "Yes" : "No",
            },
            { label: "Validation method", value: c.validation_method ?? "–" },
            { label: "Key pair made by", value: words(c.key_pair_origin) },
            { label: "Managed by", value: words(c.managed_by) },
          ]}
        />
      </Container>
      <SameCertificate certificate={c} />
    </SpaceBetween>
  );
}

function SameCertificate({ certificate: c }: { certificate: AwsCertificateDetail }) {
  return (
    <StackedTable
      header={
        <Header
          variant="h2"
          counter={`(${c.same_certificate.length})`}
          description="Other ARNs that hold the same certificate, by fingerprint."
        >
          Same certificate elsewhere
        </Header>
      }
      ariaLabels={{ tableLabel: "Same certificate elsewhere" }}
      items={c.same_certificate}
      trackBy="id"
      wrapLines
      columnDefinitions={[
        {
          id: "account",
          header: "Account",
          cell: (other) => <LinkTo href={certificatePath(other.id)}>{other.account.name}</LinkTo>,
          isRowHeader: true,
        },
        { id: "region", header: "Region", cell: (other) => other.region },
        {
          id: "arn",
          header: "ARN",
          cell: (other) => (
            <Box variant="span">
              <span className="mono">{other.arn}</span>
            </Box>
          ),
        },
      ]}
      empty={<Empty title="Only here">No other ARN has this fingerprint.</Empty>}
    />
  );
}
