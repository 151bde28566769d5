import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { idempotencyKey } from "../../api/client.ts";
import { deploymentsKey, orderDeployments, planDeployments } from "../../api/deployments.ts";
import { useMutation } from "../../components/mutation.ts";
import { bulkOrderOf, bulkWishOf, type Draft } from "./draft.ts";
import { type Order, type PlannedRow, refuseSecondTakers, rowsOf } from "./plan.ts";

export interface Plan {
  rows: PlannedRow[];
  /** Of the certificates that were looked at, by id. */
  names: ReadonlyMap<string, string>;
}

/** All that is meant, a page after the other. */
async function planAll(draft: Draft): Promise<Plan> {
  const rows: PlannedRow[] = [];
  const names = new Map<string, string>();
  let cursor: string | null = null;
  do {
    const page = await planDeployments(bulkWishOf(draft, cursor));
    for (const { certificate, regions } of page.items) {
      names.set(certificate.id, certificate.name);
      rows.push(...rowsOf(certificate.id, regions));
    }
    cursor = page.next_cursor;
  } while (cursor !== null);
  return { rows: refuseSecondTakers(rows, names), names };
}

export const usePlan = (onPlan: (plan: Plan) => void) =>
  useMutation({ mutationFn: planAll, onSuccess: onPlan });

interface Placing {
  draft: Draft;
  orders: Order[];
}

export function useOrders(onDone: (orders: readonly Order[]) => void) {
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
    mutationFn: ({ draft, orders }: Placing) => {
      const wish = bulkOrderOf(draft, orders);
      return orderDeployments(wish, keyOf(wish));
    },
    onSuccess: (_, { orders }) => onDone(orders),
    onSettled: () => void queryClient.invalidateQueries({ queryKey: deploymentsKey }),
  });
}
