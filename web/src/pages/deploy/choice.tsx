import Select from "@cloudscape-design/components/select";
import { useQuery } from "@tanstack/react-query";

import { certificatesOfArnsQuery } from "../../api/certificates.ts";
import { type Candidate } from "../../api/types.ts";
import { optionOf } from "./candidate.ts";

interface ChoiceProps {
  choices: readonly Candidate[];
  chosen: string | null;
  /** For labels: "eu-west-1" */
  name: string;
  busy: boolean;
  onChoose: (arn: string) => void;
}

/** Which of several certificates in AWS is replaced, each with what tells it from the others. */
export function Choice({ choices, chosen, name, busy, onChoose }: ChoiceProps) {
  const seen = useQuery(certificatesOfArnsQuery(choices.map(({ arn }) => arn))).data?.items ?? [];
  const options = choices.map((candidate) =>
    optionOf(
      candidate,
      seen.find(({ arn }) => arn === candidate.arn),
    ),
  );
  return (
    <Select
      ariaLabel={`What to replace in ${name}`}
      placeholder="Choose what to replace"
      disabled={busy}
      expandToViewport
      selectedOption={options.find(({ value }) => value === chosen) ?? null}
      options={options}
      onChange={({ detail }) => onChoose(detail.selectedOption.value ?? "")}
    />
  );
}
