import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";

import { accountQuery } from "../../api/accounts.ts";
import { usePage } from "../../app/page.ts";
import { Failure } from "../../components/failure.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import { AccountForm } from "./account-form.tsx";

export default function AccountFormPage() {
  const { id } = useParams();
  const stored = useQuery({ ...accountQuery(id ?? ""), enabled: id !== undefined });
  const title = id === undefined ? "Add account" : (stored.data?.account.name ?? "Account");
  usePage(title, [{ text: "Accounts", href: "/accounts" }]);

  if (stored.isError) return <Failure error={stored.error} onRetry={() => void stored.refetch()} />;
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        description="How Certwright reaches an AWS account. It needs to read certificates; discovery changes nothing."
      >
        {title}
      </Header>
      {id !== undefined && stored.data === undefined ? (
        <Skeleton height="320px" />
      ) : (
        <AccountForm key={id ?? "new"} stored={stored.data ?? null} />
      )}
    </SpaceBetween>
  );
}
