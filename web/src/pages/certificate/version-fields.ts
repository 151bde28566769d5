import { type VersionContent } from "../../api/types.ts";
import { actorText } from "../../format/actors.ts";
import { dateTime } from "../../format/dates.ts";
import { humanize, keyAlgorithm, originLabel } from "../../format/states.ts";

export interface VersionField {
  label: string;
  /** A line for each of several. */
  text: string;
  /** Of hexadecimal digits and the like. */
  mono?: true;
}

/** Where it names nothing else, the subject's common name, as clients of old take it. */
function hostsOf({ version, dns_names, ip_addresses }: VersionContent): string[] {
  const hosts = [...dns_names, ...ip_addresses];
  return hosts.length > 0 || version.domain_name === "" ? hosts : [version.domain_name];
}

const yesNo = (value: boolean) => (value ? "Yes" : "No");

/** All that is known about a version, in words; as many and in the same order for each. */
export function fieldsOf(content: VersionContent): VersionField[] {
  const { version } = content;
  const fields: VersionField[] = [
    { label: "Names", text: hostsOf(content).join("\n") },
    { label: "E-mail addresses", text: content.emails.join("\n") },
    { label: "URIs", text: content.uris.join("\n") },
    { label: "Subject", text: version.subject },
    { label: "Issuer", text: version.is_self_signed ? "Itself (self-signed)" : version.issuer },
    { label: "Valid from", text: dateTime(version.not_before) },
    { label: "Valid until", text: dateTime(version.not_after) },
    { label: "Revoked", text: yesNo(version.is_revoked) },
    { label: "Private key", text: version.has_private_key ? "Held" : "Not held" },
    { label: "Key algorithm", text: keyAlgorithm(version.key_algorithm) },
    { label: "Signature algorithm", text: version.signature_algorithm },
    { label: "Key usage", text: content.key_usages.map(humanize).join("\n") },
    { label: "Extended key usage", text: content.extended_key_usages.map(humanize).join("\n") },
    { label: "Certificate authority", text: yesNo(version.is_ca) },
    { label: "Serial number", text: version.serial, mono: true },
    { label: "Fingerprint (SHA-256)", text: version.fingerprint_sha256, mono: true },
    { label: "Public key (SHA-256)", text: version.spki_sha256, mono: true },
    { label: "Chain", text: content.chain.map(({ subject }) => subject).join("\n") },
    { label: "Chain (SHA-256)", text: version.chain.join("\n"), mono: true },
    { label: "Chain reaches the root", text: yesNo(version.reaches_root) },
    { label: "Origin", text: originLabel(version.origin) },
    { label: "Came from", text: version.source_arn ?? "", mono: true },
    { label: "Came", text: `${dateTime(version.created_at)}, by ${actorText(version.created_by)}` },
  ];
  return fields.map((field) => (field.text === "" ? { ...field, text: "–" } : field));
}

export interface ComparedField {
  label: string;
  one: VersionField;
  other: VersionField;
  differs: boolean;
}

export function compared(one: VersionContent, other: VersionContent): ComparedField[] {
  const others = new Map(fieldsOf(other).map((field) => [field.label, field]));
  return fieldsOf(one).flatMap((field) => {
    const beside = others.get(field.label);
    if (beside === undefined) return [];
    return [{ label: field.label, one: field, other: beside, differs: field.text !== beside.text }];
  });
}
