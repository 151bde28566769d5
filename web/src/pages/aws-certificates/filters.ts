import { either, FilterLanguage, type Property, yesNo } from "../../components/filters.ts";
import {
  certificateStatuses,
  keyAlgorithm,
  keyAlgorithms,
  renewalEligibility,
  renewalStatus,
  renewalStatuses,
  serviceLabel,
  typeLabel,
  certificateStatus,
  syncState,
  syncStates,
} from "../../format/states.ts";

const severalStates: Record<string, string> = {
  mismatch: "Out of sync",
  accepted: "Accepted",
  unmanaged: "Not managed",
};
/** A state, or what stands for several. */
function syncFilter(value: string): string {
  return severalStates[value] ?? syncState(value).text;
}

const properties: Property[] = [
  {
    key: "name",
    label: "Name",
    group: "Names",
    kind: "text",
    operators: [":", "=", "!:", "!="],
    exact: true,
  },
  { key: "covers", label: "Valid for host", group: "Names", kind: "text", operators: ["="] },
  { key: "account", label: "Account", group: "Place", kind: "one-of", operators: either, suggest: "account" },
  { key: "region", label: "Region", group: "Place", kind: "one-of", operators: either, suggest: "region" },
  {
    key: "service",
    label: "Service",
    group: "Place",
    kind: "one-of",
    operators: either,
    suggest: "service",
    known: ["acm", "iam"],
    show: serviceLabel,
  },
  {
    key: "type",
    label: "Type",
    group: "State",
    kind: "one-of",
    operators: either,
    suggest: "type",
    known: ["AMAZON_ISSUED", "PRIVATE", "IMPORTED"],
    show: typeLabel,
  },
  {
    key: "status",
    label: "Status",
    group: "State",
    kind: "one-of",
    operators: either,
    suggest: "status",
    known: certificateStatuses,
    show: (value) => certificateStatus(value).text,
  },
  { key: "in_use", label: "In use", group: "State", kind: "yes-no", operators: ["="], show: yesNo },
  { key: "missing", label: "Missing in AWS", group: "State", kind: "yes-no", operators: ["="], show: yesNo },
  {
    key: "sync_state",
    label: "Sync",
    group: "State",
    kind: "one-of",
    operators: either,
    values: ["mismatch", "accepted", "unmanaged", ...syncStates],
    show: syncFilter,
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
    key: "renewal_eligibility",
    label: "Renewal eligibility",
    group: "Renewal",
    kind: "one-of",
    operators: either,
    values: ["ELIGIBLE", "INELIGIBLE"],
    show: (value) => renewalEligibility(value).text,
  },
  {
    key: "renewal_status",
    label: "Renewal status",
    group: "Renewal",
    kind: "one-of",
    operators: either,
    suggest: "renewal_status",
    known: renewalStatuses,
    show: (value) => renewalStatus(value).text,
  },
  {
    key: "validation_method",
    label: "Validation method",
    group: "Renewal",
    kind: "one-of",
    operators: either,
    values: ["DNS", "EMAIL", "HTTP"],
  },
  {
    key: "key_algorithm",
    label: "Key algorithm",
    group: "Certificate",
    kind: "one-of",
    operators: either,
    suggest: "key_algorithm",
    known: keyAlgorithms,
    show: keyAlgorithm,
  },
  {
    key: "issuer",
    label: "Issuer",
    group: "Certificate",
    kind: "text",
    operators: [":", "!:"],
    suggest: "issuer",
  },
  { key: "serial", label: "Serial number", group: "Certificate", kind: "text", operators: either },
  { key: "fingerprint", label: "Fingerprint", group: "Certificate", kind: "text", operators: either },
  { key: "tag", label: "Tag", group: "Certificate", kind: "one-of", operators: either, suggest: "tag_key" },
];

export const language = new FilterLanguage(properties);

/** What the tiles above the table count: the filter without the parts that the tiles themselves set. */
export function withoutTileFilters(filters: URLSearchParams): URLSearchParams {
  const rest = new URLSearchParams(filters);
  for (const key of tileKeys) rest.delete(key);
  return rest;
}

const tileKeys = ["expired", "expires_within", "missing", "in_use", "sync_state"] as const;
export type TileFilter = Partial<Record<(typeof tileKeys)[number], string>>;

export function withTileFilter(filters: URLSearchParams, tile: TileFilter): URLSearchParams {
  const result = withoutTileFilters(filters);
  for (const [key, value] of Object.entries(tile)) result.set(key, value);
  return result;
}

export function tileActive(filters: URLSearchParams, tile: TileFilter): boolean {
  return tileKeys.every((key) => (filters.get(key) ?? undefined) === tile[key]);
}
