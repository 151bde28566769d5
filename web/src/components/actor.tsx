import { none } from "../format/dates.ts";
import { actorText } from "../format/actors.ts";

/** Who did something; the exact actor, by which the audit log is filtered, on hovering. */
export function Actor({ actor }: { actor: string | null }) {
  if (actor === null) return <>{none}</>;
  return <span title={actor}>{actorText(actor)}</span>;
}
