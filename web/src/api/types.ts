/** The shapes of the HTTP API under the names that the pages use; schema.ts is generated from docs/openapi.json. */
import { type components } from "./schema.ts";

type Schemas = components["schemas"];

/** An instant in RFC 3339, UTC. */
export type Time = string;

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
  total: number | null;
}

/** RFC 9457 problem document. An answer that is none, from a proxy for example, has no request id. */
export type Problem = Omit<Schemas["Problem"], "request_id"> & { request_id?: string };
export type Fault = Problem["fault"];

export type User = Schemas["User"];
export type Role = User["role"];
export type Permission =
  | "inventory_read"
  | "inventory_scan"
  | "accounts_write"
  | "repository_read"
  | "repository_write"
  | "deployments_write"
  | "keys_read"
  | "jobs_write"
  | "audit_read"
  | "users_write";
export type Session = Schemas["Session"];
export type Token = Schemas["Token"];
export type NewToken = Schemas["CreatedToken"];

export type Account = Schemas["Account"];
export type AccountInput = Schemas["NewAccount"];
export type AccountTest = Schemas["AccountTest"];
export type AccountPolicies = Schemas["AccountPolicies"];
export type AccountName = Schemas["AccountReference"];
export type CredentialInput = Schemas["NewCredential"];
export type CredentialMethod = CredentialInput["method"];

export type AwsCertificate = Schemas["AwsCertificate"];
export type AwsCertificateDetail = Schemas["AwsCertificateDetail"];
export type DomainValidation = Schemas["DomainValidation"];
export type X509 = Schemas["X509"];
export type CertificateSummary = Schemas["CertificateTotals"];
export type PropertyValues = Schemas["PropertyValues"];
export type HistoryEntry = Schemas["HistoryEntry"];

export type Certificate = Schemas["Certificate"];
export type CertificateVersion = Schemas["CertificateVersion"];
export type VersionContent = Schemas["CertificateVersionContent"];
export type CertificateChecks = Schemas["CertificateChecks"];
export type ChainCompletion = Schemas["ChainCompletion"];
export type Finding = Schemas["Finding"];
export type CertificateChange = Schemas["CertificateChange"];
export type NewCertificates = Schemas["NewCertificates"];
export type DependentsCount = Schemas["Dependents"];
export type Intake = Schemas["Intake"];
export type Taken = Intake["taken"][number];
export type Flaw = Schemas["Flaw"];
export type ExportInput = Schemas["Export"];
export type KeyExportInput = Schemas["KeyExport"];
export type ExportFormat = ExportInput["format"];

/** Certificates that belong together: picked by hand, or found by a rule. */
export type Group = Schemas["Group"];
export type NewGroup = Schemas["NewGroup"];
export type GroupChange = Schemas["GroupChange"];

/** What is made here, and what is asked of an authority elsewhere. */
export type CertificateWish = Schemas["CertificateToMake"];
export type KeyAlgorithm = NonNullable<CertificateWish["key_algorithm"]>;
export type CertificateRequest = Schemas["CertificateRequest"];
export type NewRequest = Schemas["NewRequest"];
export type SigningWish = Schemas["RequestsToSign"];
export type SigningResult = Schemas["SignedRequests"];
export type SignedRequest = Schemas["SignedRequest"];
export type IssuedCertificate = Schemas["IssuedCertificate"];
export type Revoked = Schemas["Revoked"];

export type Deployment = Schemas["Deployment"];
export type DeploymentState = Deployment["state"];
export type DeploymentWish = Schemas["DeploymentPlan"];
export type PlannedRegion = Schemas["PlannedRegion"];
export type SupersededCertificate = Schemas["SupersededCertificate"];
export type DeletionsBegun = Schemas["DeletionsBegun"];
export type BulkWish = Schemas["BulkPlan"];
export type BulkOrder = Schemas["BulkDeployments"];
export type BulkOrdered = Schemas["BulkOrdered"];
export type PlannedCertificate = Schemas["PlannedCertificate"];
export type PlannedAction = PlannedRegion["action"];
export type Candidate = Schemas["Candidate"];
export type Refusal = Schemas["Refusal"];
export type SyncState = Deployment["sync_state"];

/** How what AWS serves compares with what the repository holds. */
export type Sync = Schemas["CertificateSync"];
/** What became of AWS's version in the repository. */
export type TakenIn = Schemas["TakenFromAws"];
export type Restored = Schemas["CertificateRestored"];

export type Run = Schemas["DiscoveryRun"];
export type RunState = Run["state"];
export type Scope = Schemas["DiscoveryScope"];
export type ScopeState = Scope["state"];
export type Calls = Run["calls"];

export type Job = Schemas["Job"];
export type JobState = Job["state"];
export type AuditEvent = Schemas["AuditEvent"];
export type AuditVerification = Schemas["AuditVerification"];
export type About = Schemas["About"];
