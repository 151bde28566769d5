import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";

import { type KeyAlgorithm } from "../../api/types.ts";
import { keyKinds } from "./description.ts";

interface KeyFieldProps {
  value: KeyAlgorithm | "";
  errorText: string | undefined;
  onChange: (value: KeyAlgorithm | "") => void;
  /** Where there is a certificate to take the kind from. */
  asModel?: boolean;
}

export function KeyField({ value, errorText, onChange, asModel = false }: KeyFieldProps) {
  const options = [...(asModel ? [{ value: "", label: "As the certificate has" }] : []), ...keyKinds];
  return (
    <FormField
      label="Key type"
      description="The key is made here and kept encrypted; it is exported only by permission."
      errorText={errorText}
    >
      <Select
        selectedOption={options.find((option) => option.value === value) ?? null}
        options={options}
        onChange={({ detail }) => onChange((detail.selectedOption.value ?? "") as KeyAlgorithm | "")}
      />
    </FormField>
  );
}
