import Checkbox from "@cloudscape-design/components/checkbox";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";

import { type RollOut } from "./roll-out.ts";

interface CarefulInputProps {
  rollOut: RollOut;
  problem: string | undefined;
  onChange: (change: Partial<RollOut>) => void;
}

/** Whether the regions take turns, and how far apart. */
export function CarefulInput({ rollOut: { careful, pause }, problem, onChange }: CarefulInputProps) {
  return (
    <SpaceBetween size="xs">
      <Checkbox
        checked={careful}
        onChange={({ detail }) => onChange({ careful: detail.checked })}
        description="First all regions where nothing uses the certificate, then the others one by one. After the first failure no further region follows. Every later version is rolled out like that too."
      >
        Careful roll-out
      </Checkbox>
      {careful && (
        <FormField label="Pause between regions, in minutes" errorText={problem}>
          <Input
            type="number"
            inputMode="numeric"
            value={pause}
            onChange={({ detail }) => onChange({ pause: detail.value })}
          />
        </FormField>
      )}
    </SpaceBetween>
  );
}
