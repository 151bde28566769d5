import Select from "@cloudscape-design/components/select";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { authoritiesQuery } from "../../api/making.ts";
import { ownCertificateQuery, repositoryNamesQuery } from "../../api/repository.ts";
import { type Certificate } from "../../api/types.ts";

const optionOf = ({ id, name, current }: Certificate) => ({
  value: id,
  label: name,
  description: current.domain_name || current.subject,
});

interface CertificateSelectProps {
  id: string;
  onChange: (certificate: Certificate) => void;
  /** Only those that can sign. */
  authorities?: boolean;
}

function useOffered(text: string, authorities: boolean) {
  const signing = useQuery({ ...authoritiesQuery(text), enabled: authorities });
  const all = useQuery({ ...repositoryNamesQuery(text), enabled: !authorities });
  return authorities
    ? { list: signing, items: signing.data ?? [] }
    : { list: all, items: all.data?.items ?? [] };
}

/** A certificate of the repository, found by what its name contains. */
export function CertificateSelect({ id, onChange, authorities = false }: CertificateSelectProps) {
  const [text, setText] = useState("");
  const { list, items } = useOffered(text, authorities);
  const chosen = useQuery({ ...ownCertificateQuery(id), enabled: id !== "" });
  return (
    <Select
      selectedOption={
        id === "" ? null : chosen.data ? optionOf(chosen.data.certificate) : { value: id, label: id }
      }
      options={items.map(optionOf)}
      filteringType="manual"
      filteringAriaLabel={authorities ? "Name of an authority" : "Name of a certificate"}
      filteringPlaceholder="Part of a name"
      statusType={list.isPending ? "loading" : list.isError ? "error" : "finished"}
      loadingText={authorities ? "Loading authorities" : "Loading certificates"}
      errorText="The certificates could not be loaded."
      recoveryText="Try again"
      placeholder={authorities ? "Choose an authority" : "Choose a certificate"}
      empty={
        authorities ? "No authority with a key here has such a name." : "No certificate has such a name."
      }
      onLoadItems={({ detail }) => {
        setText(detail.filteringText);
        if (list.isError) void list.refetch();
      }}
      onChange={({ detail }) => {
        const found = items.find((item) => item.id === detail.selectedOption.value);
        if (found !== undefined) onChange(found);
      }}
    />
  );
}
