import ButtonDropdown, { type ButtonDropdownProps } from "@cloudscape-design/components/button-dropdown";
import { useState } from "react";

import { type Deployment } from "../../api/types.ts";
import { takesTurns } from "../deploy/roll-out.ts";
import { ChangeRollOut } from "./change-roll-out.tsx";
import { DeleteSuperseded } from "./delete-superseded.tsx";
import { Retarget } from "./retarget.tsx";
import { StopManaging } from "./stop-managing.tsx";
import { retargetId, rollOutId, supersededId, useAsk, useVerbItems } from "./use-verbs.ts";
import { fitting, type Verb, verbs } from "./verbs.ts";

const stopId = "stop" satisfies Verb;

interface VerbMenuProps extends Omit<ButtonDropdownProps, "items"> {
  deployments: readonly Deployment[];
}

/** Retry, cancel, re-deploy, give another certificate, change the roll-out, delete what was superseded, stop managing. */
export function VerbMenu({ deployments, ...rest }: VerbMenuProps) {
  const items = useVerbItems();
  const ask = useAsk();
  // What a dialog is about stays what it was opened for.
  const [opened, setOpened] = useState<{ id: string; about: Deployment[] } | null>(null);
  const open = (id: string, about: Deployment[]) => setOpened({ id, about });
  const close = () => setOpened(null);
  const [first] = opened?.about ?? [];
  return (
    <>
      <ButtonDropdown
        expandToViewport
        {...rest}
        items={items(deployments)}
        loading={ask.isPending}
        onItemClick={({ detail: { id } }) => {
          if (id === retargetId || id === supersededId) open(id, deployments.slice(0, 1));
          else if (id === rollOutId) open(id, deployments.filter(takesTurns));
          else if (id === stopId) open(id, fitting(stopId, deployments));
          else ask.mutate({ question: verbs[id as Verb], deployments: fitting(id as Verb, deployments) });
        }}
      />
      {opened?.id === retargetId && first && <Retarget deployment={first} onClose={close} />}
      {opened?.id === supersededId && first && <DeleteSuperseded deployment={first} onClose={close} />}
      {opened?.id === rollOutId && <ChangeRollOut deployments={opened.about} onClose={close} />}
      {opened?.id === stopId && (
        <StopManaging
          deployments={opened.about}
          onConfirm={() => ask.mutateAsync({ question: verbs.stop, deployments: opened.about })}
          onClose={close}
        />
      )}
    </>
  );
}
