import ButtonDropdown, { type ButtonDropdownProps } from "@cloudscape-design/components/button-dropdown";
import { useState } from "react";

import { type Deployment } from "../../api/types.ts";
import { StopManaging } from "./stop-managing.tsx";
import { useAsk, useVerbItems } from "./use-verbs.ts";
import { fitting, type Verb } from "./verbs.ts";

interface VerbMenuProps extends Omit<ButtonDropdownProps, "items"> {
  deployments: readonly Deployment[];
}

/** Retry, cancel, re-deploy, stop managing. */
export function VerbMenu({ deployments, ...rest }: VerbMenuProps) {
  const items = useVerbItems();
  const ask = useAsk();
  const [stopping, setStopping] = useState<Deployment[] | null>(null);
  return (
    <>
      <ButtonDropdown
        expandToViewport
        {...rest}
        items={items(deployments)}
        loading={ask.isPending}
        onItemClick={({ detail }) => {
          const verb = detail.id as Verb;
          if (verb === "stop") setStopping(fitting("stop", deployments));
          else ask.mutate({ verb, deployments });
        }}
      />
      {stopping && (
        <StopManaging
          deployments={stopping}
          onConfirm={() => ask.mutateAsync({ verb: "stop", deployments: stopping })}
          onClose={() => setStopping(null)}
        />
      )}
    </>
  );
}
