import { ApiError } from "../api/client.ts";
import { type Fault } from "../api/types.ts";
import { dateTime } from "./dates.ts";
import { onPage } from "./hints.ts";

export interface Explanation {
  title: string;
  detail: string;
  hint: string | null;
  requestId: string | null;
}

const titles: Record<Fault, string> = {
  invalid: "That is not valid",
  unauthenticated: "Not signed in",
  forbidden: "Not allowed",
  not_found: "Not found",
  conflict: "It was changed meanwhile, or exists already",
  rate_limited: "Too many attempts",
  unavailable: "Not available at the moment",
  internal: "Something went wrong on the server",
};

/** Times in the midst of a text, in the reader's time zone. */
const withTimes = (text: string) =>
  text.replace(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, (time) => dateTime(time));

/** The server's errors start in lower case and have no full stop; on a page they are sentences. */
export function sentence(message: string): string {
  const text = withTimes(message);
  if (text === "") return text;
  // An ARN, or an operation with its service, is written as it is; a service alone is an acronym.
  const capital = /^[a-z0-9-]+:\S/.test(text)
    ? text
    : text.replace(/^(?:(?:acm|aws|iam|sts)\b|.)/, (beginning) => beginning.toUpperCase());
  return /[.!?:…]$/.test(capital) ? capital : `${capital}.`;
}

export function explain(error: unknown): Explanation {
  if (error instanceof ApiError) {
    const { problem, retryAfter } = error;
    const wait = retryAfter === null ? null : `try again in ${retryAfter} seconds`;
    const hint = problem.hint ?? wait;
    return {
      title: error.status === 0 ? problem.title : titles[error.fault],
      detail: sentence(problem.detail),
      hint: hint === null ? null : sentence(onPage(hint)),
      requestId: problem.request_id ?? null,
    };
  }
  return {
    title: "Something went wrong on this page",
    detail: error instanceof Error ? sentence(error.message) : "An unknown error.",
    hint: null,
    requestId: null,
  };
}
