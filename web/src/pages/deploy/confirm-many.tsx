import { Confirm } from "../../components/confirm.tsx";
import { count } from "../../format/dates.ts";
import { type Sum } from "./plan.ts";

interface ConfirmManyProps {
  certificates: number;
  sum: Sum;
  /** Of a careful roll-out, in minutes; null for all at once. */
  pause: string | null;
  onConfirm: () => void;
  onClose: () => void;
}

/** The last word before many certificates are imported. */
export function ConfirmMany({ certificates, sum, pause, onConfirm, onClose }: ConfirmManyProps) {
  const { firstImports, reimports, served } = sum;
  const imports = firstImports + reimports;
  return (
    <Confirm
      title={`Make ${count(imports, "import")} of ${count(certificates, "certificate")}?`}
      action={`Make ${count(imports, "import")}`}
      onClose={onClose}
      onConfirm={() => {
        onConfirm();
        return Promise.resolve();
      }}
    >
      <ul>
        <li>{count(firstImports, "new import")}, each under an ARN of its own</li>
        <li>{count(reimports, "re-import")}: what uses those ARNs gets the new certificate</li>
        <li>{count(served, "place serves", "places serve")} it already</li>
      </ul>
      <p>
        {pause === null
          ? "All regions at once, as fast as AWS's quota of one import a second lets them."
          : `The regions of each certificate take turns, ${count(Number(pause), "minute")} apart; a failure stops the rest.`}
      </p>
    </Confirm>
  );
}
