import Checkbox from "@cloudscape-design/components/checkbox";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";

interface RenewalDraft {
  autoRenew: boolean;
  /** Percent, as it is typed. */
  whenLeft: string;
  newKey: boolean;
}

interface RenewalFieldsProps {
  draft: RenewalDraft;
  problem: string | undefined;
  onChange: (change: Partial<RenewalDraft>) => void;
}

/** When Certwright renews a certificate by itself, and how. */
export function RenewalFields({ draft, problem, onChange }: RenewalFieldsProps) {
  return (
    <>
      <Checkbox
        checked={draft.autoRenew}
        onChange={({ detail }) => onChange({ autoRenew: detail.checked })}
        description="Works where it is self-signed, or its authority and the authority's key are here."
      >
        Renew automatically
      </Checkbox>
      {draft.autoRenew && (
        <>
          <FormField
            label="Renew when this much of the lifetime is left (percent)"
            constraintText="1 to 99; 33 is a third."
            errorText={problem}
          >
            <Input
              value={draft.whenLeft}
              inputMode="numeric"
              autoComplete={false}
              onChange={({ detail }) => onChange({ whenLeft: detail.value })}
            />
          </FormField>
          <Checkbox
            checked={draft.newKey}
            onChange={({ detail }) => onChange({ newKey: detail.checked })}
            description="Otherwise the same key is used again."
          >
            With a new key each time
          </Checkbox>
        </>
      )}
    </>
  );
}
