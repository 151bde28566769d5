import Button, { type ButtonProps } from "@cloudscape-design/components/button";

import { type Permission } from "../api/types.ts";
import { usePermission } from "../app/session.tsx";

/** A button that stays visible without the permission, and then says why it cannot be pressed. */
export function PermittedButton({ needs, ...rest }: ButtonProps & { needs: Permission }) {
  const { allowed, reason } = usePermission(needs);
  return <Button {...rest} {...(!allowed && { disabled: true, disabledReason: reason })} />;
}
