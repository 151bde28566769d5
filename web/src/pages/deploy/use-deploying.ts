import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { idempotencyKey } from "../../api/client.ts";
import {
  deploymentsKey,
  orderDeployments,
  orderManyDeployments,
  planDeployments,
  planManyDeployments,
} from "../../api/deployments.ts";
import { bulkOrderOf, bulkWishOf, type Draft, requestOf, wishOf } from "./draft.ts";
import { type Order, type PlannedRow, refuseSecondTakers, rowsOf } from "./plan.ts";

/** Certificates of which nothing could be found out, or which could not be ordered, and why. */
export type Failures = ReadonlyMap<string, unknown>;

export interface Plan {
  rows: PlannedRow[];
  failures: Failures;
  /** Of certificates that a group or a filter has found, by id. */
  names: ReadonlyMap<string, string>;
}

/** All that a group or a filter finds, a page after the other. */
async function planMany(draft: Draft): Promise<Plan> {
  const rows: PlannedRow[] = [];
  const names = new Map<string, string>();
  let cursor: string | null = null;
  do {
    const page = await planManyDeployments(bulkWishOf(draft, cursor));
    for (const { certificate, regions } of page.items) {
      names.set(certificate.id, certificate.name);
      rows.push(...rowsOf(certificate.id, regions));
    }
    cursor = page.next_cursor;
  } while (cursor !== null);
  return { rows: refuseSecondTakers(rows, names), failures: new Map(), names };
}

/** One certificate after the other: each of them is asked for in all regions at once. */
async function forEach<T>(certificates: readonly string[], ask: (certificate: string) => Promise<T>) {
  const answers = new Map<string, T>();
  const failures = new Map<string, unknown>();
  for (const certificate of certificates) {
    try {
      answers.set(certificate, await ask(certificate));
    } catch (error) {
      failures.set(certificate, error);
    }
  }
  return { answers, failures };
}

export const usePlan = (onPlan: (plan: Plan) => void) =>
  useMutation({
    mutationFn: async (draft: Draft): Promise<Plan> => {
      if (draft.source !== "hand") return planMany(draft);
      const { answers, failures } = await forEach(draft.certificates, (certificate) =>
        planDeployments(wishOf(draft, certificate, draft.regions, {})),
      );
      return {
        rows: [...answers].flatMap(([certificate, planned]) => rowsOf(certificate, planned)),
        failures,
        names: new Map(),
      };
    },
    onSuccess: onPlan,
  });

interface Placing {
  draft: Draft;
  orders: Order[];
}

export function useOrders(onDone: (failures: Failures, orders: readonly Order[]) => void) {
  const queryClient = useQueryClient();
  // The same order sent again, after an answer that did not arrive, is carried out once.
  const [keys] = useState(() => new Map<string, Record<string, string>>());
  const keyOf = (request: object) => {
    const text = JSON.stringify(request);
    const key = keys.get(text) ?? idempotencyKey();
    keys.set(text, key);
    return key;
  };
  return useMutation({
    mutationFn: async ({ draft, orders }: Placing) => {
      if (draft.source !== "hand") {
        const wish = bulkOrderOf(draft, orders);
        await orderManyDeployments(wish, keyOf(wish));
        return new Map<string, unknown>();
      }
      const byCertificate = new Map(orders.map((order) => [order.certificate, order]));
      const { failures } = await forEach([...byCertificate.keys()], async (certificate) => {
        const { regions, arns } = byCertificate.get(certificate) as Order;
        const request = requestOf(draft, certificate, regions, arns);
        await orderDeployments(request, keyOf(request));
      });
      return failures;
    },
    onSuccess: (failures, { orders }) => onDone(failures, orders),
    onSettled: () => void queryClient.invalidateQueries({ queryKey: deploymentsKey }),
  });
}
