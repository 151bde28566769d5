import { type FilterLanguage, type Operator } from "../../components/filters.ts";

const operators: Record<Operator, string> = {
  ":": "contains",
  "!:": "does not contain",
  "=": "is",
  "!=": "is not",
  "<=": "at most",
  "<": "less than",
  ">=": "at least",
  ">": "more than",
  "^": "begins with",
  "!^": "does not begin with",
};

/** A filter in words, one line for each property: "Owner is payments or shop". */
export function wordsOf(language: FilterLanguage, filter: URLSearchParams): string[] {
  return language.toQuery(filter).tokens.map(({ propertyKey, operator, value }) => {
    const property = propertyKey === undefined ? undefined : language.propertyOf(propertyKey);
    const values = (Array.isArray(value) ? value : [value]).map(String);
    const shown = values.map((each) => property?.show?.(each) ?? each).join(" or ");
    return `${property?.label ?? "Text"} ${operators[operator]} ${shown}`;
  });
}
