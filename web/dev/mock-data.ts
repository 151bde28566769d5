import { createHash } from "node:crypto";

import {
  type Account,
  type AuditEvent,
  type AwsCertificateDetail,
  type HistoryEntry,
  type Job,
  type Run,
  type Scope,
  type Token,
  type User,
  type X509,
} from "../src/api/types.ts";

/** Made-up data for working on the pages without a server. Always the same, relative to today. */

const day = 86_400_000;
const start = Date.now();
export const at = (days: number) => new Date(start + days * day).toISOString().replace(/\.\d+Z$/, "Z");
const hash = (text: string, length = 64) => createHash("sha512").update(text).digest("hex").slice(0, length);
const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;
const colons = (hex: string) => hex.replace(/(..)(?=.)/g, "$1:");

export const users: User[] = [
  {
    id: "usr_1",
    name: "ada",
    role: "administrator",
    created_at: at(-200),
    last_sign_in_at: at(0),
    disabled: false,
  },
  {
    id: "usr_2",
    name: "grace",
    role: "operator",
    created_at: at(-90),
    last_sign_in_at: at(-2),
    disabled: false,
  },
  {
    id: "usr_3",
    name: "edsger",
    role: "auditor",
    created_at: at(-60),
    last_sign_in_at: null,
    disabled: true,
  },
];

export const tokens: Token[] = [
  {
    id: "tok_1",
    name: "nightly export",
    created_at: at(-40),
    expires_at: at(50),
    last_used_at: at(-0.3),
    prefix: "cwt_7Kq2",
  },
  {
    id: "tok_2",
    name: "terraform",
    created_at: at(-120),
    expires_at: at(-30),
    last_used_at: at(-31),
    prefix: "cwt_Zx91",
  },
];

const account = (
  n: number,
  name: string,
  method: Account["credential"]["method"],
  more: Partial<Account> = {},
): Account => ({
  id: `acc_${n}`,
  name,
  account_id: `${n}23456789012`,
  caller_arn: `arn:aws:sts::${n}23456789012:assumed-role/certwright/certwright`,
  partition: "aws",
  credential: {
    method,
    has_secret: method === "access_key",
    has_session_token: false,
    ...(method === "access_key" && { access_key_id: "AKIAIOSFODNN7EXAMPLE" }),
    ...(method === "role" && {
      role_arn: `arn:aws:iam::${n}23456789012:role/certwright`,
      external_id: "cw-7f2a91c4",
      source_account: null,
    }),
  },
  regions: [],
  home_region: null,
  endpoint_url: null,
  fips: false,
  proxy: null,
  ca_bundle: null,
  enabled: true,
  certificate_count: 0,
  last_discovery_at: at(-0.1),
  last_error: null,
  created_at: at(-150),
  updated_at: at(-3),
  ...more,
});

export const accounts: Account[] = [
  account(1, "production", "role"),
  account(2, "staging", "role"),
  account(3, "shared-services", "access_key", {
    last_error: "acm:ListCertificates in eu-south-1: AccessDeniedException",
  }),
  account(4, "sandbox", "default_chain", { enabled: false, last_discovery_at: null }),
];

const regions = ["us-east-1", "eu-central-1", "eu-west-1", "us-west-2", "ap-southeast-2"];
const products = [
  "shop",
  "api",
  "pay",
  "login",
  "static",
  "docs",
  "status",
  "crm",
  "mail",
  "search",
  "feeds",
  "grafana",
];
const domains = ["example.com", "example.org", "corp.example.net", "xn--bcher-kva.example"];
const resources = [
  [
    "elasticloadbalancing",
    "loadbalancer/app/web-{n}/50dc6c495c0c9188",
    "Application load balancer",
    "web-{n}",
  ],
  ["cloudfront", "distribution/E2QWRUHAPOM{n}", "CloudFront distribution", "E2QWRUHAPOM{n}"],
  ["apigateway", "/domainnames/api-{n}.example.com", "API Gateway domain name", "api-{n}.example.com"],
] as const;

function x509(subject: string, issuer: string, names: string[], from: string, to: string, ca: boolean): X509 {
  return {
    subject: `CN=${subject}`,
    issuer: `CN=${issuer}`,
    serial: colons(hash(`serial ${subject}`, 32)),
    common_name: subject,
    dns_names: names,
    not_before: from,
    not_after: to,
    key_algorithm: "RSA_2048",
    key_bits: 2048,
    signature_algorithm: "SHA256WITHRSA",
    fingerprint_sha256: hash(`sha256 ${subject}`),
    fingerprint_sha1: hash(`sha1 ${subject}`, 40),
    spki_sha256: hash(`spki ${subject}`),
    subject_key_id: hash(`ski ${subject}`, 40),
    authority_key_id: hash(`ski ${issuer}`, 40),
    is_ca: ca,
    is_self_signed: subject === issuer,
    key_usages: ca ? ["KEY_CERT_SIGN", "CRL_SIGN"] : ["DIGITAL_SIGNATURE", "KEY_ENCIPHERMENT"],
    extended_key_usages: ca ? [] : ["TLS_WEB_SERVER_AUTHENTICATION"],
    ocsp_urls: ca ? [] : ["http://ocsp.r2m02.amazontrust.com"],
    ca_issuer_urls: ca ? [] : ["http://crt.r2m02.amazontrust.com/r2m02.cer"],
    crl_urls: ["http://crl.r2m02.amazontrust.com/r2m02.crl"],
    extensions: [
      {
        oid: "2.5.29.19",
        name: "Basic Constraints",
        critical: true,
        value: ca ? "CA:TRUE, pathlen:0" : "CA:FALSE",
      },
      {
        oid: "2.5.29.15",
        name: "Key Usage",
        critical: true,
        value: ca ? "Certificate Sign, CRL Sign" : "Digital Signature, Key Encipherment",
      },
      ...(ca
        ? []
        : [
            {
              oid: "2.5.29.17",
              name: "Subject Alternative Name",
              critical: false,
              value: names.map((name) => `DNS:${name}`).join(", "),
            },
          ]),
    ],
  };
}

function certificate(n: number): AwsCertificateDetail {
  const owner = pick(accounts.slice(0, 3), n * 7 + (n >> 3));
  const iam = n % 23 === 11;
  const type = iam
    ? "IMPORTED"
    : pick(["AMAZON_ISSUED", "AMAZON_ISSUED", "IMPORTED", "AMAZON_ISSUED", "PRIVATE"] as const, n);
  const region = iam ? "aws-global" : pick(regions, n * 3 + (n >> 2));
  const domain = `${n % 9 === 4 ? "*." : ""}${pick(products, n)}${n > 60 ? `-${n % 17}` : ""}.${pick(domains, n >> 1)}`;
  const life = type === "AMAZON_ISSUED" ? 198 : 395;
  const rest =
    n % 41 === 7
      ? -3 - (n % 20)
      : n % 19 === 3
        ? n % 8
        : n % 11 === 5
          ? 8 + (n % 22)
          : 31 + ((n * 37) % (life - 40));
  const pending = !iam && type === "AMAZON_ISSUED" && n % 13 === 6;
  const failed = !iam && type === "AMAZON_ISSUED" && n % 67 === 1;
  const status = failed
    ? "FAILED"
    : pending
      ? "PENDING_VALIDATION"
      : rest < 0
        ? "EXPIRED"
        : type === "PRIVATE" && n % 29 === 4
          ? "REVOKED"
          : "ISSUED";
  const issued = !pending && !failed;
  const used = issued && n % 3 !== 0;
  const ownerId = owner.account_id ?? "";
  const arn = iam
    ? `arn:aws:iam::${ownerId}:server-certificate/legacy/${domain.replace("*", "star")}`
    : `arn:aws:acm:${region}:${ownerId}:certificate/${hash(`arn ${n}`, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")}`;
  const names = [
    domain,
    ...(n % 4 === 1 ? [`www.${domain.replace("*.", "")}`] : []),
    ...(n % 10 === 2 ? Array.from({ length: 7 }, (_, i) => `node${i}.${domain.replace("*.", "")}`) : []),
  ];
  const eligible = issued && used && type !== "IMPORTED" && rest > 0;
  const email = n % 15 === 1;
  const validations =
    type !== "AMAZON_ISSUED"
      ? []
      : names.map((name) => ({
          domain_name: name,
          validation_domain: name.split(".").slice(-2).join("."),
          status: pending ? "PENDING_VALIDATION" : failed ? "FAILED" : "SUCCESS",
          method: email ? "EMAIL" : "DNS",
          emails: email ? [`admin@${domains[0] ?? ""}`, `hostmaster@${domains[0] ?? ""}`] : [],
          record: email
            ? null
            : {
                name: `_${hash(name, 32)}.${name.replace("*.", "")}.`,
                type: "CNAME",
                value: `_${hash(`v${name}`, 32)}.jkddzztszm.acm-validations.aws.`,
              },
          http_redirect: null,
        }));
  const from = at(rest - life);
  const to = at(rest);
  const issuer =
    type === "AMAZON_ISSUED"
      ? "Amazon RSA 2048 M02"
      : type === "PRIVATE"
        ? "Example Corp Issuing CA G2"
        : "R11";
  const twin = n % 50 === 20 || n % 50 === 21;
  return {
    id: `crt_${n}`,
    arn,
    account: { id: owner.id, name: owner.name },
    account_id: ownerId,
    region,
    service: iam ? "iam" : "acm",
    type,
    type_label: type === "AMAZON_ISSUED" ? "Amazon Issued" : type === "PRIVATE" ? "Private" : "Imported",
    status,
    domain_name: domain,
    subject_alternative_names: names,
    key_algorithm: pick(["RSA_2048", "RSA_2048", "EC_prime256v1", "RSA_4096"], n),
    signature_algorithm: issued ? "SHA256WITHRSA" : null,
    in_use: iam ? null : used,
    in_use_by:
      !used || iam
        ? []
        : Array.from({ length: 1 + (n % 3) }, (_, i) => {
            const [service, path, kind, name] = pick(resources, n + i);
            return {
              arn: `arn:aws:${service}:${region}:${ownerId}:${path.replace("{n}", String(n))}`,
              service,
              kind,
              name: name.replace("{n}", String(n)),
            };
          }),
    not_before: issued ? from : null,
    not_after: issued ? to : null,
    days_left: issued ? rest : null,
    renewal_eligibility: iam ? null : eligible ? "ELIGIBLE" : "INELIGIBLE",
    renewal_status:
      eligible && rest < 45 ? (n % 2 === 0 ? "PENDING_VALIDATION" : "PENDING_AUTO_RENEWAL") : null,
    validation_method: type === "AMAZON_ISSUED" ? (email ? "EMAIL" : "DNS") : null,
    serial: issued ? colons(hash(`serial ${n}`, 32)) : null,
    issuer: issued ? issuer : null,
    fingerprint_sha256: issued ? hash(twin ? `twin ${Math.floor(n / 50)}` : `print ${n}`) : null,
    tags:
      n % 6 === 0
        ? {}
        : {
            team: pick(["payments", "platform", "web"], n),
            environment: owner.name,
            ...(n % 5 === 0 && { "cost-center": "4711" }),
          },
    exported: type === "PRIVATE" ? n % 2 === 0 : null,
    export_option: type === "AMAZON_ISSUED" ? "DISABLED" : null,
    managed_by: n % 37 === 3 ? "CLOUDFRONT" : null,
    key_pair_origin: type === "IMPORTED" ? "CUSTOMER_PROVIDED" : "AWS_MANAGED",
    created_at: type === "IMPORTED" ? null : at(rest - life - 1),
    issued_at: type === "AMAZON_ISSUED" && issued ? from : null,
    imported_at: type === "IMPORTED" ? from : null,
    missing_since: n % 47 === 9 ? at(-4) : null,
    details_state: n % 71 === 70 ? "failed" : "complete",
    same_certificate_count: twin ? 1 : 0,
    first_seen_at: at(-140),
    last_seen_at: at(n % 47 === 9 ? -5 : -0.1),
    last_changed_at: at(-(n % 60)),
    domain_validations: validations,
    renewal:
      eligible && rest < 45
        ? {
            status: n % 2 === 0 ? "PENDING_VALIDATION" : "PENDING_AUTO_RENEWAL",
            reason: null,
            updated_at: at(-1),
            domain_validations: validations,
          }
        : null,
    renewal_explanation: eligible
      ? "issued by ACM and in use, so ACM renews it 45 days before it expires, as long as the validation records stay published"
      : type === "IMPORTED"
        ? "an imported certificate is never renewed by ACM: import its successor before it expires"
        : "no integrated AWS service uses it and it was not exported, so ACM lets it expire",
    failure_reason: failed ? "CAA_ERROR" : null,
    revocation_reason: status === "REVOKED" ? "SUPERSEDED" : null,
    revoked_at: status === "REVOKED" ? at(-20) : null,
    certificate_authority_arn:
      type === "PRIVATE"
        ? `arn:aws:acm-pca:${region}:${ownerId}:certificate-authority/${hash("ca", 8)}-1111-2222-3333-444455556666`
        : null,
    key_usages: ["DIGITAL_SIGNATURE", "KEY_ENCIPHERMENT"],
    extended_key_usages: [{ name: "TLS_WEB_SERVER_AUTHENTICATION", oid: "1.3.6.1.5.5.7.3.1" }],
    certificate: issued ? x509(domain, issuer, names, from, to, false) : null,
    chain: issued
      ? [
          x509(issuer, "Example Root CA 1", [], at(-1000), at(2000), true),
          x509("Example Root CA 1", "Example Root CA 1", [], at(-3000), at(6000), true),
        ]
      : [],
    same_certificate: [],
    details_error:
      n % 71 === 70
        ? "AccessDeniedException: User is not authorized to perform: acm:DescribeCertificate"
        : null,
    described_at: at(-0.1),
  };
}

export const certificates = Array.from({ length: 300 }, (_, n) => certificate(n));
for (const one of certificates.filter(({ same_certificate_count }) => same_certificate_count > 0)) {
  one.same_certificate = certificates
    .filter((other) => other !== one && other.fingerprint_sha256 === one.fingerprint_sha256)
    .map(({ id, arn, account: owner, region }) => ({ id, arn, account: owner, region }));
}
for (const one of accounts) {
  one.certificate_count = certificates.filter((each) => each.account.id === one.id).length;
}

export const history: HistoryEntry[] = [
  {
    id: "h4",
    at: at(-4),
    run_id: "run_2",
    kind: "renewed",
    changes: [
      { field: "not_after", before: at(41), after: at(190) },
      { field: "serial", before: "0a:11:22:33", after: "0b:44:55:66" },
    ],
  },
  {
    id: "h3",
    at: at(-30),
    run_id: "run_2",
    kind: "changed",
    changes: [
      { field: "in_use", before: false, after: true },
      { field: "tags", before: null, after: { team: "payments" } },
    ],
  },
  {
    id: "h2",
    at: at(-100),
    run_id: null,
    kind: "changed",
    changes: [{ field: "status", before: "PENDING_VALIDATION", after: "ISSUED" }],
  },
  { id: "h1", at: at(-140), run_id: "run_2", kind: "found", changes: [] },
];

const scopeOf = (owner: Account, region: string, service: Scope["service"], found: number): Scope => ({
  account: { id: owner.id, name: owner.name },
  region,
  service,
  state: "completed",
  found,
  new: 0,
  changed: found > 20 ? 2 : 0,
  missing: 0,
  unchanged: found,
  details_pending: 0,
  details_done: Math.ceil(found / 4),
  calls: {
    [service === "iam" ? "iam:ListServerCertificates" : "acm:ListCertificates"]: {
      calls: 1,
      retries: 0,
      throttles: 0,
      failures: 0,
    },
  },
  throttles: found > 30 ? 3 : 0,
  retries: found > 30 ? 3 : 0,
  error: null,
  notes: region === "ap-southeast-2" ? ["SearchCertificates is not available here"] : [],
  started_at: at(-0.1),
  finished_at: at(-0.1),
});

export const scopes: Scope[] = accounts
  .slice(0, 3)
  .flatMap((owner) => [
    ...[...regions, "eu-north-1", "sa-east-1"].map((region) =>
      scopeOf(
        owner,
        region,
        "acm",
        certificates.filter((each) => each.account.id === owner.id && each.region === region).length,
      ),
    ),
    scopeOf(
      owner,
      "aws-global",
      "iam",
      certificates.filter((each) => each.account.id === owner.id && each.service === "iam").length,
    ),
  ]);
scopes.push({
  ...scopeOf(accounts[2] as Account, "eu-south-1", "acm", 0),
  state: "failed",
  error: {
    code: "AccessDeniedException",
    message:
      "User: arn:aws:iam::323456789012:user/certwright is not authorized to perform: acm:ListCertificates with an explicit deny in a service control policy",
    operation: "acm:ListCertificates",
    hint: "allow acm:ListCertificates in the discovery policy, or leave the region out of the account",
  },
});
scopes.push({ ...scopeOf(accounts[0] as Account, "me-south-1", "acm", 0), state: "region_disabled" });

export const run = (id: string, days: number, more: Partial<Run> = {}): Run => ({
  id,
  state: "completed",
  full: false,
  requested_by: "user:ada",
  started_at: days === 0 ? new Date().toISOString() : at(days),
  finished_at: at(days + 0.0004),
  accounts: accounts.slice(0, 3).map(({ id: accountId, name }) => ({ id: accountId, name })),
  regions: null,
  found: 300,
  new: 4,
  changed: 7,
  missing: 1,
  unchanged: 288,
  details_pending: 0,
  details_done: 26,
  calls: {
    "acm:ListCertificates": { calls: 22, retries: 1, throttles: 1, failures: 1 },
    "acm:DescribeCertificate": { calls: 26, retries: 2, throttles: 2, failures: 0 },
    "acm:GetCertificate": { calls: 11, retries: 0, throttles: 0, failures: 0 },
    "tag:GetResources": { calls: 9, retries: 0, throttles: 0, failures: 0 },
    "iam:ListServerCertificates": { calls: 3, retries: 0, throttles: 0, failures: 0 },
    "sts:GetCallerIdentity": { calls: 3, retries: 0, throttles: 0, failures: 0 },
  },
  calls_total: 74,
  throttles: 3,
  retries: 3,
  scopes_total: scopes.length,
  scopes_done: scopes.length,
  errors_count: 0,
  visible_at: at(days + 0.0001),
  duration_seconds: 34.5,
  ...more,
});

export const runs: Run[] = [
  run("run_2", -0.1, { state: "completed_with_errors", errors_count: 1, scopes }),
  ...Array.from({ length: 12 }, (_, n) =>
    run(`run_old_${n}`, -1.1 - n, {
      scopes,
      requested_by: n % 3 === 0 ? "user:grace" : "token:tok_1(ada)",
      state: n === 5 ? "cancelled" : "completed",
    }),
  ),
];

export const jobs: Job[] = Array.from({ length: 64 }, (_, n) => {
  const state =
    n === 0
      ? "running"
      : n === 1
        ? "available"
        : n % 17 === 5
          ? "failed"
          : n % 23 === 7
            ? "cancelled"
            : "completed";
  return {
    id: `job_${n}`,
    kind: pick(["discovery.sweep", "discovery.details", "session.cleanup"], n),
    lane: "discovery",
    group: `run_${n >> 3}`,
    state,
    priority: 100,
    attempt: state === "failed" ? 5 : 1,
    max_attempts: 5,
    cancel_requested: false,
    created_at: at(-n / 8),
    run_at: at(-n / 8),
    started_at: state === "available" ? null : at(-n / 8),
    finished_at: ["available", "running"].includes(state) ? null : at(-n / 8 + 0.0002),
    worker: state === "available" ? null : "host-1/4711",
    progress: { done: 12, of: 40 },
    outcome: state === "completed" ? "12 certificates, 0 errors" : null,
    last_error: state === "failed" ? "acm:ListCertificates: AccessDeniedException" : null,
    requested_by: "user:ada",
    arguments: { account: "acc_1", region: pick(regions, n) },
  } satisfies Job;
});

export const events: AuditEvent[] = Array.from({ length: 140 }, (_, i) => {
  const n = 140 - i;
  return {
    sequence: n,
    at: at(-i / 6),
    actor: pick(["user:ada", "user:grace", "system", "token:tok_1(ada)"], n),
    action: pick(
      ["session.created", "account.created", "discovery.started", "discovery.completed", "token.created"],
      n,
    ),
    subject: pick(["usr_1", "acc_1", "run_2", "run_2", "tok_1"], n),
    details: n % 5 === 0 ? null : { name: pick(["ada", "production", "run"], n), found: 300 },
    request_id: n % 4 === 0 ? null : `req_${hash(String(n), 12)}`,
    hash: hash(`event ${n}`),
  };
});
