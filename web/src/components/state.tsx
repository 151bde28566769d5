import StatusIndicator from "@cloudscape-design/components/status-indicator";

import { type Words } from "../format/states.ts";

interface StateProps {
  words: Words;
  /** Where the words are long and the column is not: they break, between each other. */
  wraps?: boolean;
}

/** A state as icon and words, from one of the tables in format/states. */
export function State({ words, wraps = false }: StateProps) {
  if (words.text === "–") return <>–</>;
  return (
    <span className={wraps ? "state wraps" : "state"}>
      <StatusIndicator type={words.type}>{words.text}</StatusIndicator>
    </span>
  );
}
