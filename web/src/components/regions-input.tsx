import Autosuggest from "@cloudscape-design/components/autosuggest";
import Box from "@cloudscape-design/components/box";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import TokenGroup from "@cloudscape-design/components/token-group";
import { useRef, useState } from "react";

import { regionMeant, wholeRegion } from "./regions.ts";

interface RegionsInputProps {
  regions: string[];
  suggestions: string[];
  onChange: (regions: string[]) => void;
  placeholder: string;
}

/** Regions by name; any that is written out may be typed, since AWS opens new ones without asking us. */
export function RegionsInput({ regions, suggestions, onChange, placeholder }: RegionsInputProps) {
  const [text, setText] = useState("");
  const [rejected, setRejected] = useState(false);
  // Cloudscape tells of the key too when it has chosen by it.
  const chosenByKey = useRef(false);
  const offered = suggestions.filter((region) => !regions.includes(region));
  const isUnknown = wholeRegion(text, suggestions) !== null && !suggestions.includes(text);

  const type = (value: string) => {
    setText(value);
    setRejected(false);
  };
  const add = (region: string | null) => {
    setRejected(region === null);
    if (region === null) return;
    if (!regions.includes(region)) onChange([...regions, region]);
    setText("");
  };
  return (
    <SpaceBetween size="xs">
      <Autosuggest
        value={text}
        ariaLabel="Add region"
        placeholder={placeholder}
        options={offered.map((value) => ({ value }))}
        enteredTextLabel={(value) => `Add "${value}"`}
        hideEnteredTextOption={!isUnknown}
        empty="Type a region, for example eu-central-1"
        onChange={({ detail }) => type(detail.value)}
        onSelect={({ detail }) => {
          chosenByKey.current = true;
          if (detail.value.trim() !== "") add(regionMeant(detail.value, offered));
        }}
        onKeyDown={(event) => {
          if (event.detail.key !== "Enter" || text.trim() === "") return;
          event.preventDefault();
          if (!chosenByKey.current) add(regionMeant(text, offered));
        }}
        onKeyUp={() => {
          chosenByKey.current = false;
        }}
        onBlur={() => {
          chosenByKey.current = false;
          if (text.trim() !== "") add(wholeRegion(text, suggestions));
        }}
      />
      {rejected && (
        <Box fontSize="body-s">
          <StatusIndicator type="error">
            Choose one from the list, or write a region out, for example eu-central-1.
          </StatusIndicator>
        </Box>
      )}
      {regions.length > 0 && (
        <TokenGroup
          items={regions.map((region) => ({ label: region, dismissLabel: `Remove ${region}` }))}
          onDismiss={({ detail }) => onChange(regions.filter((_, index) => index !== detail.itemIndex))}
        />
      )}
    </SpaceBetween>
  );
}
