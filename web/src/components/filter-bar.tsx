import PropertyFilter, { type PropertyFilterProps } from "@cloudscape-design/components/property-filter";
import { useState } from "react";

import { number } from "../format/dates.ts";
import { type FilterLanguage, type Property } from "./filters.ts";

export interface Suggestion {
  value: string;
  label?: string;
  count?: number;
}

interface FilterBarProps {
  language: FilterLanguage;
  filters: URLSearchParams;
  onChange: (filters: URLSearchParams) => void;
  countText: string;
  /** "Filter AWS certificates" */
  name: string;
  placeholder: string;
  /** How ":" is read. */
  contains?: string;
  /** Values that the server knows, for properties that ask for them. */
  suggestions?: (property: string) => Promise<Suggestion[]>;
  /** Words for a value that the property itself has none for. */
  show?: (property: Property, value: string) => string;
}

const words = (property: Property, value: string) => property.show?.(value) ?? value;

/** A property filter with suggestions, and with the number of things behind each where the server counts them. */
export function FilterBar(props: FilterBarProps) {
  const { language, filters, onChange, countText, name, placeholder, contains, suggestions } = props;
  const show = props.show ?? words;
  const [options, setOptions] = useState<PropertyFilterProps.FilteringOption[]>([]);
  const [status, setStatus] = useState<PropertyFilterProps.StatusType>("finished");

  const option = (property: Property, { value, label, count }: Suggestion) => ({
    propertyKey: property.key,
    value,
    label: property.show?.(value) ?? label ?? value,
    ...(count !== undefined && { tags: [number(count)] }),
  });
  const suggest = (all: PropertyFilterProps.FilteringOption[]) => {
    setOptions(all);
    setStatus("finished");
  };

  const load = async ({ filteringProperty, filteringText }: PropertyFilterProps.LoadItemsDetail) => {
    const property = filteringProperty ? language.propertyOf(filteringProperty.key) : undefined;
    if (property === undefined) {
      suggest([]);
      return;
    }
    const fixed = property.kind === "yes-no" ? ["true", "false"] : property.values;
    if (fixed) {
      suggest(fixed.map((value) => option(property, { value })));
      return;
    }
    if (property.suggest === undefined || suggestions === undefined) {
      suggest([]);
      return;
    }
    setStatus("loading");
    try {
      const values = await suggestions(property.suggest);
      const typed =
        property.key === "tag" && filteringText.includes("=")
          ? [option(property, { value: filteringText })]
          : [];
      suggest([...typed, ...values.map((each) => option(property, each))]);
    } catch {
      setStatus("error");
    }
  };

  return (
    <PropertyFilter
      query={language.toQuery(filters)}
      onChange={({ detail }) => onChange(language.toFilters(detail))}
      filteringProperties={language.properties.map((property) => ({
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
      customGroupsText={[...new Set(language.properties.map(({ group }) => group))].map((group) => ({
        group,
        properties: group,
        values: group,
      }))}
      filteringOptions={options}
      filteringStatusType={status}
      onLoadItems={({ detail }) => void load(detail)}
      filteringAriaLabel={name}
      filteringPlaceholder={placeholder}
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
        operatorContainsText: contains ?? "contains",
        operatorLessOrEqualText: "at most",
      }}
    />
  );
}
