import Multiselect from "@cloudscape-design/components/multiselect";
import { useQueries, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { ownCertificateQuery, repositoryNamesQuery } from "../../api/repository.ts";
import { type Certificate } from "../../api/types.ts";

/** The certificates behind ids, as far as they were read. */
const useCertificates = (ids: readonly string[]) =>
  useQueries({
    queries: ids.map((id) => ownCertificateQuery(id)),
    combine: (results) =>
      new Map(
        results.flatMap(({ data }, index) =>
          data === undefined ? [] : [[ids[index] ?? "", data.certificate] as const],
        ),
      ),
  });

const optionOf = (id: string, certificate: Certificate | undefined) => ({
  value: id,
  label: certificate?.name ?? id,
  ...(certificate !== undefined && { description: certificate.current.domain_name }),
});

interface CertificatesInputProps {
  ids: string[];
  onChange: (ids: string[]) => void;
}

/** Certificates of the repository, found by what their names contain. */
export function CertificatesInput({ ids, onChange }: CertificatesInputProps) {
  const [text, setText] = useState("");
  const offered = useQuery(repositoryNamesQuery(text));
  const byId = useCertificates(ids);
  return (
    <Multiselect
      selectedOptions={ids.map((id) => optionOf(id, byId.get(id)))}
      options={(offered.data?.items ?? []).map((certificate) => optionOf(certificate.id, certificate))}
      filteringType="manual"
      filteringAriaLabel="Name of a certificate"
      filteringPlaceholder="Part of a name"
      statusType={offered.isPending ? "loading" : offered.isError ? "error" : "finished"}
      loadingText="Loading certificates"
      errorText="The certificates could not be loaded."
      recoveryText="Try again"
      placeholder="Choose certificates"
      empty="No certificate has such a name."
      deselectAriaLabel={({ label }) => `Remove ${label ?? "certificate"}`}
      onLoadItems={({ detail }) => {
        setText(detail.filteringText);
        if (offered.isError) void offered.refetch();
      }}
      onChange={({ detail }) => onChange(detail.selectedOptions.flatMap(({ value }) => value ?? []))}
    />
  );
}
