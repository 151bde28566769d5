import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";

import { type ExportDraft, type ExportProblems, formatOf } from "./formats.ts";

interface ExportPasswordProps {
  draft: ExportDraft;
  problems: ExportProblems;
  onChange: (change: Partial<ExportDraft>) => void;
}

/** What the file is encrypted with: chosen here, typed again by whoever opens it. */
export function ExportPassword({ draft, problems, onChange }: ExportPasswordProps) {
  const needed = formatOf(draft.format)?.needsPassword === true;
  return (
    <SpaceBetween size="l">
      <FormField
        label={needed ? "Password of the file" : "Password of the private key (optional)"}
        description={
          needed
            ? "Whoever opens the file has to type it. Certwright does not keep it."
            : "With one the key is encrypted in the file. Certwright does not keep it."
        }
        errorText={problems.password}
      >
        <Input
          type="password"
          autoComplete="new-password"
          value={draft.password}
          onChange={({ detail }) => onChange({ password: detail.value })}
        />
      </FormField>
      {draft.password !== "" && (
        <FormField label="Password, once more" errorText={problems.repeated}>
          <Input
            type="password"
            autoComplete="new-password"
            value={draft.repeated}
            onChange={({ detail }) => onChange({ repeated: detail.value })}
          />
        </FormField>
      )}
    </SpaceBetween>
  );
}
