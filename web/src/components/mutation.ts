import {
  useMutation as useUnguarded,
  type UseMutationOptions,
  type UseMutationResult,
} from "@tanstack/react-query";
import { useState } from "react";

import { Presses } from "./presses.ts";

/** TanStack's, whose `mutate` carries out a double-click once: a button is disabled only after the next drawing. */
export function useMutation<Data, Variables = void>(
  options: UseMutationOptions<Data, Error, Variables> & {
    mutationFn: NonNullable<UseMutationOptions<Data, Error, Variables>["mutationFn"]>;
  },
): UseMutationResult<Data, Error, Variables> {
  const [presses] = useState(() => new Presses());
  const run = useUnguarded({
    ...options,
    mutationFn: async (variables, context) => {
      try {
        const data = await options.mutationFn(variables, context);
        presses.end(variables, true);
        return data;
      } catch (error) {
        presses.end(variables, false);
        throw error;
      }
    },
  });
  const mutate: typeof run.mutate = (...given) => {
    if (presses.begin(given[0])) run.mutate(...given);
  };
  return { ...run, mutate };
}
