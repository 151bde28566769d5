import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type ReactNode } from "react";

interface PageActionsProps {
  /** What the page shows. */
  query: { isFetching: boolean; refetch: () => unknown };
  children?: ReactNode;
}

/** What can be done on a page, side by side; the first is to read again what it shows. */
export function PageActions({ query, children }: PageActionsProps) {
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button
        iconName="refresh"
        ariaLabel="Refresh"
        loading={query.isFetching}
        onClick={() => void query.refetch()}
      />
      {children}
    </SpaceBetween>
  );
}
