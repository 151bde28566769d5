import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import ProgressBar from "@cloudscape-design/components/progress-bar";
import SpaceBetween from "@cloudscape-design/components/space-between";

import { passwordStrength, shortestPassword } from "../format/passwords.ts";

interface NewPasswordProps {
  value: string;
  repeated: string;
  userName?: string;
  onChange: (change: { value?: string; repeated?: string }) => void;
  /** True after a failed attempt to send: now the fields complain. */
  complain: boolean;
  serverProblem?: string | undefined;
  label?: string;
}

export function newPasswordReady(value: string, repeated: string): boolean {
  return value.length >= shortestPassword && value === repeated;
}

/** A password to be chosen: twice, with its strength in words. */
export function NewPassword(props: NewPasswordProps) {
  const { value, repeated, userName, onChange, complain, serverProblem, label = "Password" } = props;
  const strength = passwordStrength(value, userName);
  const short =
    complain && value.length < shortestPassword ? `Use at least ${shortestPassword} characters.` : "";
  return (
    <SpaceBetween size="l">
      <FormField
        label={label}
        description={`At least ${shortestPassword} characters; a few unrelated words are good.`}
        errorText={serverProblem ?? short}
      >
        <Input
          type="password"
          autoComplete="new-password"
          value={value}
          onChange={({ detail }) => onChange({ value: detail.value })}
        />
      </FormField>
      {value !== "" && (
        <ProgressBar
          value={strength.score * 25}
          description={strength.words}
          ariaLabel="Password strength"
          variant="standalone"
        />
      )}
      <FormField
        label={`${label}, once more`}
        errorText={
          (complain || repeated.length >= value.length) && repeated !== value ? "The two differ." : ""
        }
      >
        <Input
          type="password"
          autoComplete="new-password"
          value={repeated}
          onChange={({ detail }) => onChange({ repeated: detail.value })}
        />
      </FormField>
    </SpaceBetween>
  );
}
