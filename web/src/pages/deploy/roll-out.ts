import { type Deployment } from "../../api/types.ts";
import { duration } from "../../format/dates.ts";
import { isWhole } from "../making/description.ts";

/** Whether the regions take turns, and how many minutes apart, as it is typed. */
export interface RollOut {
  careful: boolean;
  pause: string;
}

export const firstRollOut: RollOut = { careful: false, pause: "30" };

export const rollOutProblem = ({ careful, pause }: RollOut) =>
  careful && !isWhole(pause, 0, 43_200) ? "Enter a number of minutes, at most 43,200." : undefined;

/** As the server has it; null for all regions at once. */
export const pauseSecondsOf = ({ careful, pause }: RollOut) => (careful ? Number(pause) * 60 : null);

type Paced = Pick<Deployment, "pause_seconds">;

/** What a form about orders that stand begins with: the longest of their pauses, in whole minutes. */
export function rollOutOf(deployments: readonly Paced[]): RollOut {
  const pauses = deployments.flatMap(({ pause_seconds }) => pause_seconds ?? []);
  if (pauses.length === 0) return firstRollOut;
  return { careful: true, pause: String(Math.ceil(Math.max(...pauses) / 60)) };
}

/** "All at once", "30 min apart". */
export const rollOutText = ({ pause_seconds }: Paced) =>
  pause_seconds === null
    ? "All at once"
    : pause_seconds === 0
      ? "One after the other"
      : `${duration(pause_seconds)} apart`;

/** IAM is one place, where nothing takes turns. */
export const takesTurns = ({ service, state }: Pick<Deployment, "service" | "state">) =>
  service === "acm" && state !== "removed";
