import { type CollectionPreferencesProps } from "@cloudscape-design/components/collection-preferences";
import { useSearchParams } from "react-router";

import { usePaging } from "./cursor-paging.tsx";
import { type FilterLanguage } from "./filters.ts";
import { type Choosable, complete, type Preferences, preferencesOf } from "./list-preferences.tsx";
import { useStored } from "./stored.ts";

interface ListOptions {
  /** Under which this browser keeps the choice of columns. */
  storedAs: string;
  language: FilterLanguage;
  columns: readonly Choosable[];
  display: readonly CollectionPreferencesProps.ContentDisplayItem[];
}

export type List = ReturnType<typeof useList>;

/** How a list is looked at: filter, sorting and page, which are in the address, and the choice of columns. */
export function useList({ storedAs, language, columns, display }: ListOptions) {
  const [address, setAddress] = useSearchParams();
  const paging = usePaging();
  const [stored, store] = useStored(storedAs, preferencesOf([...display]));
  const preferences = complete(stored, columns);
  const filters = language.filtersOf(address);
  const sort = address.get("sort") ?? "not_after";
  return {
    /** What to ask the server for. */
    request: { filters, sort, limit: preferences.pageSize, cursor: paging.cursor },
    paging,
    preferences,
    setFilters: (next: URLSearchParams) => setAddress(language.withFilters(address, next)),
    setSort: (next: string) => {
      const sorted = language.withFilters(address, filters);
      sorted.set("sort", next);
      setAddress(sorted);
    },
    setPreferences: (next: Preferences) => {
      store(next);
      if (next.pageSize !== preferences.pageSize) paging.first();
    },
  };
}
