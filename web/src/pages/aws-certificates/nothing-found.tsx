import Button from "@cloudscape-design/components/button";

import { usePermission } from "../../app/session.tsx";
import { ButtonTo } from "../../components/button-to.tsx";
import { Empty } from "../../components/empty.tsx";
import { PermittedButton } from "../../components/permitted-button.tsx";

interface NothingFoundProps {
  filtered: boolean;
  hasAccounts: boolean;
  onClear: () => void;
  onDiscover: () => void;
}

/** An empty list has three reasons, and each has its own next step. */
export function NothingFound({ filtered, hasAccounts, onClear, onDiscover }: NothingFoundProps) {
  const { allowed, reason } = usePermission("accounts_write");
  if (filtered) {
    return (
      <Empty title="No matches" action={<Button onClick={onClear}>Clear filter</Button>}>
        No certificate matches the filter.
      </Empty>
    );
  }
  if (!hasAccounts) {
    return (
      <Empty
        title="No AWS account yet"
        action={
          <ButtonTo href="/accounts/add" variant="primary" disabled={!allowed} disabledReason={reason}>
            Add account
          </ButtonTo>
        }
      >
        Add an account, then discover its certificates.
      </Empty>
    );
  }
  return (
    <Empty
      title="No certificates yet"
      action={
        <PermittedButton needs="inventory_scan" variant="primary" onClick={onDiscover}>
          Discover
        </PermittedButton>
      }
    >
      Discovery lists the certificates of every enabled account and region.
    </Empty>
  );
}
