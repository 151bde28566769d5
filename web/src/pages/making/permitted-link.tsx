import { type ButtonProps } from "@cloudscape-design/components/button";

import { usePermission } from "../../app/session.tsx";
import { ButtonTo } from "../../components/button-to.tsx";

/** Leads to a form that only those may send who may change the repository. */
export function PermittedLink(props: ButtonProps & { href: string }) {
  const { allowed, reason } = usePermission("repository_write");
  return <ButtonTo {...props} {...(!allowed && { disabled: true, disabledReason: reason })} />;
}
