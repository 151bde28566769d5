import { type Fault, type Problem } from "./types.ts";

const base = "/api/v1";

/** What the server said when it refused, or what kept us from asking it. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    readonly problem: Problem,
    /** Seconds to wait before the next try, when the server named them. */
    readonly retryAfter: number | null = null,
  ) {
    super(problem.detail);
  }

  get status(): number {
    return this.problem.status;
  }
  get fault(): Fault {
    return this.problem.fault;
  }
  /** The complaint about one field of the request body, if there is one. */
  field(name: string): string | undefined {
    return this.problem.errors?.find((error) => error.field === name)?.problem;
  }
}

export type QueryValue = string | number | boolean | null | undefined;
export type Query = Record<string, QueryValue | string[]> | URLSearchParams;

export interface RequestOptions {
  query?: Query;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

let csrfToken: string | null = null;
/** The session's token, sent with every request that changes something. */
export function setCsrfToken(token: string | null): void {
  csrfToken = token;
}

let onSignedOut: () => void = () => undefined;
/** Called when the server no longer knows the session; the app then asks to sign in again. */
export function setSignedOutHandler(handler: () => void): void {
  onSignedOut = handler;
}

export function queryString(query: Query | undefined): string {
  if (query === undefined) return "";
  const parameters = query instanceof URLSearchParams ? query : new URLSearchParams();
  if (!(query instanceof URLSearchParams)) {
    for (const [key, value] of Object.entries(query)) {
      if (value === undefined || value === null || value === "") continue;
      for (const each of Array.isArray(value) ? value : [String(value)]) parameters.append(key, each);
    }
  }
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}

export function apiUrl(path: string, query?: Query): string {
  return `${base}${path}${queryString(query)}`;
}

function unreachable(): ApiError {
  return new ApiError({
    type: "about:blank",
    title: "Server not reachable",
    status: 0,
    detail: "the Certwright server did not answer",
    hint: "check that it is running and that this machine can reach it; nothing you entered was lost",
    fault: "unavailable",
  });
}

async function problemOf(response: Response): Promise<Problem> {
  const fallback: Problem = {
    type: "about:blank",
    title: response.statusText || "Unexpected answer",
    status: response.status,
    detail: `the server answered ${response.status} without saying why`,
    fault: response.status === 401 ? "unauthenticated" : "internal",
  };
  if (!(response.headers.get("Content-Type") ?? "").includes("json")) return fallback;
  try {
    return { ...fallback, ...((await response.json()) as Partial<Problem>) };
  } catch {
    return fallback;
  }
}

export async function send(method: string, path: string, options: RequestOptions = {}): Promise<Response> {
  const headers = new Headers(options.headers);
  headers.set("Accept", "application/json");
  if (options.body !== undefined) headers.set("Content-Type", "application/json");
  if (method !== "GET" && csrfToken !== null) headers.set("X-CSRF-Token", csrfToken);

  let response: Response;
  try {
    response = await fetch(apiUrl(path, options.query), {
      method,
      headers,
      credentials: "same-origin",
      body: options.body === undefined ? null : JSON.stringify(options.body),
      signal: options.signal ?? null,
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw unreachable();
  }
  if (response.ok) return response;

  const retryAfter = Number(response.headers.get("Retry-After") ?? Number.NaN);
  if (response.status === 401 && path !== "/session") onSignedOut();
  throw new ApiError(await problemOf(response), Number.isFinite(retryAfter) ? retryAfter : null);
}

export async function request<T>(method: string, path: string, options?: RequestOptions): Promise<T> {
  const response = await send(method, path, options);
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

export const get = <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> =>
  request<T>("GET", path, { ...(query && { query }), ...(signal && { signal }) });
export const post = <T>(path: string, body?: unknown, headers?: Record<string, string>): Promise<T> =>
  request<T>("POST", path, { body, ...(headers && { headers }) });

/** Makes a repeated POST harmless: one key for each thing that the user means to create. */
export function idempotencyKey(): Record<string, string> {
  return {
    "Idempotency-Key": Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(16)).join(
      "-",
    ),
  };
}
