import {
  cancelDeployment,
  changeFollowing,
  redeploy,
  retryDeployment,
  stopManaging,
} from "../../api/deployments.ts";
import { type Deployment, type DeploymentState } from "../../api/types.ts";

const atRest: readonly DeploymentState[] = ["deployed", "failed", "cancelled", "removed"];

/** Whether something is being done about it, or is about to be. */
export const isUnderWay = ({ state }: Pick<Deployment, "state">) => !atRest.includes(state);

type Asked = Pick<Deployment, "state" | "cancel_requested" | "auto_redeploy">;

/** Something to ask of a deployment. */
export interface Question {
  text: string;
  ask: (id: string) => Promise<unknown>;
  /** "3 deployments …" */
  done: string;
}

interface VerbMeaning extends Question {
  /** Whether the server would do it. */
  fits: (deployment: Asked) => boolean;
  /** Why it cannot be asked, of any that are selected. */
  otherwise: string;
}

/** What can be asked of a deployment that stands. */
export const verbs = {
  retry: {
    text: "Retry",
    fits: ({ state }) => state === "failed" || state === "cancelled",
    otherwise: "Only what failed or was cancelled can be tried again.",
    ask: retryDeployment,
    done: "tried again",
  },
  cancel: {
    text: "Cancel",
    fits: (deployment) => isUnderWay(deployment) && !deployment.cancel_requested,
    otherwise: "Nothing of it is under way.",
    ask: cancelDeployment,
    done: "being cancelled",
  },
  redeploy: {
    text: "Re-deploy",
    fits: (deployment) => deployment.state !== "removed" && !isUnderWay(deployment),
    otherwise: "It is under way already, or no longer managed.",
    ask: redeploy,
    done: "being deployed again",
  },
  follow: {
    text: "Follow renewals",
    fits: ({ state, auto_redeploy }) => state !== "removed" && !auto_redeploy,
    otherwise: "It follows them already, or is no longer managed.",
    ask: (id) => changeFollowing(id, true),
    done: "following renewals from now on",
  },
  unfollow: {
    text: "Do not follow renewals",
    fits: ({ state, auto_redeploy }) => state !== "removed" && auto_redeploy,
    otherwise: "It does not follow them, or is no longer managed.",
    ask: (id) => changeFollowing(id, false),
    done: "following renewals no longer",
  },
  stop: {
    text: "Stop managing",
    fits: ({ state }) => state === "waiting" || (atRest.includes(state) && state !== "removed"),
    otherwise: "What is under way must end or be cancelled first.",
    ask: stopManaging,
    done: "no longer managed",
  },
} satisfies Record<string, VerbMeaning>;

/** Whether it may have left something behind in IAM that can be deleted now. */
export const mayHaveSuperseded = (deployment: Pick<Deployment, "state" | "service" | "arn">) =>
  deployment.service === "iam" &&
  deployment.arn !== null &&
  deployment.state !== "removed" &&
  !isUnderWay(deployment);

export type Verb = keyof typeof verbs;
export const allVerbs = Object.keys(verbs) as Verb[];

export const fitting = <T extends Asked>(verb: Verb, deployments: readonly T[]): T[] =>
  deployments.filter(verbs[verb].fits);
