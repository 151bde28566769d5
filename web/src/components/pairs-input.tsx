import AttributeEditor from "@cloudscape-design/components/attribute-editor";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";

import { type Pair } from "./pairs.ts";

interface PairsInputProps {
  label: string;
  /** "tag" */
  noun: string;
  description?: string;
  pairs: Pair[];
  onChange: (pairs: Pair[]) => void;
  errorText?: string | undefined;
}

/** Keys and values, as many as there are. */
export function PairsInput({ label, noun, description, pairs, onChange, errorText }: PairsInputProps) {
  const input = (part: keyof Pair) => (pair: Pair, index: number) => (
    <Input
      value={pair[part]}
      ariaLabel={`${part === "key" ? "Key" : "Value"} of ${noun} ${index + 1}`}
      onChange={({ detail }) =>
        onChange(pairs.map((each, at) => (at === index ? { ...each, [part]: detail.value } : each)))
      }
    />
  );
  return (
    <FormField label={label} description={description} errorText={errorText} stretch>
      <AttributeEditor
        items={pairs}
        empty={`No ${noun} yet.`}
        addButtonText={`Add ${noun}`}
        removeButtonText="Remove"
        removeButtonAriaLabel={(pair) => `Remove ${noun} ${pair.key}`.trim()}
        disableAddButton={pairs.length >= 50}
        definition={[
          { label: "Key", control: input("key") },
          { label: "Value", control: input("value") },
        ]}
        onAddButtonClick={() => onChange([...pairs, { key: "", value: "" }])}
        onRemoveButtonClick={({ detail }) => onChange(pairs.filter((_, at) => at !== detail.itemIndex))}
      />
    </FormField>
  );
}
