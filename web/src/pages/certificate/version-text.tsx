import { type VersionField } from "./version-fields.ts";

export function VersionText({ field: { text, mono } }: { field: VersionField }) {
  return <span className={mono === true ? "lines mono" : "lines"}>{text}</span>;
}
