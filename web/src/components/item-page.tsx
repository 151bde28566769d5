import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type UseQueryResult } from "@tanstack/react-query";
import { type ReactNode } from "react";

import { Failure } from "./failure.tsx";
import { Skeleton } from "./skeleton.tsx";

interface ItemPageProps<T> {
  query: UseQueryResult<T>;
  title: string;
  actions: ReactNode;
  /** What is shown of it once it was read. */
  children: (item: T) => ReactNode;
}

/** A page about one thing: its name, what can be done with it, and something in its place until it was read. */
export function ItemPage<T>({ query, title, actions, children }: ItemPageProps<T>) {
  if (query.isError) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <SpaceBetween size="l">
      <Header variant="h1" actions={actions}>
        {query.isPending ? <Skeleton width="20ch" /> : title}
      </Header>
      {query.isPending ? (
        <Container>
          <Skeleton />
          <Skeleton width="60%" />
        </Container>
      ) : (
        children(query.data)
      )}
    </SpaceBetween>
  );
}
