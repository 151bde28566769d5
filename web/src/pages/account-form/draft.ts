import {
  type Account,
  type AccountInput,
  type CredentialInput,
  type CredentialMethod,
} from "../../api/types.ts";

/** The form as it is typed: every field text, so that half an entry is not an error. */
export interface Draft {
  name: string;
  enabled: boolean;
  method: CredentialMethod;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  profile: string;
  roleArn: string;
  externalId: string;
  sessionName: string;
  durationSeconds: string;
  sourceAccount: string;
  partition: Account["partition"];
  regions: string[];
  endpointUrl: string;
  fips: boolean;
  proxy: string;
  caBundle: string;
}

export const emptyDraft: Draft = {
  name: "",
  enabled: true,
  method: "role",
  accessKeyId: "",
  secretAccessKey: "",
  sessionToken: "",
  profile: "",
  roleArn: "",
  externalId: "",
  sessionName: "",
  durationSeconds: "",
  sourceAccount: "",
  partition: "aws",
  regions: [],
  endpointUrl: "",
  fips: false,
  proxy: "",
  caBundle: "",
};

export function draftOf({ credential, ...account }: Account): Draft {
  return {
    ...emptyDraft,
    name: account.name,
    enabled: account.enabled,
    method: credential.method,
    accessKeyId: credential.access_key_id ?? "",
    profile: credential.profile ?? "",
    roleArn: credential.role_arn ?? "",
    externalId: credential.external_id ?? "",
    sessionName: credential.session_name ?? "",
    durationSeconds: credential.duration_seconds?.toString() ?? "",
    sourceAccount: credential.source_account ?? "",
    partition: account.partition,
    regions: account.regions,
    endpointUrl: account.endpoint_url ?? "",
    fips: account.fips,
    proxy: account.proxy ?? "",
    caBundle: account.ca_bundle ?? "",
  };
}

function credentialOf(draft: Draft): CredentialInput {
  const text = (key: keyof CredentialInput, value: string): Partial<CredentialInput> =>
    value.trim() === "" ? {} : { [key]: value.trim() };
  switch (draft.method) {
    case "access_key":
      return {
        method: draft.method,
        ...text("access_key_id", draft.accessKeyId),
        ...text("secret_access_key", draft.secretAccessKey),
        ...text("session_token", draft.sessionToken),
      };
    case "role":
      return {
        method: draft.method,
        source_account: draft.sourceAccount === "" ? null : draft.sourceAccount,
        ...text("role_arn", draft.roleArn),
        ...text("external_id", draft.externalId),
        ...text("session_name", draft.sessionName),
        ...(draft.durationSeconds.trim() !== "" && { duration_seconds: Number(draft.durationSeconds) }),
      };
    case "profile":
      return { method: draft.method, ...text("profile", draft.profile) };
    case "default_chain":
      return { method: draft.method };
  }
}

/** What is sent. Secrets that were left empty are left out: the server keeps the stored ones. */
export function inputOf(draft: Draft): AccountInput {
  const orNull = (value: string) => (value.trim() === "" ? null : value.trim());
  return {
    name: draft.name.trim(),
    enabled: draft.enabled,
    credential: credentialOf(draft),
    partition: draft.partition,
    regions: draft.regions,
    endpoint_url: orNull(draft.endpointUrl),
    fips: draft.fips,
    proxy: orNull(draft.proxy),
    ca_bundle: orNull(draft.caBundle),
  };
}

export type Problems = Partial<Record<keyof Draft, string>>;

const rolePattern = /^arn:[\w-]+:iam::\d{12}:role\/.+$/;

/** What stops the form from being sent; the server checks again, and more. */
export function problemsOf(draft: Draft, hasSecret: boolean): Problems {
  const problems: Problems = {};
  if (draft.name.trim() === "") problems.name = "Give the account a name.";
  if (draft.method === "access_key") {
    if (draft.accessKeyId.trim() === "") problems.accessKeyId = "Enter the access key ID.";
    if (draft.secretAccessKey === "" && !hasSecret) problems.secretAccessKey = "Enter the secret access key.";
  }
  if (draft.method === "role" && !rolePattern.test(draft.roleArn.trim())) {
    problems.roleArn = "Enter a role ARN, for example arn:aws:iam::123456789012:role/certwright.";
  }
  if (draft.method === "profile" && draft.profile.trim() === "")
    problems.profile = "Enter the profile's name.";
  const seconds = Number(draft.durationSeconds);
  if (draft.durationSeconds !== "" && !(Number.isInteger(seconds) && seconds >= 900 && seconds <= 43_200)) {
    problems.durationSeconds = "Enter 900 to 43200 seconds.";
  }
  if (draft.endpointUrl !== "" && !/^https?:\/\/.+/.test(draft.endpointUrl.trim())) {
    problems.endpointUrl = "Enter an address that starts with https:// or http://.";
  }
  return problems;
}

const fieldsOfApi: Record<string, keyof Draft> = {
  name: "name",
  access_key_id: "accessKeyId",
  secret_access_key: "secretAccessKey",
  session_token: "sessionToken",
  profile: "profile",
  role_arn: "roleArn",
  external_id: "externalId",
  session_name: "sessionName",
  duration_seconds: "durationSeconds",
  source_account: "sourceAccount",
  partition: "partition",
  regions: "regions",
  endpoint_url: "endpointUrl",
  proxy: "proxy",
  ca_bundle: "caBundle",
};

/** The server's complaints, put where the user can answer them. */
export function problemsFromServer(errors: { field: string; problem: string }[]): Problems {
  const problems: Problems = {};
  for (const { field, problem } of errors) {
    const key = fieldsOfApi[field.split(/[./]/).at(-1) ?? ""];
    if (key !== undefined) problems[key] = problem;
  }
  return problems;
}
