import { type Candidate, type PlannedRegion } from "../../api/types.ts";

/** What would happen with a certificate in a region. */
export interface PlannedRow {
  key: string;
  certificate: string;
  planned: PlannedRegion;
  /** Those between which somebody has to choose; they stay when one is chosen, for another choice. */
  choices: Candidate[];
  chosen: string | null;
}

const keyOf = (certificate: string, { region }: PlannedRegion) => `${certificate}/${region}`;

/** What AWS or Certwright would refuse anyway is no choice. */
const choicesOf = ({ action, candidates }: PlannedRegion) =>
  action === "choose" ? candidates.filter(({ obstacle }) => obstacle === null) : [];

export const rowsOf = (certificate: string, planned: readonly PlannedRegion[]): PlannedRow[] =>
  planned.map((each) => ({
    key: keyOf(certificate, each),
    certificate,
    planned: each,
    choices: choicesOf(each),
    chosen: null,
  }));

/** The rows after an ARN was chosen for one of them, and AWS was asked again. */
export const withChoice = (
  rows: readonly PlannedRow[],
  key: string,
  arn: string,
  planned: PlannedRegion,
): PlannedRow[] => rows.map((row) => (row.key === key ? { ...row, planned, chosen: arn } : row));

export const isDeployable = ({ planned: { action } }: PlannedRow) =>
  action !== "refused" && action !== "choose";

export interface Order {
  certificate: string;
  regions: string[];
  arns: Record<string, string>;
}

/** One order for each certificate, to those of its regions that were left in. */
export function ordersOf(rows: readonly PlannedRow[], left: ReadonlySet<string>): Order[] {
  const orders = new Map<string, Order>();
  for (const row of rows) {
    if (!isDeployable(row) || !left.has(row.key)) continue;
    const { certificate, planned, chosen } = row;
    const order = orders.get(certificate) ?? { certificate, regions: [], arns: {} };
    order.regions.push(planned.region);
    if (chosen !== null) order.arns[planned.region] = chosen;
    orders.set(certificate, order);
  }
  return [...orders.values()];
}

/** Refused ones first, then those that wait for a choice: what needs somebody is not to be searched for. */
export const byUrgency = (a: PlannedRow, b: PlannedRow) => rank(a) - rank(b);
const rank = ({ planned: { action } }: PlannedRow) =>
  action === "refused" ? 0 : action === "choose" ? 1 : 2;

/** Pages are looked at one by one: of two that would go over one ARN, the later is refused. */
export function refuseSecondTakers(
  rows: readonly PlannedRow[],
  names: ReadonlyMap<string, string>,
): PlannedRow[] {
  const takers = new Map<string, PlannedRow>();
  return rows.map((row) => {
    const { arn } = row.planned;
    if (arn === null || !isDeployable(row)) return row;
    const taker = takers.get(arn);
    takers.set(arn, taker ?? row);
    if (taker === undefined) return row;
    const refusal = {
      rule: "kept_by_another_deployment",
      message: `${names.get(taker.certificate) ?? taker.certificate} goes over ${arn}`,
      hint: "deploy one of them",
    };
    return { ...row, planned: { ...row.planned, action: "refused", refusals: [refusal] } };
  });
}

export interface Sum {
  firstImports: number;
  reimports: number;
  served: number;
}

/** What those that are left in come to. */
export function sumOf(rows: readonly PlannedRow[], left: ReadonlySet<string>): Sum {
  const having = (action: PlannedRegion["action"]) =>
    rows.filter(({ key, planned }) => left.has(key) && planned.action === action).length;
  return {
    firstImports: having("first_import"),
    reimports: having("reimport"),
    served: having("nothing_to_do"),
  };
}
