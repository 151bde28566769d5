import { type PropertyFilterProps } from "@cloudscape-design/components/property-filter";

export type Operator = PropertyFilterProps.ComparisonOperator;

export interface Property {
  /** The parameter in the API and in the page's address. */
  key: string;
  label: string;
  group: string;
  /** one-of: values that can be alternatives. text: any text. yes-no, days: as they say. */
  kind: "one-of" | "text" | "yes-no" | "days";
  operators: Operator[];
  /** Knows an exact match, written with "=" in front, beside the part of a text. */
  exact?: boolean;
  /** The property to ask the server's suggestions for. */
  suggest?: string;
  /** Suggestions that never change. */
  values?: string[];
  /** What is known to occur, so that the words of the page may be typed for it. */
  known?: string[];
  show?: (value: string) => string;
}

export const yesNo = (value: string) => (value === "true" ? "Yes" : "No");
export const either: Operator[] = ["=", "!="];

const freeText = "q";

function encode(property: Property, operator: string, value: string): string {
  // Where there is no part of a text to tell it from, "=" is what the parameter means anyway.
  const exact = property.exact === true && (operator === "=" || operator === "!=");
  return `${operator.startsWith("!") ? "!" : ""}${exact ? "=" : ""}${value}`;
}

function decode(property: Property, text: string): { operator: Operator; value: string } {
  const negative = text.startsWith("!");
  const rest = negative ? text.slice(1) : text;
  if (property.exact === true && rest.startsWith("=")) {
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

/** What a list can be filtered by, between the address, the API and the filter bar. */
export class FilterLanguage {
  readonly #byKey: Map<string, Property>;

  constructor(readonly properties: readonly Property[]) {
    this.#byKey = new Map(properties.map((property) => [property.key, property]));
  }

  propertyOf(key: string): Property | undefined {
    return this.#byKey.get(key);
  }

  #isFilter(key: string): boolean {
    return key === freeText || this.#byKey.has(key);
  }

  /** The part of an address that is a filter; the rest is sorting, paging and the open tab. */
  filtersOf(address: URLSearchParams): URLSearchParams {
    return new URLSearchParams([...address].filter(([key, value]) => this.#isFilter(key) && value !== ""));
  }

  /** The address with another filter. A cursor belongs to the filter that it was made for, so it goes. */
  withFilters(address: URLSearchParams, filters: URLSearchParams): URLSearchParams {
    const stays = (key: string) => !this.#isFilter(key) && key !== "cursor" && key !== "page";
    return new URLSearchParams([...[...address].filter(([key]) => stays(key)), ...filters]);
  }

  toFilters(query: PropertyFilterProps.Query): URLSearchParams {
    const filters = new URLSearchParams();
    for (const token of query.tokens) {
      const values = (Array.isArray(token.value) ? token.value : [token.value]).map(String);
      const property = token.propertyKey === undefined ? undefined : this.propertyOf(token.propertyKey);
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

  toQuery(filters: URLSearchParams): PropertyFilterProps.Query {
    const tokens: PropertyFilterProps.Token[] = [];
    for (const [key, text] of filters) {
      const property = this.propertyOf(key);
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
}
