import { ApiError } from "../../api/client.ts";
import { type CertificateWish, type KeyAlgorithm } from "../../api/types.ts";
import { sentence } from "../../format/faults.ts";

/** What a certificate or a request is to say, as it is typed: names are lines of text. */
export interface Description {
  subject: string;
  dns: string;
  ips: string;
  emails: string;
  uris: string;
  keyUsages: string[];
  purposes: string[];
  isCa: boolean;
  pathLength: string;
}

export const emptyDescription: Description = {
  subject: "",
  dns: "",
  ips: "",
  emails: "",
  uris: "",
  keyUsages: [],
  purposes: [],
  isCa: false,
  pathLength: "",
};

export const keyKinds: readonly { value: KeyAlgorithm; label: string; description?: string }[] = [
  { value: "EC_prime256v1", label: "ECDSA P-256", description: "Small and quick; every client of today" },
  { value: "EC_secp384r1", label: "ECDSA P-384" },
  { value: "EC_secp521r1", label: "ECDSA P-521" },
  { value: "RSA_2048", label: "RSA 2048", description: "For old clients too" },
  { value: "RSA_3072", label: "RSA 3072" },
  { value: "RSA_4096", label: "RSA 4096", description: "Takes some seconds to make" },
  { value: "ED25519", label: "Ed25519", description: "ACM and most browsers do not take it" },
];

export const keyUsages = [
  "DIGITAL_SIGNATURE",
  "NON_REPUDIATION",
  "KEY_ENCIPHERMENT",
  "DATA_ENCIPHERMENT",
  "KEY_AGREEMENT",
  "CERTIFICATE_SIGNING",
  "CRL_SIGNING",
];
export const purposes = [
  "TLS_WEB_SERVER_AUTHENTICATION",
  "TLS_WEB_CLIENT_AUTHENTICATION",
  "CODE_SIGNING",
  "EMAIL_PROTECTION",
  "TIME_STAMPING",
  "OCSP_SIGNING",
];

/** One name on each line; those that cannot have a comma in them may also stand side by side, with commas between. */
export const linesOf = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
export const namesIn = (text: string): string[] => linesOf(text.replaceAll(",", "\n"));

const namesOf = ({ dns, ips, emails, uris }: Description) => ({
  dns: namesIn(dns),
  ips: namesIn(ips),
  emails: namesIn(emails),
  uris: linesOf(uris),
});

export const isEmpty = (description: Description): boolean =>
  description.subject.trim() === "" &&
  Object.values(namesOf(description)).every(({ length }) => length === 0);

/** What is left empty is left out: the server then takes what is usual. */
export function describedBy(
  description: Description,
): Omit<CertificateWish, "name" | "key_algorithm" | "signed_by"> {
  const { dns, ips, emails, uris } = namesOf(description);
  const { isCa, pathLength } = description;
  const subject = description.subject.trim();
  return {
    ...(subject !== "" && { subject }),
    ...(dns.length > 0 && { dns_names: dns }),
    ...(ips.length > 0 && { ip_addresses: ips }),
    ...(emails.length > 0 && { emails }),
    ...(uris.length > 0 && { uris }),
    ...(description.keyUsages.length > 0 && { key_usages: description.keyUsages }),
    ...(description.purposes.length > 0 && { extended_key_usages: description.purposes }),
    ...(isCa && { is_ca: true }),
    ...(isCa && pathLength.trim() !== "" && { path_length: Number(pathLength) }),
  };
}

/** Complaints, by the name that the API has for the field. */
export type Problems = Partial<Record<string, string>>;

export const isWhole = (text: string, least: number, most: number): boolean =>
  /^\d+$/.test(text.trim()) && Number(text) >= least && Number(text) <= most;

/** Two names on one line are rather a slip of the keyboard than a name with a blank in it. */
function blankProblems({ dns, ips, emails }: Description): Problems {
  const problems: Problems = {};
  for (const [field, text] of Object.entries({ dns_names: dns, ip_addresses: ips, emails })) {
    const blank = namesIn(text).find((name) => /\s/.test(name));
    if (blank !== undefined)
      problems[field] = `There is a blank in "${blank}": write each name on a line of its own.`;
  }
  return problems;
}

export function descriptionProblems(description: Description): Problems {
  const problems = blankProblems(description);
  const { isCa, pathLength, subject } = description;
  if (isCa && subject.trim() === "") {
    problems["subject"] = "An authority needs a subject, for example CN=Example Root,O=Example.";
  } else if (isEmpty(description)) {
    problems["dns_names"] = "Give a DNS name, another name or a subject.";
  }
  if (isCa && pathLength.trim() !== "" && !isWhole(pathLength, 0, 100)) {
    problems["path_length"] = "Enter 0 to 100, or leave it empty.";
  }
  return problems;
}

/** The API's complaints by field; one that only quotes a value belongs to the field that has it. */
export function problemsFromServer(error: unknown, description: Description): Problems {
  if (!(error instanceof ApiError)) return {};
  const problems: Problems = {};
  // "dns_names[3]" and "dns_names/3" are about a name of that field.
  for (const { field, problem } of error.problem.errors ?? []) {
    problems[/^\/?(\w+)/.exec(field)?.[1] ?? field] = sentence(problem);
  }
  if (Object.keys(problems).length > 0 || error.fault !== "invalid") return problems;
  const { dns, ips, emails, uris } = namesOf(description);
  const values: Record<string, string[]> = {
    dns_names: dns,
    ip_addresses: ips,
    emails,
    uris,
    subject: [description.subject.trim()].filter((text) => text !== ""),
    key_usages: description.keyUsages,
    extended_key_usages: description.purposes,
  };
  const { detail } = error.problem;
  for (const [field, texts] of Object.entries(values)) {
    if (texts.some((text) => detail.includes(`"${text}"`))) return { [field]: sentence(detail) };
  }
  return {};
}
