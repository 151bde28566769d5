import { type PropertyFilterProps } from "@cloudscape-design/components/property-filter";

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
} from "../../format/states.ts";

type Operator = PropertyFilterProps.ComparisonOperator;

export interface Property {
  /** The parameter in the API and in the page's address. */
  key: string;
  label: string;
  group: string;
  /** one-of: values that can be alternatives. text: any text. yes-no, days: as they say. */
  kind: "one-of" | "text" | "yes-no" | "days";
  operators: Operator[];
  /** The property to ask the server's suggestions for. */
  suggest?: string;
  /** Suggestions that never change. */
  values?: string[];
  /** What AWS is known to say, so that the words of the page may be typed for it. */
  known?: string[];
  show?: (value: string) => string;
}

const yesNo = (value: string) => (value === "true" ? "Yes" : "No");
const either: Operator[] = ["=", "!="];

export const properties: Property[] = [
  { key: "name", label: "Name", group: "Names", kind: "text", operators: [":", "=", "!:", "!="] },
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

const byKey = new Map(properties.map((property) => [property.key, property]));
export const propertyOf = (key: string): Property | undefined => byKey.get(key);

const freeText = "q";
const filterKeys = new Set([...byKey.keys(), freeText]);

/** The part of an address that is a filter; the rest is sorting, paging and the open tab. */
export function filtersOf(address: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...address].filter(([key, value]) => filterKeys.has(key) && value !== ""));
}

/** The address with another filter. A cursor belongs to the filter that it was made for, so it goes. */
export function withFilters(address: URLSearchParams, filters: URLSearchParams): URLSearchParams {
  const others = [...address].filter(([key]) => !filterKeys.has(key) && key !== "cursor" && key !== "page");
  return new URLSearchParams([...others, ...filters]);
}

function encode(property: Property, operator: string, value: string): string {
  // Only names know an exact match beside the substring; elsewhere "=" is what the parameter means anyway.
  const exact = property.key === "name" && (operator === "=" || operator === "!=");
  return `${operator.startsWith("!") ? "!" : ""}${exact ? "=" : ""}${value}`;
}

function decode(property: Property, text: string): { operator: Operator; value: string } {
  const negative = text.startsWith("!");
  const rest = negative ? text.slice(1) : text;
  if (property.key === "name" && rest.startsWith("=")) {
    return { operator: negative ? "!=" : "=", value: rest.slice(1) };
  }
  const [positive = "="] = property.operators;
  const denial = property.operators.find((operator) => operator === "!:" || operator === "!=");
  return negative && denial ? { operator: denial, value: rest } : { operator: positive, value: text };
}

/** Days may be typed as "30" or "30 days"; yes and no as words. */
function clean(property: Property, value: string): string {
  if (property.kind === "days") return /\d+/.exec(value)?.[0] ?? "";
  if (property.kind === "yes-no") return /^(?:yes|true)$/i.test(value.trim()) ? "true" : "false";
  const typed = value.trim();
  const isMeant = (each: string) => property.show?.(each).toLowerCase() === typed.toLowerCase();
  return (property.values ?? property.known ?? []).find(isMeant) ?? typed;
}

export function toFilters(query: PropertyFilterProps.Query): URLSearchParams {
  const filters = new URLSearchParams();
  for (const token of query.tokens) {
    const values = (Array.isArray(token.value) ? token.value : [token.value]).map(String);
    const property = token.propertyKey === undefined ? undefined : propertyOf(token.propertyKey);
    if (property === undefined) {
      for (const value of values) if (value.trim() !== "") filters.append(freeText, value.trim());
      continue;
    }
    // A later answer to a question with one answer replaces the earlier.
    if (property.kind === "yes-no" || property.kind === "days") filters.delete(property.key);
    for (const value of values.map((each) => clean(property, each))) {
      if (value !== "") filters.append(property.key, encode(property, token.operator, value));
    }
  }
  return filters;
}

export function toQuery(filters: URLSearchParams): PropertyFilterProps.Query {
  const tokens: PropertyFilterProps.Token[] = [];
  for (const [key, text] of filters) {
    const property = propertyOf(key);
    if (property === undefined) {
      if (key === freeText) tokens.push({ operator: ":", value: text });
      continue;
    }
    const { operator, value } = decode(property, text);
    const same = tokens.find((token) => token.propertyKey === key && token.operator === operator);
    if (property.kind !== "one-of") tokens.push({ propertyKey: key, operator, value });
    else if (same) (same.value as string[]).push(value);
    else tokens.push({ propertyKey: key, operator, value: [value] });
  }
  return { tokens, operation: "and" };
}

/** What the tiles above the table count: the filter without the parts that the tiles themselves set. */
export function withoutTileFilters(filters: URLSearchParams): URLSearchParams {
  const rest = new URLSearchParams(filters);
  for (const key of tileKeys) rest.delete(key);
  return rest;
}

const tileKeys = ["expired", "expires_within", "missing", "in_use"] as const;
export type TileFilter = Partial<Record<(typeof tileKeys)[number], string>>;

export function withTileFilter(filters: URLSearchParams, tile: TileFilter): URLSearchParams {
  const result = withoutTileFilters(filters);
  for (const [key, value] of Object.entries(tile)) result.set(key, value);
  return result;
}

export function tileActive(filters: URLSearchParams, tile: TileFilter): boolean {
  return tileKeys.every((key) => (filters.get(key) ?? undefined) === tile[key]);
}
