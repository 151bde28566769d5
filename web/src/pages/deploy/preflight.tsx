import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useEffect, useRef, useState } from "react";

import { planOne } from "../../api/deployments.ts";
import { useNotifications } from "../../app/notifications.tsx";
import { useMutation } from "../../components/mutation.ts";
import { PermittedButton } from "../../components/permitted-button.tsx";
import { count } from "../../format/dates.ts";
import { ConfirmMany } from "./confirm-many.tsx";
import { type Draft, lookedAtWith, wishOf } from "./draft.ts";
import { isDeployable, type Order, ordersOf, type PlannedRow, sumOf, withChoice } from "./plan.ts";
import { PreflightTable } from "./preflight-table.tsx";
import { type Plan } from "./use-deploying.ts";

interface PreflightProps {
  draft: Draft;
  plan: Plan;
  nameOf: (certificate: string) => string;
  isLooking: boolean;
  isOrdering: boolean;
  onBack: () => void;
  onLookAgain: () => void;
  onDeploy: (orders: Order[]) => void;
}

/** What would happen, and the last word before it does. */
export function Preflight(props: PreflightProps) {
  const { draft, plan, nameOf, isLooking, isOrdering } = props;
  const { notifyError } = useNotifications();
  const [rows, setRows] = useState(plan.rows);
  const [left, setLeft] = useState(() => new Set(plan.rows.filter(isDeployable).map(({ key }) => key)));
  const choose = useMutation({
    mutationFn: async ({ row, arn }: { row: PlannedRow; arn: string }) => {
      const { region } = row.planned;
      return planOne(wishOf(draft, row.certificate, lookedAtWith(draft, region), { [region]: arn }));
    },
    onSuccess: (found, { row, arn }) => {
      const planned = found.find(({ region }) => region === row.planned.region);
      if (planned === undefined) return;
      const next = withChoice(rows, row.key, arn, planned);
      const fits = next.some((each) => each.key === row.key && isDeployable(each));
      setRows(next);
      setLeft(new Set([...left].filter((key) => key !== row.key).concat(fits ? [row.key] : [])));
    },
    onError: (error) => notifyError("AWS could not be asked about that choice", error),
  });

  const [confirming, setConfirming] = useState(false);
  const section = useRef<HTMLElement>(null);
  // A step is a page of its own to those who use it: it begins at its top.
  useEffect(() => {
    window.scrollTo(0, 0);
    section.current?.focus({ preventScroll: true });
  }, []);
  const orders = ordersOf(rows, left);
  const certificates = new Set(rows.map(({ certificate }) => certificate));
  return (
    <section ref={section} tabIndex={-1} aria-label="Pre-flight" className="step">
      <SpaceBetween size="l">
        <Blocked rows={rows} />
        {rows.length > 0 && (
          <PreflightTable
            rows={rows}
            left={left}
            nameOf={nameOf}
            asking={choose.isPending ? choose.variables.row.key : null}
            onLeft={setLeft}
            onChoose={(row, arn) => choose.mutate({ row, arn })}
          />
        )}
        <div className="step-actions">
          <Button onClick={props.onBack}>Back</Button>
          <Button loading={isLooking} onClick={props.onLookAgain}>
            Look again
          </Button>
          <PermittedButton
            needs="deployments_write"
            variant="primary"
            loading={isOrdering}
            disabled={orders.length === 0 || choose.isPending || isLooking}
            onClick={() => (draft.source === "hand" ? props.onDeploy(orders) : setConfirming(true))}
          >
            {certificates.size > 1
              ? `Make ${count(left.size, "deployment")}`
              : draft.service === "iam"
                ? "Deploy to IAM"
                : `Deploy to ${count(left.size, "region")}`}
          </PermittedButton>
        </div>
        {confirming && (
          <ConfirmMany
            certificates={orders.length}
            sum={sumOf(rows, left)}
            pause={draft.careful ? draft.pause : null}
            onConfirm={() => props.onDeploy(orders)}
            onClose={() => setConfirming(false)}
          />
        )}
      </SpaceBetween>
    </section>
  );
}

function Blocked({ rows }: { rows: PlannedRow[] }) {
  const having = (action: string) => rows.filter(({ planned }) => planned.action === action).length;
  const refused = having("refused");
  const undecided = having("choose");
  if (refused + undecided === 0) return null;
  return (
    <SpaceBetween size="s">
      {refused > 0 && (
        <Alert type="error" header={`${refused} of ${rows.length} refused`}>
          Nothing is deployed there. The rules are named below: put right what they say and look again, or go
          on without.
        </Alert>
      )}
      {undecided > 0 && (
        <Alert type="warning" header="More than one certificate could be replaced">
          Choose which one below. Until then nothing is deployed there.
        </Alert>
      )}
    </SpaceBetween>
  );
}
