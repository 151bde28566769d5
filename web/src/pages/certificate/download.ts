import { type ExportedFile } from "../../api/repository.ts";

/** Hands a file to the browser, as if it had been a link. */
export function download({ name, content }: ExportedFile): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it after this turn; then it leaves the page's memory.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
