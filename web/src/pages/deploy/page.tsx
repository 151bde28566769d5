import "./deploy.css";

import Alert from "@cloudscape-design/components/alert";
import Form from "@cloudscape-design/components/form";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";

import { accountsQuery } from "../../api/accounts.ts";
import { useNotifications } from "../../app/notifications.tsx";
import { usePage } from "../../app/page.ts";
import { ButtonTo } from "../../components/button-to.tsx";
import { submitting } from "../../components/first-problem.ts";
import { Failure } from "../../components/failure.tsx";
import { PermittedButton } from "../../components/permitted-button.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import { count } from "../../format/dates.ts";
import { type Draft, draftFrom, problemsOf } from "./draft.ts";
import { Fields } from "./fields.tsx";
import { type Order } from "./plan.ts";
import { Preflight } from "./preflight.tsx";
import { presetOf } from "./preset.ts";
import { type Plan, useOrders, usePlan } from "./use-deploying.ts";

/** The list shows the deployments of so many certificates at once; of more, those of their account. */
const mostShown = 20;

const progressPath = (orders: readonly Order[], account: string) =>
  orders.length > mostShown
    ? `/deployments?${new URLSearchParams({ account }).toString()}`
    : `/deployments?${new URLSearchParams(orders.map(({ certificate }) => ["certificate", certificate])).toString()}`;

function atStep(address: URLSearchParams, step: string | null): URLSearchParams {
  const next = new URLSearchParams(address);
  next.delete("step");
  if (step !== null) next.set("step", step);
  return next;
}

export default function DeployPage() {
  usePage("Deploy", [{ text: "AWS-ACM", href: "/deployments" }]);
  const navigate = useNavigate();
  const { notify, notifyError } = useNotifications();
  const [address, setAddress] = useSearchParams();
  const accounts = useQuery(accountsQuery);
  const enabled = accounts.data?.items.filter((account) => account.enabled) ?? [];
  const [typed, setTyped] = useState(() => draftFrom(presetOf(address)));
  const [complain, setComplain] = useState(false);
  // With the number of the look, so that another one starts afresh.
  const [plan, setPlan] = useState<(Plan & { look: number }) | null>(null);

  const only = enabled.length === 1 ? enabled[0]?.id : undefined;
  const draft: Draft = { ...typed, account: typed.account || (only ?? "") };
  const problems = problemsOf(draft);

  const change = (part: Partial<Draft>) => {
    setTyped((old) => ({ ...old, ...part }));
    setPlan(null);
  };
  // The step is in the address: the browser's way back leads to the form, which has kept everything.
  const goTo = (step: string | null) => setAddress(atStep(address, step));
  const atPreflight = address.get("step") === "preflight";
  // After a reload there is nothing to show at that step: what was looked at is old, and the form begins afresh.
  useEffect(() => {
    if (atPreflight && plan === null) setAddress((old) => atStep(old, null), { replace: true });
  }, [atPreflight, plan, setAddress]);
  const look = usePlan((found) => {
    setPlan((old) => ({ ...found, look: (old?.look ?? 0) + 1 }));
    if (!atPreflight) goTo("preflight");
  });
  const lookAhead = () =>
    look.mutate(draft, { onError: (error) => notifyError("The pre-flight could not be made", error) });
  const place = useOrders((ordered) => {
    const regions = ordered.reduce((sum, order) => sum + order.regions.length, 0);
    notify("success", `${count(regions, "deployment")} under way`);
    void navigate(progressPath(ordered, draft.account));
  });

  if (accounts.isError) return <Failure error={accounts.error} onRetry={() => void accounts.refetch()} />;
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        description="Puts certificates of the repository into AWS Certificate Manager and keeps them there."
      >
        Deploy to AWS-ACM
      </Header>
      {accounts.isPending ? (
        <Skeleton height="320px" />
      ) : atPreflight && plan !== null ? (
        <Preflight
          key={plan.look}
          draft={draft}
          plan={plan}
          nameOf={(id) => plan.names.get(id) ?? id}
          isLooking={look.isPending}
          isOrdering={place.isPending}
          onBack={() => goTo(null)}
          onLookAgain={lookAhead}
          onDeploy={(orders) =>
            place.mutate(
              { draft, orders },
              { onError: (error) => notifyError("Nothing was deployed", error) },
            )
          }
        />
      ) : (
        <form
          onSubmit={submitting(() => {
            setComplain(true);
            if (Object.keys(problems).length === 0) lookAhead();
          })}
        >
          <Form
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <ButtonTo variant="link" href="/deployments" formAction="none">
                  Cancel
                </ButtonTo>
                <PermittedButton
                  needs="deployments_write"
                  variant="primary"
                  formAction="submit"
                  loading={look.isPending}
                >
                  Pre-flight
                </PermittedButton>
              </SpaceBetween>
            }
          >
            <SpaceBetween size="l">
              {enabled.length === 0 && (
                <Alert
                  type="warning"
                  header="No account is enabled"
                  action={<ButtonTo href="/accounts">Accounts</ButtonTo>}
                >
                  Add or enable an account first.
                </Alert>
              )}
              <Fields
                draft={draft}
                problems={complain ? problems : {}}
                accounts={enabled}
                onChange={change}
              />
            </SpaceBetween>
          </Form>
        </form>
      )}
    </SpaceBetween>
  );
}
