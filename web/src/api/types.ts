/**
 * The shapes of the HTTP API, written by hand from the contract.
 * When docs/openapi.json is there, `npm run generate` writes src/api/schema.ts and each name below becomes
 * `components["schemas"]["…"]`; pages import from here only, so nothing else changes.
 */

/** An instant in RFC 3339, UTC. */
export type Time = string;

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
  total: number | null;
}

export type Fault =
  | "invalid"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "rate_limited"
  | "unavailable"
  | "internal";

/** RFC 9457 problem document. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  hint?: string | null;
  fault: Fault;
  errors?: { field: string; problem: string }[];
  request_id?: string;
}

// Session, users, tokens

export type Role = "administrator" | "operator" | "auditor";
export type Permission =
  "inventory_read" | "inventory_scan" | "accounts_write" | "jobs_write" | "audit_read" | "users_write";

export interface User {
  id: string;
  name: string;
  role: Role;
  created_at: Time;
  last_sign_in_at: Time | null;
  disabled: boolean;
}

export interface Session {
  user: User;
  csrf_token: string | null;
  expires_at: Time | null;
  permissions: string[];
}

export interface Token {
  id: string;
  name: string;
  created_at: Time;
  expires_at: Time | null;
  last_used_at: Time | null;
  prefix: string;
}

export interface NewToken {
  token: Token;
  secret: string;
}

// Accounts

export type CredentialMethod = "access_key" | "role" | "default_chain" | "profile";

export interface Credential {
  method: CredentialMethod;
  access_key_id?: string | null;
  has_secret: boolean;
  has_session_token: boolean;
  profile?: string | null;
  role_arn?: string | null;
  external_id?: string | null;
  session_name?: string | null;
  duration_seconds?: number | null;
  source_account?: string | null;
}

export interface Account {
  id: string;
  name: string;
  account_id: string | null;
  caller_arn: string | null;
  partition: string;
  credential: Credential;
  regions: string[];
  home_region: string | null;
  endpoint_url: string | null;
  fips: boolean;
  proxy: string | null;
  ca_bundle: string | null;
  enabled: boolean;
  certificate_count: number;
  last_discovery_at: Time | null;
  last_error: string | null;
  created_at: Time;
  updated_at: Time;
}

export interface CredentialInput {
  method: CredentialMethod;
  access_key_id?: string;
  secret_access_key?: string;
  session_token?: string;
  profile?: string;
  role_arn?: string;
  external_id?: string;
  session_name?: string;
  duration_seconds?: number;
  source_account?: string | null;
}

export interface AccountInput {
  name: string;
  credential: CredentialInput;
  partition?: string;
  regions?: string[];
  endpoint_url?: string | null;
  fips?: boolean;
  proxy?: string | null;
  ca_bundle?: string | null;
  enabled?: boolean;
}

export interface PermissionProbe {
  action: string;
  feature: string;
  state: "allowed" | "denied" | "unknown";
  detail: string | null;
}

export interface AccountTest {
  ok: boolean;
  identity: { account_id: string; arn: string; user_id: string; partition: string } | null;
  error: string | null;
  hint: string | null;
  regions: { enabled: string[]; error: string | null };
  permissions: PermissionProbe[];
}

export interface AccountPolicies {
  discovery_policy: object;
  full_policy: object;
  trust_policy: object;
  external_id: string;
}

// AWS certificates

export type CertificateType = "AMAZON_ISSUED" | "PRIVATE" | "IMPORTED";
export interface AccountName {
  id: string;
  name: string;
}

export interface AwsCertificate {
  id: string;
  arn: string;
  account: AccountName;
  account_id: string;
  region: string;
  service: "acm" | "iam";
  type: CertificateType;
  type_label: string;
  status: string;
  domain_name: string;
  subject_alternative_names: string[];
  key_algorithm: string;
  signature_algorithm: string | null;
  in_use: boolean | null;
  in_use_by: string[];
  not_before: Time | null;
  not_after: Time | null;
  days_left: number | null;
  renewal_eligibility: string | null;
  renewal_status: string | null;
  validation_method: string | null;
  serial: string | null;
  issuer: string | null;
  fingerprint_sha256: string | null;
  tags: Record<string, string>;
  exported: boolean | null;
  export_option: string | null;
  managed_by: string | null;
  key_pair_origin: string | null;
  created_at: Time | null;
  issued_at: Time | null;
  imported_at: Time | null;
  missing_since: Time | null;
  details_state: "pending" | "complete" | "failed";
  same_certificate_count: number;
  first_seen_at: Time;
  last_seen_at: Time;
  last_changed_at: Time;
}

export interface DomainValidation {
  domain_name: string;
  validation_domain: string | null;
  status: string | null;
  method: string | null;
  emails: string[];
  record: { name: string; type: string; value: string } | null;
  http_redirect: { from: string; to: string } | null;
}

export interface Resource {
  arn: string;
  service: string;
  name: string;
  kind: string;
}

export interface X509Extension {
  oid: string;
  name: string;
  critical: boolean;
  value: string;
}

export interface X509 {
  subject: string;
  issuer: string;
  serial: string;
  common_name: string | null;
  dns_names: string[];
  not_before: Time;
  not_after: Time;
  key_algorithm: string;
  key_bits: number;
  signature_algorithm: string;
  fingerprint_sha256: string;
  fingerprint_sha1: string;
  spki_sha256: string;
  subject_key_id: string | null;
  authority_key_id: string | null;
  is_ca: boolean;
  is_self_signed: boolean;
  key_usages: string[];
  extended_key_usages: string[];
  ocsp_urls: string[];
  ca_issuer_urls: string[];
  crl_urls: string[];
  extensions: X509Extension[];
}

export interface AwsCertificateDetail extends Omit<AwsCertificate, "in_use_by"> {
  domain_validations: DomainValidation[];
  renewal: {
    status: string;
    reason: string | null;
    updated_at: Time | null;
    domain_validations: DomainValidation[];
  } | null;
  renewal_explanation: string;
  in_use_by: Resource[];
  failure_reason: string | null;
  revocation_reason: string | null;
  revoked_at: Time | null;
  certificate_authority_arn: string | null;
  key_usages: string[];
  extended_key_usages: { name: string; oid: string }[];
  certificate: X509 | null;
  chain: X509[];
  same_certificate: { id: string; arn: string; account: AccountName; region: string }[];
  details_error: string | null;
  described_at: Time | null;
}

export interface CertificateSummary {
  total: number;
  by_status: Record<string, number>;
  by_type: Record<string, number>;
  /** Disjoint buckets: within_30_days is 8 to 30. */
  expiry: {
    expired: number;
    within_7_days: number;
    within_30_days: number;
    within_60_days: number;
    within_90_days: number;
    later: number;
    none: number;
  };
  in_use: number;
  not_in_use: number;
  missing: number;
  not_renewing: number;
}

export interface PropertyValues {
  values: { value: string; label: string; count: number }[];
}

export interface HistoryEntry {
  id: string;
  at: Time;
  run_id: string | null;
  kind: "found" | "changed" | "missing" | "reappeared" | "renewed";
  changes: { field: string; before: unknown; after: unknown }[];
}

// Discovery

export type RunState = "running" | "completed" | "completed_with_errors" | "failed" | "cancelled";
export type ScopeState =
  "waiting" | "sweeping" | "detailing" | "completed" | "failed" | "cancelled" | "region_disabled";

export type Calls = Record<string, { calls: number; retries: number; throttles: number; failures: number }>;

export interface Scope {
  account: AccountName;
  region: string;
  service: "account" | "acm" | "iam";
  state: ScopeState;
  found: number;
  new: number;
  changed: number;
  missing: number;
  unchanged: number;
  details_pending: number;
  details_done: number;
  calls: Calls;
  throttles: number;
  retries: number;
  error: { code: string; message: string; operation: string; hint: string | null } | null;
  notes: string[];
  started_at: Time | null;
  finished_at: Time | null;
}

export interface Run {
  id: string;
  state: RunState;
  full: boolean;
  requested_by: string;
  started_at: Time;
  finished_at: Time | null;
  accounts: AccountName[];
  regions: string[] | null;
  found: number;
  new: number;
  changed: number;
  missing: number;
  unchanged: number;
  details_pending: number;
  details_done: number;
  calls: Calls;
  calls_total: number;
  throttles: number;
  retries: number;
  scopes_total: number;
  scopes_done: number;
  errors_count: number;
  visible_at: Time | null;
  duration_seconds: number | null;
  scopes?: Scope[];
}

// Jobs, audit, about

export type JobState = "available" | "running" | "completed" | "failed" | "cancelled";

export interface Job {
  id: string;
  kind: string;
  lane: string;
  group: string | null;
  state: JobState;
  priority: number;
  attempt: number;
  max_attempts: number;
  cancel_requested: boolean;
  created_at: Time;
  run_at: Time;
  started_at: Time | null;
  finished_at: Time | null;
  worker: string | null;
  progress: Record<string, unknown> | null;
  outcome: string | null;
  last_error: string | null;
  requested_by: string | null;
  arguments: Record<string, unknown> | null;
}

export interface AuditEvent {
  sequence: number;
  at: Time;
  actor: string;
  action: string;
  subject: string | null;
  details: unknown;
  request_id: string | null;
  hash: string;
}

export interface AuditVerification {
  events: number;
  broken_at: number | null;
  problem: string | null;
}

export interface About {
  version: string;
  commit: string;
  database: "sqlite" | "postgresql";
  schema_version: number;
  started_at: Time;
  uptime_seconds: number;
  sandbox: boolean;
}
