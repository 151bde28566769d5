import PropertyFilter, { type PropertyFilterProps } from "@cloudscape-design/components/property-filter";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { valuesQuery } from "../../api/certificates.ts";
import { number } from "../../format/dates.ts";
import { properties, type Property, propertyOf, toFilters, toQuery } from "./filters.ts";

interface FilterBarProps {
  filters: URLSearchParams;
  onChange: (filters: URLSearchParams) => void;
  countText: string;
}

/** A property filter whose suggestions come from the server, with the number of certificates behind each. */
export function FilterBar({ filters, onChange, countText }: FilterBarProps) {
  const queryClient = useQueryClient();
  const accounts = useQuery(valuesQuery("account"));
  const [options, setOptions] = useState<PropertyFilterProps.FilteringOption[]>([]);
  const [status, setStatus] = useState<PropertyFilterProps.StatusType>("finished");

  const accountName = (value: string) =>
    accounts.data?.values.find((each) => each.value === value)?.label ?? value;
  const show = (property: Property, value: string) =>
    property.key === "account" ? accountName(value) : (property.show?.(value) ?? value);
  const option = (property: Property, value: string, label?: string, count?: number) => ({
    propertyKey: property.key,
    value,
    label: property.show?.(value) ?? label ?? value,
    ...(count !== undefined && { tags: [number(count)] }),
  });

  const load = async ({ filteringProperty, filteringText }: PropertyFilterProps.LoadItemsDetail) => {
    const property = filteringProperty ? propertyOf(filteringProperty.key) : undefined;
    if (property === undefined) {
      setOptions([]);
      setStatus("finished");
      return;
    }
    const fixed = property.kind === "yes-no" ? ["true", "false"] : property.values;
    if (fixed) {
      setOptions(fixed.map((value) => option(property, value)));
      setStatus("finished");
      return;
    }
    if (property.suggest === undefined) {
      setOptions([]);
      setStatus("finished");
      return;
    }
    setStatus("loading");
    try {
      const { values } = await queryClient.query(valuesQuery(property.suggest));
      const typed =
        property.key === "tag" && filteringText.includes("=") ? [option(property, filteringText)] : [];
      setOptions([
        ...typed,
        ...values.map(({ value, label, count }) => option(property, value, label, count)),
      ]);
      setStatus("finished");
    } catch {
      setStatus("error");
    }
  };

  return (
    <PropertyFilter
      query={toQuery(filters)}
      onChange={({ detail }) => onChange(toFilters(detail))}
      filteringProperties={properties.map((property) => ({
        key: property.key,
        propertyLabel: property.label,
        groupValuesLabel: `${property.label} values`,
        group: property.group,
        operators: property.operators.map((operator) =>
          property.kind === "one-of"
            ? {
                operator,
                tokenType: "enum",
                format: (value: unknown) =>
                  (Array.isArray(value) ? value : [value])
                    .map((each) => show(property, String(each)))
                    .join(", "),
              }
            : { operator, format: (value: unknown) => show(property, String(value)) },
        ),
      }))}
      customGroupsText={[...new Set(properties.map(({ group }) => group))].map((group) => ({
        group,
        properties: group,
        values: group,
      }))}
      filteringOptions={options}
      filteringStatusType={status}
      onLoadItems={({ detail }) => void load(detail)}
      filteringAriaLabel="Filter AWS certificates"
      filteringPlaceholder="Filter by name, account, region, status, tag…"
      filteringLoadingText="Loading values"
      filteringErrorText="The values could not be loaded."
      filteringRecoveryText="Try again"
      filteringEmpty="No suggestions: type a value and press Enter"
      hideOperations
      countText={countText}
      expandToViewport
      tokenLimit={6}
      freeTextFiltering={{ operators: [":"] }}
      i18nStrings={{
        operatorContainsText: "contains (* stands for one label)",
        operatorLessOrEqualText: "at most",
      }}
    />
  );
}
