import { type IncomingMessage, type ServerResponse } from "node:http";

import { type Connect, type Plugin } from "vite";

import {
  type Account,
  type AccountInput,
  type AwsCertificateDetail,
  type Run,
  type Scope,
} from "../src/api/types.ts";
import * as data from "./mock-data.ts";

/**
 * Answers the API from memory, so that pages can be worked on without a server: `npm run dev:mock`.
 * A tool for development only: it checks nothing and is not part of the build.
 * Sign in with any name and the password "wrong" to see a refusal; the set-up code is 1234.
 */

// The policy that the real server sends; `npm run preview:mock` shows whether the built pages live with it.
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; " +
  "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

interface Call {
  query: URLSearchParams;
  body: Record<string, unknown>;
  /** What the parenthesised parts of the route matched. */
  parts: string[];
  request: IncomingMessage;
  response: ServerResponse;
}

class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly fault: string,
    detail: string,
    readonly hint: string | null = null,
  ) {
    super(detail);
  }
}

const permissions = [
  "inventory_read",
  "inventory_scan",
  "accounts_write",
  "jobs_write",
  "audit_read",
  "users_write",
];
const world = {
  signedIn: process.env["MOCK_SIGNED_IN"] === "1",
  setupNeeded: process.env["MOCK_SETUP"] === "1",
};
const empty = process.env["MOCK_EMPTY"] === "1";
if (empty) {
  for (const list of [data.accounts, data.certificates, data.runs, data.jobs, data.tokens]) list.length = 0;
}

const session = () => ({ user: data.users[0], csrf_token: "mock", expires_at: data.at(0.5), permissions });

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Refusal(404, "not_found", `no such ${what}`);
  return value;
}

function page<T>(items: T[], query: URLSearchParams) {
  const limit = Number(query.get("limit") ?? 50);
  const from = Number(query.get("cursor") ?? 0);
  const next = from + limit < items.length ? String(from + limit) : null;
  return { items: items.slice(from, from + limit), next_cursor: next, total: items.length };
}

type Certificate = AwsCertificateDetail;
const matchers: Record<string, (certificate: Certificate, value: string) => boolean> = {
  account: (c, v) => [c.account.id, c.account.name, c.account_id].includes(v),
  name: (c, v) =>
    c.subject_alternative_names.some((name) => (v.startsWith("=") ? name === v.slice(1) : name.includes(v))),
  covers: (c, v) => c.subject_alternative_names.some((n) => n === v || n === v.replace(/^[^.]+/, "*")),
  in_use: (c, v) => c.in_use === (v === "true"),
  missing: (c, v) => (c.missing_since !== null) === (v === "true"),
  expired: (c, v) => (c.days_left !== null && c.days_left < 0) === (v === "true"),
  expires_within: (c, v) => c.days_left !== null && c.days_left <= Number(v),
  tag: (c, v) => Object.entries(c.tags).some(([key, value]) => v === key || v === `${key}=${value}`),
  issuer: (c, v) => (c.issuer ?? "").toLowerCase().includes(v.toLowerCase()),
  fingerprint: (c, v) => c.fingerprint_sha256 === v,
  q: (c, v) =>
    JSON.stringify([c.domain_name, c.arn, c.tags, c.serial]).toLowerCase().includes(v.toLowerCase()),
};

function filtered(query: URLSearchParams): Certificate[] {
  const others = new Set(["limit", "cursor", "sort", "total", "format", "property"]);
  return data.certificates.filter((certificate) =>
    [...new Set(query.keys())]
      .filter((key) => !others.has(key))
      .every((key) => {
        const match = matchers[key] ?? ((c, v) => (c as unknown as Record<string, unknown>)[key] === v);
        return query
          .getAll(key)
          .some((v) => (v.startsWith("!") ? !match(certificate, v.slice(1)) : match(certificate, v)));
      }),
  );
}

function sorted(list: Certificate[], sort: string): Certificate[] {
  const field = sort.replace("-", "") as keyof Certificate;
  const text = (c: Certificate) =>
    field === ("account" as string) ? c.account.name : JSON.stringify(c[field] ?? "\uffff");
  const order = list.toSorted((a, b) => (text(a) < text(b) ? -1 : 1));
  return sort.startsWith("-") ? order.reverse() : order;
}

function tally(values: (string | null)[]): Record<string, number> {
  const result: Record<string, number> = {};
  for (const value of values) if (value !== null) result[value] = (result[value] ?? 0) + 1;
  return result;
}

function summary(list: Certificate[]) {
  const between = (low: number, high: number) =>
    list.filter(({ days_left }) => days_left !== null && days_left >= low && days_left <= high).length;
  return {
    total: list.length,
    by_status: tally(list.map(({ status }) => status)),
    by_type: tally(list.map(({ type }) => type)),
    expiry: {
      expired: between(-9999, -1),
      within_7_days: between(0, 7),
      within_30_days: between(8, 30),
      within_60_days: between(31, 60),
      within_90_days: between(61, 90),
      later: between(91, 9999),
      none: list.filter(({ days_left }) => days_left === null).length,
    },
    in_use: list.filter(({ in_use }) => in_use === true).length,
    not_in_use: list.filter(({ in_use }) => in_use === false).length,
    missing: list.filter(({ missing_since }) => missing_since !== null).length,
    not_renewing: list.filter(({ renewal_eligibility }) => renewal_eligibility === "INELIGIBLE").length,
  };
}

function values(property: string) {
  const read = (c: Certificate): string[] =>
    property === "tag_key"
      ? Object.keys(c.tags)
      : property === "account"
        ? [c.account.id]
        : [(c as unknown as Record<string, string | null>)[property] ?? ""];
  const label = (value: string) => data.accounts.find(({ id }) => id === value)?.name ?? value;
  return Object.entries(tally(data.certificates.flatMap(read)))
    .filter(([value]) => value !== "")
    .map(([value, count]) => ({ value, label: label(value), count }));
}

const row = (c: Certificate) => ({ ...c, in_use_by: c.in_use_by.map(({ arn }) => arn) });

function accountOf(input: AccountInput, old?: Account): Account {
  const { secret_access_key, session_token, ...credential } = input.credential;
  return {
    ...(old ?? {
      ...(data.accounts[0] as Account),
      id: `acc_${Date.now()}`,
      certificate_count: 0,
      last_discovery_at: null,
      last_error: null,
      account_id: null,
    }),
    ...input,
    credential: {
      ...credential,
      has_secret: secret_access_key !== undefined || (old?.credential.has_secret ?? false),
      has_session_token: session_token !== undefined,
    },
  };
}

const accountTest = () => ({
  ok: true,
  identity: {
    account_id: "123456789012",
    arn: "arn:aws:sts::123456789012:assumed-role/certwright/certwright",
    user_id: "AROAEXAMPLE:certwright",
    partition: "aws",
  },
  error: null,
  hint: null,
  regions: {
    enabled: [
      "us-east-1",
      "us-east-2",
      "us-west-2",
      "eu-central-1",
      "eu-west-1",
      "eu-west-3",
      "ap-southeast-2",
    ],
    error: null,
  },
  permissions: [
    ["sts:GetCallerIdentity", "identity", "allowed"],
    ["acm:ListCertificates", "discovery", "allowed"],
    ["acm:DescribeCertificate", "discovery", "allowed"],
    ["acm:SearchCertificates", "discovery", "unknown"],
    ["iam:ListServerCertificates", "discovery", "denied"],
    ["tag:GetResources", "tags", "allowed"],
    ["acm-pca:ListCertificateAuthorities", "private certificates", "denied"],
  ].map(([action, feature, state]) => ({
    action,
    feature,
    state,
    detail:
      state === "denied"
        ? "AccessDenied: not authorized to perform this action"
        : state === "unknown"
          ? "cannot be tried without side effects"
          : null,
  })),
});

const policy = (...Action: string[]) => ({
  Version: "2012-10-17",
  Statement: [{ Sid: "Certwright", Effect: "Allow", Action, Resource: "*" }],
});
const pem = (c: Certificate) =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(JSON.stringify(c.certificate))
    .toString("base64")
    .replace(/(.{64})/g, "$1\n")
    .slice(0, 1400)}\n-----END CERTIFICATE-----\n`;

function startRun(full: boolean): Run {
  const scopes = structuredClone(data.scopes).map((scope): Scope => ({
    ...scope,
    state: "waiting",
    error: null,
    found: 0,
    changed: 0,
    unchanged: 0,
    throttles: 0,
    retries: 0,
    calls: {},
    details_done: 0,
    notes: [],
  }));
  const run = data.run(`run_${Date.now()}`, 0, {
    state: "running",
    full,
    finished_at: null,
    visible_at: null,
    duration_seconds: null,
    found: 0,
    new: 0,
    changed: 0,
    missing: 0,
    unchanged: 0,
    calls_total: 0,
    scopes_done: 0,
    throttles: 0,
    retries: 0,
    calls: {},
    details_done: 0,
    scopes,
  });
  data.runs.unshift(run);
  return run;
}

/** One step of a running discovery: the next listing gets its final values. */
function advance(run: Run): Scope | null {
  const index = run.scopes_done;
  const scope = run.scopes?.[index];
  const end = data.scopes[index];
  if (scope === undefined || end === undefined || run.state !== "running") {
    if (run.state === "running")
      Object.assign(run, {
        state: run.errors_count > 0 ? "completed_with_errors" : "completed",
        finished_at: new Date().toISOString(),
        duration_seconds: (Date.now() - Date.parse(run.started_at)) / 1000,
        details_pending: 0,
      });
    return null;
  }
  Object.assign(scope, structuredClone(end));
  const next = run.scopes?.[index + 1];
  if (next) next.state = "sweeping";
  run.scopes_done += 1;
  run.found += end.found;
  run.changed += end.changed;
  run.unchanged += end.unchanged - end.changed;
  run.details_done += end.details_done;
  run.details_pending = 40;
  run.throttles += end.throttles;
  run.retries += end.retries;
  run.errors_count += end.error ? 1 : 0;
  for (const [operation, numbers] of Object.entries(end.calls)) {
    const sum = (run.calls[operation] ??= { calls: 0, retries: 0, throttles: 0, failures: 0 });
    sum.calls += numbers.calls;
    run.calls_total += numbers.calls;
  }
  if (run.scopes_done === run.scopes_total) run.visible_at = new Date().toISOString();
  return scope;
}

function stream({ request, response }: Call, tick: (emit: (name: string, value: unknown) => void) => void) {
  response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-cache" });
  response.write(": hello\n\n");
  const timer = setInterval(
    () => tick((name, value) => response.write(`event: ${name}\ndata: ${JSON.stringify(value)}\n\n`)),
    600,
  );
  request.on("close", () => clearInterval(timer));
}

const handled = Symbol("answered already");
type Handler = (call: Call) => unknown;

const certificateOf = ({ parts }: Call) =>
  found(
    data.certificates.find(({ id, arn }) => id === parts[0] || arn === parts[0]),
    "certificate",
  );
const accountFor = ({ parts }: Call) =>
  found(
    data.accounts.find(({ id, name }) => id === parts[0] || name === parts[0]),
    "account",
  );
const runFor = ({ parts }: Call) =>
  found(
    data.runs.find(({ id }) => id === parts[0]),
    "discovery run",
  );
const jobFor = ({ parts }: Call) =>
  found(
    data.jobs.find(({ id }) => id === parts[0]),
    "job",
  );
const withoutScopes = (run: Run) => ({ ...run, scopes: undefined });

const routes: [string, string, Handler][] = [
  ["GET", "/setup", () => ({ needed: world.setupNeeded })],
  [
    "POST",
    "/setup",
    ({ body }) => {
      if (body["code"] !== "1234")
        throw new Refusal(
          403,
          "forbidden",
          "the set-up code is wrong",
          "it stands in the terminal of the server",
        );
      world.setupNeeded = false;
      world.signedIn = true;
      return session();
    },
  ],
  [
    "GET",
    "/session",
    () => {
      if (!world.signedIn) throw new Refusal(401, "unauthenticated", "nobody is signed in");
      return session();
    },
  ],
  [
    "POST",
    "/session",
    ({ body }) => {
      if (body["password"] === "wrong")
        throw new Refusal(401, "unauthenticated", "name or password is wrong");
      world.signedIn = true;
      return session();
    },
  ],
  ["DELETE", "/session", () => void (world.signedIn = false)],
  ["PUT", "/me/password", () => undefined],
  ["GET", "/tokens", ({ query }) => page(data.tokens, query)],
  [
    "POST",
    "/tokens",
    ({ body }) => {
      const token = {
        id: `tok_${Date.now()}`,
        name: String(body["name"]),
        created_at: data.at(0),
        expires_at: data.at(90),
        last_used_at: null,
        prefix: "cwt_mock",
      };
      data.tokens.unshift(token);
      return { token, secret: "cwt_mock_not_a_real_token_0123456789abcdefghij" };
    },
  ],
  [
    "DELETE",
    "/tokens/(.+)",
    ({ parts }) =>
      void data.tokens.splice(
        data.tokens.findIndex(({ id }) => id === parts[0]),
        1,
      ),
  ],
  ["GET", "/users", ({ query }) => page(data.users, query)],
  [
    "POST",
    "/users",
    ({ body }) => {
      const user = {
        id: `usr_${Date.now()}`,
        created_at: data.at(0),
        last_sign_in_at: null,
        disabled: false,
        ...body,
      } as (typeof data.users)[number];
      data.users.push(user);
      return user;
    },
  ],
  [
    "PATCH",
    "/users/(.+)",
    ({ parts, body }) =>
      Object.assign(
        found(
          data.users.find(({ id }) => id === parts[0]),
          "user",
        ),
        body,
      ),
  ],
  ["GET", "/accounts", ({ query }) => page(data.accounts, query)],
  [
    "POST",
    "/accounts",
    ({ body }) => {
      const account = accountOf(body as unknown as AccountInput);
      data.accounts.push(account);
      return account;
    },
  ],
  ["POST", "/accounts/test", accountTest],
  [
    "GET",
    "/account_policies",
    ({ query }) => ({
      discovery_policy: policy(
        "acm:ListCertificates",
        "acm:SearchCertificates",
        "acm:DescribeCertificate",
        "acm:GetCertificate",
        "iam:ListServerCertificates",
        "iam:GetServerCertificate",
        "tag:GetResources",
      ),
      full_policy: policy(
        "acm:*",
        "iam:ListServerCertificates",
        "iam:GetServerCertificate",
        "tag:GetResources",
      ),
      trust_policy: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: {
              AWS: query.get("trusted_arn") ?? "arn:aws:iam::123456789012:role/certwright-server",
            },
            Action: "sts:AssumeRole",
            Condition: { StringEquals: { "sts:ExternalId": "cw-5b1e09d2a7" } },
          },
        ],
      },
      external_id: "cw-5b1e09d2a7",
    }),
  ],
  ["POST", "/accounts/([^/]+)/test", accountTest],
  [
    "GET",
    "/accounts/([^/]+)",
    (call) => {
      call.response.setHeader("ETag", '"1"');
      return accountFor(call);
    },
  ],
  [
    "PATCH",
    "/accounts/([^/]+)",
    (call) => {
      const old = accountFor(call);
      return Object.assign(old, accountOf({ ...old, ...call.body } as AccountInput, old));
    },
  ],
  [
    "DELETE",
    "/accounts/([^/]+)",
    (call) => void data.accounts.splice(data.accounts.indexOf(accountFor(call)), 1),
  ],
  [
    "GET",
    "/aws_certificates",
    ({ query }) => page(sorted(filtered(query), query.get("sort") ?? "not_after").map(row), query),
  ],
  ["GET", "/aws_certificates/summary", ({ query }) => summary(filtered(query))],
  ["GET", "/aws_certificates/values", ({ query }) => ({ values: values(query.get("property") ?? "") })],
  [
    "GET",
    "/aws_certificates/export",
    ({ query, response }) => {
      response.setHeader(
        "Content-Disposition",
        `attachment; filename="aws-certificates.${query.get("format") ?? "json"}"`,
      );
      return filtered(query).map(row);
    },
  ],
  [
    "GET",
    "/aws_certificates/([^/]+)/pem",
    (call) => {
      call.response
        .writeHead(200, { "Content-Type": "application/x-pem-file" })
        .end(pem(certificateOf(call)));
      return handled;
    },
  ],
  ["GET", "/aws_certificates/([^/]+)/history", ({ query }) => page(data.history, query)],
  ["GET", "/aws_certificates/([^/]+)", certificateOf],
  ["POST", "/discovery_runs", ({ body }) => withoutScopes(startRun(body["full"] === true))],
  ["GET", "/discovery_runs", ({ query }) => page(data.runs.map(withoutScopes), query)],
  [
    "POST",
    "/discovery_runs/([^/]+)/cancel",
    (call) => Object.assign(runFor(call), { state: "cancelled", finished_at: new Date().toISOString() }),
  ],
  [
    "GET",
    "/discovery_runs/([^/]+)/events",
    (call) => {
      const run = runFor(call);
      stream(call, (emit) => {
        const scope = advance(run);
        emit("run", withoutScopes(run));
        if (scope) emit("scope", scope);
        if (run.state !== "running") emit("end", {});
      });
      return handled;
    },
  ],
  ["GET", "/discovery_runs/([^/]+)", runFor],
  [
    "GET",
    "/jobs",
    ({ query }) =>
      page(
        data.jobs.filter(
          ({ state, kind }) =>
            (query.get("state") ?? state) === state && kind.includes(query.get("kind") ?? ""),
        ),
        query,
      ),
  ],
  ["POST", "/jobs/([^/]+)/cancel", (call) => Object.assign(jobFor(call), { state: "cancelled" })],
  [
    "POST",
    "/jobs/([^/]+)/retry",
    (call) => Object.assign(jobFor(call), { state: "available", last_error: null }),
  ],
  ["GET", "/jobs/([^/]+)", jobFor],
  [
    "GET",
    "/audit_events",
    ({ query }) =>
      page(
        data.events.filter((event) =>
          (["actor", "action", "subject"] as const).every((key) =>
            (event[key] ?? "").includes(query.get(key) ?? ""),
          ),
        ),
        query,
      ),
  ],
  ["GET", "/audit_events/verify", () => ({ events: data.events.length, broken_at: null, problem: null })],
  [
    "GET",
    "/about",
    () => ({
      version: "0.1.0",
      commit: "36146df",
      database: "sqlite",
      schema_version: 7,
      started_at: data.at(-1.2),
      uptime_seconds: 103_680,
      sandbox: true,
    }),
  ],
  [
    "GET",
    "/events",
    (call) => {
      stream(call, () => undefined);
      return handled;
    },
  ],
];

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://mock");
  const path = url.pathname.replace("/api/v1", "");
  try {
    for (const [method, pattern, handler] of routes) {
      const match = new RegExp(`^${pattern}$`).exec(path);
      if (method !== request.method || match === null) continue;
      const parts = match.slice(1).map(decodeURIComponent);
      const result = handler({
        query: url.searchParams,
        body: await bodyOf(request),
        parts,
        request,
        response,
      });
      if (result === handled) return;
      if (result === undefined) response.writeHead(204).end();
      else response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(result));
      return;
    }
    throw new Refusal(404, "not_found", `no route for "${path}"`);
  } catch (error) {
    const { status, fault, message, hint } =
      error instanceof Refusal ? error : new Refusal(500, "internal", String(error));
    response.writeHead(status, { "Content-Type": "application/problem+json" });
    response.end(
      JSON.stringify({
        type: "about:blank",
        title: fault,
        status,
        detail: message,
        hint,
        fault,
        request_id: "req_mock",
      }),
    );
  }
}

const middleware: Connect.NextHandleFunction = (request, response, next) => {
  if (request.url?.startsWith("/api/v1/") === true) void answer(request, response);
  else next();
};

export function mockApi(): Plugin {
  return {
    name: "certwright:mock-api",
    configureServer: ({ middlewares }) => void middlewares.use(middleware),
    configurePreviewServer: ({ middlewares }) => {
      middlewares.use((_request, response, next) => {
        response.setHeader("Content-Security-Policy", contentSecurityPolicy);
        next();
      });
      middlewares.use(middleware);
    },
  };
}
