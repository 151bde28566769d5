import { type AwsCertificate, type Candidate } from "../../api/types.ts";
import { count, date } from "../../format/dates.ts";
import { daysLeftText } from "../../format/states.ts";

const sameness: Record<Candidate["same"], string> = {
  fingerprint: "The same certificate",
  key: "The same key",
  names: "The same names",
};

function usageOf({ in_use, in_use_by }: AwsCertificate): string {
  if (in_use === null) return "Use not known";
  if (!in_use) return "Not in use";
  return in_use_by.length === 0 ? "In use" : `In use by ${count(in_use_by.length, "resource")}`;
}

const factsOf = (seen: AwsCertificate): string[] => [
  ...(seen.not_after === null ? [] : [`Expires ${date(seen.not_after)}, ${daysLeftText(seen.days_left)}`]),
  usageOf(seen),
  ...(seen.serial === null ? [] : [`Serial ${seen.serial}`]),
];

/** A certificate in AWS to choose, with what the last discovery saw of it, if it did. */
export const optionOf = ({ arn, same }: Candidate, seen: AwsCertificate | undefined) => ({
  value: arn,
  label: arn,
  description: sameness[same],
  tags: seen === undefined ? ["Not discovered yet"] : factsOf(seen),
});
