import FormField from "@cloudscape-design/components/form-field";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery } from "@tanstack/react-query";

import { groupNamesQuery } from "../../api/groups.ts";
import { repositoryQuery } from "../../api/repository.ts";
import { FilterBar } from "../../components/filter-bar.tsx";
import { count } from "../../format/dates.ts";
import { ruleLanguage } from "../certificates/filters.ts";
import { CertificatesInput } from "./certificates-input.tsx";
import { type Draft, type Problems, type Source } from "./draft.ts";

interface WhatInputProps {
  draft: Draft;
  problems: Problems;
  onChange: (change: Partial<Draft>) => void;
}

/** Which certificates: one by one, or by what they have in common. */
export function WhatInput({ draft, problems, onChange }: WhatInputProps) {
  return (
    <SpaceBetween size="s">
      <SegmentedControl
        label="How the certificates are chosen"
        selectedId={draft.source}
        options={[
          { id: "hand", text: "Certificates" },
          { id: "group", text: "A group" },
          { id: "filter", text: "A filter" },
        ]}
        onChange={({ detail }) => onChange({ source: detail.selectedId as Source })}
      />
      {draft.source === "hand" && (
        <FormField
          label="Certificates"
          description="Of the repository. Their current versions are deployed, with chain and private key."
          errorText={problems.certificates}
        >
          <CertificatesInput
            ids={draft.certificates}
            onChange={(certificates) => onChange({ certificates })}
          />
        </FormField>
      )}
      {draft.source === "group" && (
        <GroupInput id={draft.group} problem={problems.group} onChange={(group) => onChange({ group })} />
      )}
      {draft.source === "filter" && (
        <FilterInput
          filter={draft.filter}
          problem={problems.filter}
          onChange={(filter) => onChange({ filter })}
        />
      )}
    </SpaceBetween>
  );
}

interface GroupInputProps {
  id: string;
  problem: string | undefined;
  onChange: (id: string) => void;
}

function GroupInput({ id, problem, onChange }: GroupInputProps) {
  const groups = useQuery(groupNamesQuery);
  const options = (groups.data?.items ?? []).map(({ id: value, name, size }) => ({
    value,
    label: name,
    description: count(size, "certificate"),
  }));
  return (
    <FormField
      label="Group"
      description="The certificates that are in it now. What comes into it later takes an order of its own."
      errorText={problem}
    >
      <Select
        selectedOption={options.find(({ value }) => value === id) ?? null}
        options={options}
        placeholder="Choose a group"
        empty="There is no group yet."
        statusType={groups.isPending ? "loading" : groups.isError ? "error" : "finished"}
        loadingText="Loading groups"
        errorText="The groups could not be loaded."
        filteringType={options.length > 10 ? "auto" : "none"}
        onChange={({ detail }) => onChange(detail.selectedOption.value ?? "")}
      />
    </FormField>
  );
}

interface FilterInputProps {
  filter: string;
  problem: string | undefined;
  onChange: (filter: string) => void;
}

function FilterInput({ filter, problem, onChange }: FilterInputProps) {
  const filters = new URLSearchParams(filter);
  const found = useQuery({
    ...repositoryQuery({ filters, sort: "name", limit: 1, cursor: null }),
    enabled: filter !== "",
  });
  const total = found.data?.total ?? null;
  return (
    <FormField
      label="Filter"
      description="All certificates that it finds now. Different properties all hold."
      errorText={problem}
      stretch
    >
      <FilterBar
        language={ruleLanguage}
        filters={filters}
        onChange={(next) => onChange(next.toString())}
        countText={filter === "" || total === null ? "" : count(total, "certificate")}
        name="Filter"
        placeholder="Name, domain, owner, tag, expiry…"
      />
    </FormField>
  );
}
