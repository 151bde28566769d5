import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";

import { certificatesKey, stopComparing } from "../../api/certificates.ts";
import { deploymentsKey, redeploy, stopManaging } from "../../api/deployments.ts";
import { repositoryKey, takeFromAws } from "../../api/repository.ts";
import { type AwsCertificateDetail, type Sync } from "../../api/types.ts";
import { useNotifications } from "../../app/notifications.tsx";
import { Confirm } from "../../components/confirm.tsx";
import { useMutation } from "../../components/mutation.ts";
import { PermittedButton } from "../../components/permitted-button.tsx";
import { date } from "../../format/dates.ts";
import { deployPath } from "../deploy/preset.ts";
import { StopManaging } from "../deployments/stop-managing.tsx";
import { type Mismatch, type NextStep } from "./mismatch.ts";
import { useAcceptance } from "./use-acceptance.ts";

interface NextStepsProps {
  certificate: AwsCertificateDetail;
  sync: Sync;
  steps: Mismatch["steps"];
}

/** What can be done about a mismatch; the first is what is usually meant. */
export function NextSteps({ certificate, sync, steps }: NextStepsProps) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { notify, notifyError } = useNotifications();
  const [asking, setAsking] = useState<"take-in" | "stop" | "redeploy" | null>(null);
  const acceptance = useAcceptance(certificate.id, sync.served);
  const changed = () => {
    for (const queryKey of [certificatesKey, deploymentsKey, repositoryKey])
      void queryClient.invalidateQueries({ queryKey });
  };
  const deployAgain = async (deployment: string) => {
    await redeploy(deployment).finally(changed);
    notify("success", `${sync.certificate.name} is being deployed again`);
    void navigate(`/deployments?${new URLSearchParams({ certificate: sync.certificate.id }).toString()}`);
  };
  const again = useMutation({
    mutationFn: deployAgain,
    onError: (error) => notifyError("It was not deployed", error),
  });
  const apart = useMutation({
    mutationFn: () => stopComparing(certificate.id),
    onSuccess: () => notify("success", "It is compared with the repository no longer"),
    onError: (error) => notifyError("Nothing was changed", error),
    onSettled: changed,
  });
  const { account, region } = certificate;

  const take = (step: NextStep) => {
    if (step === "accept") acceptance.mutate(true);
    else if (step === "part") apart.mutate();
    else if (step === "take-in" || step === "stop") setAsking(step);
    else if (sync.deployment !== null && steps.some((other) => other.step === "take-in"))
      setAsking("redeploy");
    else if (sync.deployment !== null) again.mutate(sync.deployment);
    else {
      const certificates = [sync.certificate.id];
      void navigate(deployPath({ certificates, account: account.id, regions: [region] }));
    }
  };
  const isBusy = (step: NextStep) =>
    (step === "accept" && acceptance.isPending) ||
    (step === "part" && apart.isPending) ||
    (step === "redeploy" && again.isPending);
  return (
    <>
      <div className="next-steps">
        {steps.map(({ step, text }, index) => (
          <PermittedButton
            key={step}
            needs={step === "take-in" ? "repository_write" : "deployments_write"}
            variant={index === 0 ? "primary" : "normal"}
            loading={isBusy(step)}
            onClick={() => take(step)}
          >
            {text}
          </PermittedButton>
        ))}
      </div>
      {asking === "take-in" && (
        <TakeInVersion
          certificate={certificate}
          sync={sync}
          onTaken={changed}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === "redeploy" && sync.deployment !== null && (
        <ReplaceServed
          certificate={certificate}
          sync={sync}
          onConfirm={() => deployAgain(sync.deployment ?? "")}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === "stop" && (
        <StopManaging
          deployments={[{ certificate: sync.certificate, region }]}
          onConfirm={async () => {
            if (sync.deployment !== null) await stopManaging(sync.deployment);
            notify("success", `${sync.certificate.name} is no longer managed in ${region}`);
            changed();
          }}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
}

interface ReplaceServedProps {
  certificate: AwsCertificateDetail;
  sync: Sync;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
}

/** What somebody else put there is gone from AWS afterwards, and its key may be nowhere else. */
function ReplaceServed({ certificate, sync, onConfirm, onClose }: ReplaceServedProps) {
  const { serial, not_after } = certificate;
  return (
    <Confirm
      title={`Put the repository's ${sync.certificate.name} back?`}
      action="Re-deploy"
      onClose={onClose}
      onConfirm={onConfirm}
    >
      <p>
        The current version of {sync.certificate.name} goes over what AWS serves here now: serial {serial},
        valid until {date(not_after)}. The ARN stays, and what uses it gets the other certificate.
      </p>
      <p>
        What is replaced can be put back only by whoever has its private key. To keep the certificate, take it
        in first.
      </p>
    </Confirm>
  );
}

interface TakeInVersionProps {
  certificate: AwsCertificateDetail;
  sync: Sync;
  onTaken: () => void;
  onClose: () => void;
}

function TakeInVersion({ certificate, sync, onTaken, onClose }: TakeInVersionProps) {
  const { notify } = useNotifications();
  const { id, name } = sync.certificate;
  return (
    <Confirm
      title={`Take what AWS serves in as the next version of ${name}?`}
      action="Take in"
      onClose={onClose}
      onConfirm={async () => {
        await takeFromAws({ aws_certificate: certificate.id, certificate: id });
        notify("success", `${name} has AWS's version`);
        onTaken();
      }}
    >
      <p>
        The certificate that AWS serves here, with its chain, becomes the current version of {name}. AWS does
        not give its private key: the version has one only if the repository holds that key already.
      </p>
      <p>Nothing changes in AWS. The earlier versions stay, and can be made current again.</p>
    </Confirm>
  );
}
