import { useQuery, useQueryClient } from "@tanstack/react-query";

import { valuesQuery } from "../../api/certificates.ts";
import { FilterBar } from "../../components/filter-bar.tsx";
import { language } from "./filters.ts";

interface CertificateFilterBarProps {
  filters: URLSearchParams;
  onChange: (filters: URLSearchParams) => void;
  countText: string;
}

/** Filters whose suggestions come from the server, with the number of certificates behind each. */
export function CertificateFilterBar(props: CertificateFilterBarProps) {
  const queryClient = useQueryClient();
  const accounts = useQuery(valuesQuery("account"));
  const accountName = (value: string) =>
    accounts.data?.values.find((each) => each.value === value)?.label ?? value;
  return (
    <FilterBar
      {...props}
      language={language}
      name="Filter AWS certificates"
      contains="contains (* stands for one label)"
      placeholder="Filter by name, account, region, status, tag…"
      suggestions={async (property) => (await queryClient.query(valuesQuery(property))).values}
      show={(property, value) =>
        property.key === "account" ? accountName(value) : (property.show?.(value) ?? value)
      }
    />
  );
}
