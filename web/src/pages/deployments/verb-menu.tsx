import ButtonDropdown, { type ButtonDropdownProps } from "@cloudscape-design/components/button-dropdown";
import { useState } from "react";

import { type Deployment } from "../../api/types.ts";
import { DeleteSuperseded } from "./delete-superseded.tsx";
import { Retarget } from "./retarget.tsx";
import { StopManaging } from "./stop-managing.tsx";
import { retargetId, supersededId, useAsk, useVerbItems } from "./use-verbs.ts";
import { fitting, type Verb } from "./verbs.ts";

interface VerbMenuProps extends Omit<ButtonDropdownProps, "items"> {
  deployments: readonly Deployment[];
}

/** Retry, cancel, re-deploy, give another certificate, delete what was superseded, stop managing. */
export function VerbMenu({ deployments, ...rest }: VerbMenuProps) {
  const items = useVerbItems();
  const ask = useAsk();
  const [target, setTarget] = useState<Deployment | null>(null);
  const [cleared, setCleared] = useState<Deployment | null>(null);
  const [stopping, setStopping] = useState<Deployment[] | null>(null);
  return (
    <>
      <ButtonDropdown
        expandToViewport
        {...rest}
        items={items(deployments)}
        loading={ask.isPending}
        onItemClick={({ detail }) => {
          if (detail.id === retargetId) {
            setTarget(deployments[0] ?? null);
            return;
          }
          if (detail.id === supersededId) {
            setCleared(deployments[0] ?? null);
            return;
          }
          const verb = detail.id as Verb;
          if (verb === "stop") setStopping(fitting("stop", deployments));
          else ask.mutate({ verb, deployments });
        }}
      />
      {target && <Retarget deployment={target} onClose={() => setTarget(null)} />}
      {cleared && <DeleteSuperseded deployment={cleared} onClose={() => setCleared(null)} />}
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
