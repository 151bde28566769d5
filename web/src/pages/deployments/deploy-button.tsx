import { type ButtonProps } from "@cloudscape-design/components/button";

import { usePermission } from "../../app/session.tsx";
import { ButtonTo } from "../../components/button-to.tsx";
import { deployPath, type Preset } from "../deploy/preset.ts";

/** Leads to the form that deploys, with what is known already filled in. */
export function DeployButton({
  certificates,
  group,
  account,
  regions,
  children = "Deploy",
  ...rest
}: ButtonProps & Preset) {
  const { allowed, reason } = usePermission("deployments_write");
  const href = deployPath({ certificates, group, account, regions });
  return (
    <ButtonTo {...rest} href={href} {...(!allowed && { disabled: true, disabledReason: reason })}>
      {children}
    </ButtonTo>
  );
}
