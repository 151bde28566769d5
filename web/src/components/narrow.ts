import { useSyncExternalStore } from "react";

const query = window.matchMedia("(max-width: 688px)");

/** True on a narrow screen, where tables show fewer columns. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      query.addEventListener("change", listener);
      return () => query.removeEventListener("change", listener);
    },
    () => query.matches,
  );
}
