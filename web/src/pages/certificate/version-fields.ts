import { type CertificateVersion } from "../../api/types.ts";
import { actorText } from "../../format/actors.ts";
import { dateTime } from "../../format/dates.ts";
import { keyAlgorithm, originLabel } from "../../format/states.ts";

export interface VersionField {
  label: string;
  /** A line for each of several. */
  text: string;
  /** Of hexadecimal digits and the like. */
  mono?: true;
}

const namesOf = ({ domain_name, subject_alternative_names }: CertificateVersion) =>
  [...new Set([domain_name, ...subject_alternative_names])].filter((name) => name !== "");

const yesNo = (value: boolean) => (value ? "Yes" : "No");

/** All that is known about a version, in words; as many and in the same order for each. */
export function fieldsOf(version: CertificateVersion): VersionField[] {
  const fields: VersionField[] = [
    { label: "Names", text: namesOf(version).join("\n") },
    { label: "Subject", text: version.subject },
    { label: "Issuer", text: version.is_self_signed ? "Itself (self-signed)" : version.issuer },
    { label: "Valid from", text: dateTime(version.not_before) },
    { label: "Valid until", text: dateTime(version.not_after) },
    { label: "Private key", text: version.has_private_key ? "Held" : "Not held" },
    { label: "Key algorithm", text: keyAlgorithm(version.key_algorithm) },
    { label: "Signature algorithm", text: version.signature_algorithm },
    { label: "Certificate authority", text: yesNo(version.is_ca) },
    { label: "Serial number", text: version.serial, mono: true },
    { label: "Fingerprint (SHA-256)", text: version.fingerprint_sha256, mono: true },
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

export function compared(one: CertificateVersion, other: CertificateVersion): ComparedField[] {
  const others = new Map(fieldsOf(other).map((field) => [field.label, field]));
  return fieldsOf(one).flatMap((field) => {
    const beside = others.get(field.label);
    if (beside === undefined) return [];
    return [{ label: field.label, one: field, other: beside, differs: field.text !== beside.text }];
  });
}
