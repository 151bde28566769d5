import Autosuggest from "@cloudscape-design/components/autosuggest";
import SpaceBetween from "@cloudscape-design/components/space-between";
import TokenGroup from "@cloudscape-design/components/token-group";
import { useState } from "react";

interface RegionsInputProps {
  regions: string[];
  suggestions: string[];
  onChange: (regions: string[]) => void;
  placeholder: string;
}

/** Regions by name; any may be typed, since AWS opens new ones without asking us. */
export function RegionsInput({ regions, suggestions, onChange, placeholder }: RegionsInputProps) {
  const [text, setText] = useState("");
  const add = (typed: string) => {
    const region = typed.trim().toLowerCase();
    if (region !== "" && !regions.includes(region)) onChange([...regions, region]);
    setText("");
  };
  return (
    <SpaceBetween size="xs">
      <Autosuggest
        value={text}
        ariaLabel="Add region"
        placeholder={placeholder}
        options={suggestions.filter((region) => !regions.includes(region)).map((value) => ({ value }))}
        enteredTextLabel={(value) => `Add "${value}"`}
        empty="Type a region, for example eu-central-1"
        onChange={({ detail }) => setText(detail.value)}
        onSelect={({ detail }) => add(detail.value)}
        onKeyDown={(event) => {
          if (event.detail.key === "Enter" && text.trim() !== "") {
            event.preventDefault();
            add(text);
          }
        }}
        onBlur={() => add(text)}
      />
      {regions.length > 0 && (
        <TokenGroup
          items={regions.map((region) => ({ label: region, dismissLabel: `Remove ${region}` }))}
          onDismiss={({ detail }) => onChange(regions.filter((_, index) => index !== detail.itemIndex))}
        />
      )}
    </SpaceBetween>
  );
}
