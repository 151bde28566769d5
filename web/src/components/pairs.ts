/** A tag, or a field that users note: as it is typed, before it becomes one of the thing's. */
export interface Pair {
  key: string;
  value: string;
}

export const pairsOf = (record: Record<string, string>): Pair[] =>
  Object.entries(record).map(([key, value]) => ({ key, value }));

const filled = (pairs: readonly Pair[]) =>
  pairs.filter(({ key, value }) => key.trim() !== "" || value !== "");

export const recordOf = (pairs: readonly Pair[]): Record<string, string> =>
  Object.fromEntries(filled(pairs).map(({ key, value }) => [key.trim(), value]));

/** Why the pairs cannot become a record, if they cannot. */
export function pairsProblem(pairs: readonly Pair[]): string | null {
  const keys = filled(pairs).map(({ key }) => key.trim());
  if (keys.includes("")) return "Every value needs a key.";
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  return twice === undefined ? null : `The key ${twice} is there twice.`;
}
