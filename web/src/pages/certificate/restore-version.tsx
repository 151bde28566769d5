import Alert from "@cloudscape-design/components/alert";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { repositoryKey, restoreVersion } from "../../api/repository.ts";
import { type Certificate, type CertificateVersion, type Restored } from "../../api/types.ts";
import { useNotifications } from "../../app/notifications.tsx";
import { Confirm } from "../../components/confirm.tsx";
import { count, date } from "../../format/dates.ts";
import { sentence } from "../../format/faults.ts";
import { onPage } from "../../format/hints.ts";
import { daysLeftText } from "../../format/states.ts";

interface RestoreVersionProps {
  certificate: Certificate;
  version: CertificateVersion;
  onClose: () => void;
}

export function RestoreVersion({ certificate, version, onClose }: RestoreVersionProps) {
  const queryClient = useQueryClient();
  const { notify } = useNotifications();
  const [before] = useState(certificate.current.number);
  const { id, name } = certificate;
  const { number, not_after, days_left, has_private_key } = version;
  const tell = ({ following: { deployments, obstacle }, renewal_ended }: Restored) => {
    const follow = `${count(deployments, "deployment")} ${deployments === 1 ? "follows" : "follow"} it.`;
    notify(
      "success",
      `Version ${number} of ${name} is current`,
      deployments > 0 && obstacle === null ? follow : undefined,
    );
    if (renewal_ended)
      notify(
        "info",
        `${name} is no longer renewed automatically`,
        `Version ${number} was due for it, and would have been replaced.`,
      );
    if (deployments > 0 && obstacle !== null)
      notify(
        "warning",
        `${count(deployments, "deployment")} cannot take it over`,
        `${sentence(obstacle.message)} ${sentence(onPage(obstacle.hint))}`,
      );
  };
  return (
    <Confirm
      title={`Make version ${number} current again?`}
      action="Make current"
      onClose={onClose}
      onConfirm={async () => {
        tell(await restoreVersion(id, number));
        void queryClient.invalidateQueries({ queryKey: repositoryKey });
      }}
    >
      {days_left < 0 && <Alert type="warning">This version has expired: clients refuse it.</Alert>}
      {!has_private_key && <Alert type="warning">The private key of this version is not held here.</Alert>}
      <p>
        Lists, exports and whatever follows the current version of {name} take version {number} from now on,
        which is valid until {date(not_after)} ({daysLeftText(days_left)}).
      </p>
      <p>Version {before} stays in the repository and can be made current again in the same way.</p>
    </Confirm>
  );
}
