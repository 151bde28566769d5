import { dateTime, none } from "./dates.ts";

const timePattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/** Any JSON value as a person reads it: before and after in a history, details of an event. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined || value === "") return none;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return timePattern.test(value) ? dateTime(value) : value;
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return value.length === 0 ? none : value.map(valueText).join(", ");
  return JSON.stringify(value);
}
