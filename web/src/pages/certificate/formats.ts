import { type ExportFormat, type KeyExportInput } from "../../api/types.ts";

export interface Format {
  value: ExportFormat;
  label: string;
  description: string;
  /** Whether a file of this form is encrypted as a whole, and so asks for a password. */
  needsPassword: boolean;
  holdsKey: boolean;
}

/** The forms of a file, the usual one first. */
export const formats: readonly Format[] = [
  {
    value: "pem_full",
    label: "PEM, certificate and chain",
    description: "As nginx, Apache and most servers want it: the chain without the root",
    needsPassword: false,
    holdsKey: true,
  },
  {
    value: "pem",
    label: "PEM, the certificate alone",
    description: "One block of text",
    needsPassword: false,
    holdsKey: true,
  },
  {
    value: "pem_chain",
    label: "PEM, the chain alone",
    description: "The certificates of the issuers",
    needsPassword: false,
    holdsKey: false,
  },
  {
    value: "pkcs12",
    label: "PKCS#12 (.p12)",
    description: "Windows, Java and appliances; with a password",
    needsPassword: true,
    holdsKey: true,
  },
  {
    value: "pkcs12_legacy",
    label: "PKCS#12, old encryption (.p12)",
    description: "Only for Windows before 10 and old Java: its encryption is weak",
    needsPassword: true,
    holdsKey: true,
  },
  {
    value: "jks",
    label: "Java keystore (.jks)",
    description: "For Java before 9; with a password",
    needsPassword: true,
    holdsKey: true,
  },
  {
    value: "pkcs7",
    label: "PKCS#7 (.p7b)",
    description: "Certificate and chain, for Windows",
    needsPassword: false,
    holdsKey: false,
  },
  {
    value: "der",
    label: "DER (.cer)",
    description: "The certificate alone, binary",
    needsPassword: false,
    holdsKey: false,
  },
];

export const formatOf = (value: ExportFormat): Format | undefined =>
  formats.find((format) => format.value === value);

export const canHoldKey = (value: ExportFormat): value is KeyExportInput["format"] =>
  formatOf(value)?.holdsKey === true;

export interface ExportDraft {
  format: ExportFormat;
  withKey: boolean;
  password: string;
  repeated: string;
  reason: string;
}

export const emptyExport: ExportDraft = {
  format: "pem_full",
  withKey: false,
  password: "",
  repeated: "",
  reason: "",
};

export interface ExportProblems {
  password?: string;
  repeated?: string;
  reason?: string;
}

/** Whether the form has a password at all: the file asks for one, or a key in PEM may have one. */
export const takesPassword = ({ format, withKey }: ExportDraft): boolean =>
  formatOf(format)?.needsPassword === true || (withKey && canHoldKey(format));

export function exportProblems(draft: ExportDraft): ExportProblems {
  const problems: ExportProblems = {};
  if (takesPassword(draft)) {
    if (formatOf(draft.format)?.needsPassword === true && draft.password === "") {
      problems.password = "This form of file is encrypted: choose a password.";
    }
    if (draft.password !== draft.repeated) problems.repeated = "The two differ.";
  }
  if (draft.withKey && draft.reason.trim().length < 3) {
    problems.reason = "Say why the private key is needed; the audit log keeps it.";
  }
  return problems;
}
