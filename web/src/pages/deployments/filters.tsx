import Select, { type SelectProps } from "@cloudscape-design/components/select";
import Token from "@cloudscape-design/components/token";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { accountsQuery } from "../../api/accounts.ts";
import { valuesQuery } from "../../api/certificates.ts";
import { someDeploymentsQuery } from "../../api/deployments.ts";
import { repositoryNamesQuery, ownCertificateQuery } from "../../api/repository.ts";
import { count } from "../../format/dates.ts";
import { deploymentState, deploymentStates, syncState, syncStates } from "../../format/states.ts";

export const filterKeys = ["certificate", "account", "region", "state", "sync_state"] as const;
type Key = (typeof filterKeys)[number];

interface FiltersProps {
  filters: URLSearchParams;
  onChange: (key: Key, value: string) => void;
}

/** What the list is narrowed to; each has one answer. */
export function Filters({ filters, onChange }: FiltersProps) {
  const accounts = useQuery(accountsQuery).data?.items ?? [];
  const regions = useRegions();
  const certificates = filters.getAll("certificate");
  const select = (key: Key, label: string, options: SelectProps.Option[]) => (
    <OneOf
      label={label}
      value={filters.get(key) ?? ""}
      options={options}
      onChange={(v) => onChange(key, v)}
    />
  );
  return (
    <div className="filters many">
      {certificates.length > 1 ? (
        <Token
          label={`Of ${count(certificates.length, "certificate")}`}
          dismissLabel="Show the deployments of all certificates"
          onDismiss={() => onChange("certificate", "")}
        />
      ) : (
        <OfCertificate id={certificates[0] ?? ""} onChange={(id) => onChange("certificate", id)} />
      )}
      {select(
        "account",
        "account",
        accounts.map(({ id, name }) => ({ value: id, label: name })),
      )}
      {select(
        "region",
        "region",
        regions.map((value) => ({ value, label: value })),
      )}
      {select(
        "state",
        "state",
        deploymentStates.map((value) => ({ value, label: deploymentState(value).text })),
      )}
      {select(
        "sync_state",
        "sync state",
        syncStates.map((value) => ({ value, label: syncState(value).text })),
      )}
    </div>
  );
}

/** Those that certificates were found in, and those that something is deployed to. */
function useRegions(): string[] {
  const found = useQuery(valuesQuery("region")).data?.values ?? [];
  const some = useQuery(someDeploymentsQuery).data?.items ?? [];
  const all = new Set([...found.map(({ value }) => value), ...some.map(({ region }) => region)]);
  all.delete("aws-global");
  return [...all].toSorted();
}

interface OneOfProps {
  label: string;
  value: string;
  options: SelectProps.Option[];
  onChange: (value: string) => void;
}

function OneOf({ label, value, options, onChange }: OneOfProps) {
  const any = { value: "", label: `Any ${label}` };
  // What the address asks for is shown even when nothing is known of it.
  const chosen = options.find((option) => option.value === value) ?? { value, label: value };
  return (
    <Select
      ariaLabel={`Filter by ${label}`}
      selectedOption={value === "" ? any : chosen}
      options={[any, ...options]}
      filteringType={options.length > 10 ? "auto" : "none"}
      expandToViewport
      onChange={({ detail }) => onChange(detail.selectedOption.value ?? "")}
    />
  );
}

/** Of many certificates, those are offered whose name has what was typed. */
function OfCertificate({ id, onChange }: { id: string; onChange: (id: string) => void }) {
  const [text, setText] = useState("");
  const offered = useQuery(repositoryNamesQuery(text));
  const chosen = useQuery({ ...ownCertificateQuery(id), enabled: id !== "" });
  const any = { value: "", label: "Any certificate" };
  const options = (offered.data?.items ?? []).map(({ id: value, name }) => ({ value, label: name }));
  return (
    <Select
      ariaLabel="Filter by certificate"
      selectedOption={id === "" ? any : { value: id, label: chosen.data?.certificate.name ?? id }}
      options={text === "" ? [any, ...options] : options}
      filteringType="manual"
      filteringAriaLabel="Name of a certificate"
      statusType={offered.isPending ? "loading" : offered.isError ? "error" : "finished"}
      loadingText="Loading certificates"
      errorText="The certificates could not be loaded."
      recoveryText="Try again"
      empty="No certificate has such a name."
      expandToViewport
      onLoadItems={({ detail }) => setText(detail.filteringText)}
      onChange={({ detail }) => onChange(detail.selectedOption.value ?? "")}
    />
  );
}
