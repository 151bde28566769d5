import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";

import { Empty } from "../../components/empty.tsx";
import { PermittedButton } from "../../components/permitted-button.tsx";
import { CreateButton } from "../making/create-button.tsx";

interface NothingFoundProps {
  filtered: boolean;
  onClear: () => void;
  onImport: () => void;
}

/** A filter that nothing matches, or a repository that nobody has filled yet. */
export function NothingFound({ filtered, onClear, onImport }: NothingFoundProps) {
  if (filtered) {
    return (
      <Empty title="No matches" action={<Button onClick={onClear}>Clear filter</Button>}>
        No certificate matches the filter.
      </Empty>
    );
  }
  return (
    <Empty
      title="No certificates yet"
      action={
        <SpaceBetween direction="horizontal" size="xs" alignItems="center">
          <CreateButton />
          <PermittedButton needs="repository_write" variant="primary" onClick={onImport}>
            Import
          </PermittedButton>
        </SpaceBetween>
      }
    >
      Import certificates with their chains and private keys: PEM, PKCS#12, PKCS#7, DER or Java keystores. Or
      create one here, self-signed or by an authority of your own.
    </Empty>
  );
}
