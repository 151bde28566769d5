import { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";

import {
  type CertificateRequest,
  type DeploymentState,
  type Finding,
  type HistoryEntry,
  type JobState,
  type PlannedAction,
  type RunState,
  type ScopeState,
  type Sync,
  type SyncState,
} from "../api/types.ts";

export interface Words {
  type: StatusIndicatorProps.Type;
  text: string;
}

const acronyms = /\b(?:acm|acme|arn|aws|ca|caa|crl|dns|iam|id|ocsp|pca|sans?|slr|tls|url)\b/gi;

/** AWS may add values at any time: an unknown one is shown readable, never hidden. */
export function humanize(value: string): string {
  const words = value.replaceAll("_", " ").toLowerCase();
  return (words.charAt(0).toUpperCase() + words.slice(1)).replace(acronyms, (word) => word.toUpperCase());
}

function look(table: Record<string, Words>, value: string | null): Words {
  if (value === null || value === "") return { type: "stopped", text: "–" };
  return table[value] ?? { type: "info", text: humanize(value) };
}

const certificate: Record<string, Words> = {
  ISSUED: { type: "success", text: "Issued" },
  PENDING_VALIDATION: { type: "pending", text: "Pending validation" },
  INACTIVE: { type: "stopped", text: "Inactive" },
  EXPIRED: { type: "error", text: "Expired" },
  VALIDATION_TIMED_OUT: { type: "error", text: "Validation timed out" },
  REVOKED: { type: "error", text: "Revoked" },
  FAILED: { type: "error", text: "Failed" },
};
export const certificateStatuses = Object.keys(certificate);
export const certificateStatus = (value: string | null): Words => look(certificate, value);
/** Of what AWS no longer has, the status is a memory: grey, and said to be one. */
export function seenStatus(seen: { status: string; missing_since: string | null }): Words {
  const words = certificateStatus(seen.status);
  return seen.missing_since === null ? words : { type: "stopped", text: `Last seen: ${words.text}` };
}

const validation: Record<string, Words> = {
  SUCCESS: { type: "success", text: "Validated" },
  PENDING_VALIDATION: { type: "pending", text: "Pending validation" },
  FAILED: { type: "error", text: "Failed" },
};
export const validationStatus = (value: string | null): Words => look(validation, value);

const renewal: Record<string, Words> = {
  PENDING_AUTO_RENEWAL: { type: "in-progress", text: "Pending automatic renewal" },
  PENDING_VALIDATION: { type: "warning", text: "Pending validation" },
  SUCCESS: { type: "success", text: "Renewed" },
  FAILED: { type: "error", text: "Renewal failed" },
};
export const renewalStatuses = Object.keys(renewal);
export const renewalStatus = (value: string | null): Words => look(renewal, value);

const eligibility: Record<string, Words> = {
  ELIGIBLE: { type: "success", text: "Eligible" },
  INELIGIBLE: { type: "stopped", text: "Not eligible" },
};
export const renewalEligibility = (value: string | null): Words => look(eligibility, value);

const run: Record<RunState, Words> = {
  running: { type: "in-progress", text: "Running" },
  completed: { type: "success", text: "Completed" },
  completed_with_errors: { type: "warning", text: "Completed with errors" },
  failed: { type: "error", text: "Failed" },
  cancelled: { type: "stopped", text: "Cancelled" },
};
export const runState = (value: string): Words => look(run, value);

const scope: Record<ScopeState, Words> = {
  waiting: { type: "pending", text: "Waiting" },
  sweeping: { type: "in-progress", text: "Listing" },
  detailing: { type: "in-progress", text: "Reading details" },
  completed: { type: "success", text: "Completed" },
  failed: { type: "error", text: "Failed" },
  cancelled: { type: "stopped", text: "Cancelled" },
  region_disabled: { type: "stopped", text: "Region not enabled" },
};
export const scopeState = (value: string): Words => look(scope, value);

const job: Record<JobState, Words> = {
  available: { type: "pending", text: "Waiting" },
  running: { type: "in-progress", text: "Running" },
  completed: { type: "success", text: "Completed" },
  failed: { type: "error", text: "Failed" },
  cancelled: { type: "stopped", text: "Cancelled" },
};
export const jobState = (value: string): Words => look(job, value);

const deployment: Record<DeploymentState, Words> = {
  waiting: { type: "pending", text: "Waiting" },
  looking: { type: "in-progress", text: "Looking" },
  importing: { type: "in-progress", text: "Importing" },
  verifying: { type: "in-progress", text: "Verifying" },
  putting_back: { type: "in-progress", text: "Putting back" },
  deployed: { type: "success", text: "Deployed" },
  failed: { type: "error", text: "Failed" },
  cancelled: { type: "stopped", text: "Cancelled" },
  removed: { type: "stopped", text: "No longer managed" },
};
export const deploymentState = (value: string): Words => look(deployment, value);
export const deploymentStates = Object.keys(deployment);

const severity: Record<Finding["severity"], Words> = {
  error: { type: "error", text: "Error" },
  warning: { type: "warning", text: "Warning" },
  note: { type: "info", text: "Note" },
};
export const findingSeverity = (value: string): Words => look(severity, value);

const sync: Record<SyncState, Words> = {
  unknown: { type: "pending", text: "Not known yet" },
  in_sync: { type: "success", text: "In sync" },
  repository_newer: { type: "error", text: "Repository newer" },
  aws_newer: { type: "error", text: "AWS newer" },
  missing_in_aws: { type: "error", text: "Missing in AWS" },
  different_key: { type: "error", text: "Different key" },
  differs_between_regions: { type: "error", text: "Differs between regions" },
};
export const syncState = (value: string): Words => look(sync, value);
export const syncStates = Object.keys(sync);
/** Accepted ones are no longer red, and still say what they are. */
export function syncWords(value: Pick<Sync, "state" | "is_accepted"> | null | undefined): Words {
  if (!value) return look(sync, null);
  const words = syncState(value.state);
  return value.is_accepted ? { type: "info", text: `Accepted (${words.text})` } : words;
}

const planned: Record<PlannedAction, Words> = {
  first_import: { type: "success", text: "New import" },
  reimport: { type: "success", text: "Re-import" },
  nothing_to_do: { type: "info", text: "Nothing to import" },
  choose: { type: "warning", text: "Choose one" },
  refused: { type: "error", text: "Refused" },
};
export const plannedAction = (value: string): Words => look(planned, value);

const history: Record<HistoryEntry["kind"], Words> = {
  found: { type: "info", text: "Found" },
  changed: { type: "info", text: "Changed" },
  missing: { type: "warning", text: "Missing in AWS" },
  reappeared: { type: "success", text: "Seen again" },
  renewed: { type: "success", text: "Renewed" },
};
export const historyKind = (value: string): Words => look(history, value);

const origins: Record<string, string> = {
  uploaded: "Imported",
  aws: "From AWS",
  self_signed: "Self-signed here",
  signed_here: "Signed here",
  issued: "Issued by a CA",
  renewed: "Renewed",
};
export const originLabel = (value: string): string => origins[value] ?? humanize(value);
export const knownOrigins = Object.keys(origins);

const request: Record<CertificateRequest["state"], Words> = {
  waiting: { type: "pending", text: "Waiting" },
  done: { type: "success", text: "Answered" },
};
export const requestState = (value: string): Words => look(request, value);

const outcome: Record<string, Words> = {
  created: { type: "success", text: "New certificate" },
  version_added: { type: "success", text: "New version" },
  key_added: { type: "success", text: "Private key added" },
  chain_added: { type: "success", text: "Chain added" },
  unchanged: { type: "info", text: "Already there" },
};
export const intakeOutcome = (value: string): Words => look(outcome, value);

const permission: Record<string, Words> = {
  allowed: { type: "success", text: "Allowed" },
  denied: { type: "error", text: "Denied" },
  unknown: { type: "warning", text: "Unknown" },
};
export const permissionState = (value: string): Words => look(permission, value);

/** ACM's own names for its three types, in every place where a type is shown. */
const typeLabels: Record<string, string> = {
  AMAZON_ISSUED: "Amazon Issued",
  PRIVATE: "Private",
  IMPORTED: "Imported",
};
export const typeLabel = (value: string): string => typeLabels[value] ?? humanize(value);

export const serviceLabel = (value: string): string => value.toUpperCase();

const keyLabels: Record<string, string> = {
  RSA_1024: "RSA 1024",
  RSA_2048: "RSA 2048",
  RSA_3072: "RSA 3072",
  RSA_4096: "RSA 4096",
  EC_prime256v1: "ECDSA P-256",
  EC_secp384r1: "ECDSA P-384",
  EC_secp521r1: "ECDSA P-521",
};
export const keyAlgorithm = (value: string | null): string =>
  value === null ? "–" : (keyLabels[value] ?? humanize(value));
export const keyAlgorithms = Object.keys(keyLabels);

const credentialMethods: Record<string, string> = {
  access_key: "Access key",
  role: "Assumed role",
  default_chain: "Default chain",
  profile: "Profile",
};
export const credentialMethod = (value: string): string => credentialMethods[value] ?? humanize(value);

export type Urgency = "expired" | "critical" | "soon" | "calm" | "unknown";

/** How near the end is: a week is critical, a month is soon. */
export function urgency(daysLeft: number | null): Urgency {
  if (daysLeft === null) return "unknown";
  if (daysLeft < 0) return "expired";
  if (daysLeft <= 7) return "critical";
  return daysLeft <= 30 ? "soon" : "calm";
}

/**
 * "12 days left", "less than a day left", "expired 3 days ago": the colour never stands alone. The server counts down to the
 * next whole day: what expired an hour ago has -1 left, and it is none that is over.
 */
export function daysLeftText(daysLeft: number | null): string {
  if (daysLeft === null) return "–";
  if (daysLeft === 0) return "less than a day left";
  if (daysLeft === -1) return "expired less than a day ago";
  const days = daysLeft > 0 ? daysLeft : -daysLeft - 1;
  if (days >= 730) {
    const years = `${Math.floor(days / 365)} years`;
    return daysLeft > 0 ? `${years} left` : `expired ${years} ago`;
  }
  const noun = days === 1 ? "day" : "days";
  return daysLeft > 0 ? `${days} ${noun} left` : `expired ${days} ${noun} ago`;
}
