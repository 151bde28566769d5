import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";

interface PasswordsInputProps {
  passwords: string[];
  onChange: (passwords: string[]) => void;
}

const most = 20;

/** Passwords of what is brought in, each hidden. The server tries them in order and keeps none. */
export function PasswordsInput({ passwords, onChange }: PasswordsInputProps) {
  return (
    <SpaceBetween size="xs">
      {passwords.map((password, index) => (
        <FormField
          key={index}
          label={index === 0 ? "Password" : `Password ${index + 1}`}
          {...(index === 0 && {
            description:
              "Of keystores and encrypted keys. Of several, each is tried on all that is encrypted.",
          })}
          secondaryControl={
            index > 0 && (
              <Button
                variant="icon"
                iconName="close"
                formAction="none"
                ariaLabel={`Remove password ${index + 1}`}
                onClick={() => onChange(passwords.filter((_, at) => at !== index))}
              />
            )
          }
        >
          <Input
            type="password"
            // A new one, for the browser: it neither fills it in nor offers to keep it for this site.
            autoComplete="new-password"
            value={password}
            onChange={({ detail }) =>
              onChange(passwords.map((each, at) => (at === index ? detail.value : each)))
            }
          />
        </FormField>
      ))}
      <Button
        variant="inline-link"
        iconName="add-plus"
        formAction="none"
        disabled={passwords.length >= most}
        onClick={() => onChange([...passwords, ""])}
      >
        Another password
      </Button>
    </SpaceBetween>
  );
}
