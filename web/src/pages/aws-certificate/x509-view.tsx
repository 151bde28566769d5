import Badge from "@cloudscape-design/components/badge";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";

import { type X509 } from "../../api/types.ts";
import { Copyable } from "../../components/copyable.tsx";
import { Moment } from "../../components/moment.tsx";
import { StackedTable } from "../../components/stacked-table.tsx";
import { humanize, keyAlgorithm } from "../../format/states.ts";

/** All fields of one certificate, read from its DER. */
export function X509View({ certificate: c }: { certificate: X509 }) {
  return (
    <SpaceBetween size="m">
      <KeyValuePairs
        columns={2}
        items={[
          { label: "Subject", value: c.subject },
          { label: "Issuer", value: c.issuer },
          { label: "Valid from", value: <Moment time={c.not_before} exact /> },
          { label: "Valid until", value: <Moment time={c.not_after} exact /> },
          { label: "Key", value: `${keyAlgorithm(c.key_algorithm)} (${c.key_bits} bits)` },
          { label: "Signature", value: c.signature_algorithm },
          { label: "Serial number", value: <Copyable text={c.serial} name="serial number" /> },
          {
            label: "SHA-256 fingerprint",
            value: <Copyable text={c.fingerprint_sha256} name="SHA-256 fingerprint" />,
          },
          {
            label: "SHA-1 fingerprint",
            value: <Copyable text={c.fingerprint_sha1} name="SHA-1 fingerprint" />,
          },
          {
            label: "SHA-256 of the public key",
            value: <Copyable text={c.spki_sha256} name="public key hash" />,
          },
          { label: "Subject key identifier", value: <span className="mono">{c.subject_key_id || "–"}</span> },
          {
            label: "Authority key identifier",
            value: <span className="mono">{c.authority_key_id || "–"}</span>,
          },
          { label: "Key usage", value: c.key_usages.map(humanize).join(", ") || "–" },
          { label: "Extended key usage", value: c.extended_key_usages.map(humanize).join(", ") || "–" },
          { label: "OCSP", value: <Addresses urls={c.ocsp_urls} /> },
          { label: "Revocation lists", value: <Addresses urls={c.crl_urls} /> },
          { label: "Issuer's certificate", value: <Addresses urls={c.ca_issuer_urls} /> },
        ]}
      />
      <StackedTable
        variant="embedded"
        ariaLabels={{ tableLabel: "Extensions" }}
        items={c.extensions}
        trackBy="oid"
        wrapLines
        columnDefinitions={[
          {
            id: "name",
            header: "Extension",
            cell: ({ name, oid, critical }) => (
              <>
                {name || oid} {critical && <Badge color="grey">critical</Badge>}
              </>
            ),
            isRowHeader: true,
          },
          { id: "oid", header: "OID", cell: ({ oid }) => <span className="mono">{oid}</span> },
          { id: "value", header: "Value", cell: ({ value }) => <span className="mono">{value}</span> },
        ]}
        empty="No extensions"
      />
    </SpaceBetween>
  );
}

/** Shown as text: these are addresses for programs, and often plain HTTP. */
function Addresses({ urls }: { urls: string[] }) {
  if (urls.length === 0) return <>–</>;
  return (
    <>
      {urls.map((url) => (
        <div key={url} className="mono">
          {url}
        </div>
      ))}
    </>
  );
}
