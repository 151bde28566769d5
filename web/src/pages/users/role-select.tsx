import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";

import { type Role } from "../../api/types.ts";

const roles: { value: Role; label: string; description: string }[] = [
  { value: "administrator", label: "Administrator", description: "Everything, users too" },
  { value: "operator", label: "Operator", description: "Reads, discovers, keeps accounts, and steers jobs" },
  { value: "auditor", label: "Auditor", description: "Only reads, the audit log too" },
];

export function RoleSelect({ role, onChange }: { role: Role; onChange: (role: Role) => void }) {
  return (
    <FormField label="Role">
      <Select
        options={roles}
        selectedOption={roles.find(({ value }) => value === role) ?? null}
        triggerVariant="option"
        onChange={({ detail }) => onChange(detail.selectedOption.value as Role)}
      />
    </FormField>
  );
}
