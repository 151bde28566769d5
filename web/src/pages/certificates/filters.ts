import { either, FilterLanguage, yesNo } from "../../components/filters.ts";
import { keyAlgorithm, keyAlgorithms, knownOrigins, originLabel } from "../../format/states.ts";

export const language = new FilterLanguage([
  { key: "name", label: "Name", group: "Names", kind: "text", operators: [":", "!:"] },
  {
    key: "domain",
    label: "Domain",
    group: "Names",
    kind: "text",
    operators: [":", "=", "!:", "!="],
    exact: true,
  },
  { key: "owner", label: "Owner", group: "Labels", kind: "one-of", operators: either },
  { key: "tag", label: "Tag", group: "Labels", kind: "one-of", operators: either },
  { key: "group", label: "Group", group: "Labels", kind: "one-of", operators: either, suggest: "group" },
  {
    key: "has_key",
    label: "Private key held",
    group: "State",
    kind: "yes-no",
    operators: ["="],
    show: yesNo,
  },
  { key: "revoked", label: "Revoked", group: "State", kind: "yes-no", operators: ["="], show: yesNo },
  {
    key: "origin",
    label: "Origin",
    group: "State",
    kind: "one-of",
    operators: either,
    values: knownOrigins,
    show: originLabel,
  },
  {
    key: "expires_within",
    label: "Expires within",
    group: "Expiry",
    kind: "days",
    operators: ["<="],
    values: ["7", "30", "45", "60", "90"],
    show: (value) => `${value} days`,
  },
  { key: "expired", label: "Expired", group: "Expiry", kind: "yes-no", operators: ["="], show: yesNo },
  {
    key: "key_algorithm",
    label: "Key algorithm",
    group: "Certificate",
    kind: "one-of",
    operators: either,
    values: keyAlgorithms,
    show: keyAlgorithm,
  },
  { key: "issuer", label: "Issuer", group: "Certificate", kind: "text", operators: [":", "!:"] },
  { key: "serial", label: "Serial number", group: "Certificate", kind: "text", operators: either },
  { key: "fingerprint", label: "Fingerprint", group: "Certificate", kind: "text", operators: either },
]);

/** What a group can be found by: everything but groups. */
export const ruleLanguage = new FilterLanguage(language.properties.filter(({ key }) => key !== "group"));

/** The group that the list is narrowed to, by name or id; null unless it is one. */
export function groupIn(filters: URLSearchParams): string | null {
  const [group, ...others] = filters.getAll("group");
  return group === undefined || group.startsWith("!") || others.length > 0 ? null : group;
}
