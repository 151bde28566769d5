import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode } from "react";

import { repositoryQuery } from "../../api/repository.ts";
import { FilterBar } from "../../components/filter-bar.tsx";
import { count } from "../../format/dates.ts";
import { ruleLanguage } from "../certificates/filters.ts";
import { type GroupDraft, type Problems } from "./draft.ts";

interface TextFieldProps {
  value: string;
  problem: string | undefined;
  onChange: (value: string) => void;
}

export function NameField({ value, problem, onChange }: TextFieldProps) {
  return (
    <FormField label="Name" errorText={problem}>
      <Input
        value={value}
        autoComplete={false}
        spellcheck={false}
        onChange={({ detail }) => onChange(detail.value)}
      />
    </FormField>
  );
}

function DescriptionField({ value, problem, onChange }: TextFieldProps) {
  return (
    <FormField label="Description" errorText={problem}>
      <Input value={value} autoComplete={false} onChange={({ detail }) => onChange(detail.value)} />
    </FormField>
  );
}

interface GroupFieldsProps {
  draft: GroupDraft;
  byRule: boolean;
  problems: Problems;
  onChange: (change: Partial<GroupDraft>) => void;
  /** How its members are told, between what it is called and its rule. */
  children?: ReactNode;
}

/** What a group is called, and by a rule its rule. */
export function GroupFields({ draft, byRule, problems, onChange, children }: GroupFieldsProps) {
  return (
    <SpaceBetween size="l">
      <NameField value={draft.name} problem={problems.name} onChange={(name) => onChange({ name })} />
      <DescriptionField
        value={draft.description}
        problem={problems.description}
        onChange={(description) => onChange({ description })}
      />
      {children}
      {byRule && (
        <RuleField value={draft.rule} problem={problems.rule} onChange={(rule) => onChange({ rule })} />
      )}
    </SpaceBetween>
  );
}

/** The filter of the list of certificates, with the number of those that it finds at the moment. */
function RuleField({ value, problem, onChange }: TextFieldProps) {
  const filters = new URLSearchParams(value);
  const found = useQuery({
    ...repositoryQuery({ filters, sort: "name", limit: 1, cursor: null }),
    enabled: value !== "",
  });
  const total = found.data?.total ?? null;
  return (
    <FormField
      label="Rule"
      description="Whatever it finds at the moment is in the group. Different properties all hold."
      errorText={problem}
      stretch
    >
      <FilterBar
        language={ruleLanguage}
        filters={filters}
        onChange={(next) => onChange(next.toString())}
        countText={value === "" || total === null ? "" : count(total, "certificate", "certificates")}
        name="Rule"
        placeholder="Name, domain, owner, tag, expiry…"
      />
    </FormField>
  );
}
