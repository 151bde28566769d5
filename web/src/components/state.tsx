import StatusIndicator from "@cloudscape-design/components/status-indicator";

import { type Words } from "../format/states.ts";

/** A state as icon and words, from one of the tables in format/states. */
export function State({ words }: { words: Words }) {
  if (words.text === "–") return <>–</>;
  return (
    <span className="state">
      <StatusIndicator type={words.type}>{words.text}</StatusIndicator>
    </span>
  );
}
