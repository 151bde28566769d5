/** As AWS names them: us-gov-west-1. */
export const looksLikeRegion = (text: string): boolean => /^[a-z]{2}(-[a-z]+)+-\d$/.test(text);

const asTyped = (typed: string) => typed.trim().toLowerCase();

/** A region that is written out: a known one, or one that AWS may have opened since. */
export function wholeRegion(typed: string, known: readonly string[]): string | null {
  const text = asTyped(typed);
  return known.includes(text) || looksLikeRegion(text) ? text : null;
}

/** The one that is meant, where no other known one has what was typed in its name. */
export function regionMeant(typed: string, known: readonly string[]): string | null {
  const whole = wholeRegion(typed, known);
  if (whole !== null) return whole;
  const [first, ...others] = known.filter((region) => region.includes(asTyped(typed)));
  return first === undefined || others.length > 0 ? null : first;
}
