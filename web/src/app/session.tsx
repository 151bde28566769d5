import { useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, use } from "react";
import { Navigate, useLocation } from "react-router";

import { sessionQuery, setupQuery } from "../api/session.ts";
import { type Permission, type Session } from "../api/types.ts";
import { Failure } from "../components/failure.tsx";
import { signInPath } from "./paths.ts";
import { Waiting } from "./waiting.tsx";

const Context = createContext<Session | null>(null);

/** Shows its children to somebody signed in; leads everybody else to sign-in, or to first set-up. */
export function RequireSession({ children }: { children: ReactNode }) {
  const location = useLocation();
  const session = useQuery(sessionQuery);
  const setup = useQuery({ ...setupQuery, enabled: session.data === null });

  if (session.isError)
    return <Failure error={session.error} onRetry={() => void session.refetch()} standalone />;
  if (session.isPending || (session.data === null && setup.isPending)) return <Waiting />;
  if (session.data === null) {
    if (setup.data?.needed === true) return <Navigate to="/setup" replace />;
    return <Navigate to={signInPath(location.pathname + location.search)} replace />;
  }
  return <Context value={session.data}>{children}</Context>;
}

export function useSession(): Session {
  const session = use(Context);
  if (session === null) throw new Error("useSession outside of RequireSession");
  return session;
}

const needs: Record<Permission, string> = {
  inventory_read: "reading the inventory",
  inventory_scan: "starting and cancelling discovery",
  accounts_write: "changing accounts",
  repository_read: "reading the repository",
  repository_write: "changing the repository",
  deployments_write: "deploying certificates",
  keys_read: "taking private keys out",
  jobs_write: "cancelling and retrying jobs",
  audit_read: "reading the audit log",
  users_write: "managing users",
};

/** Whether the user may, and the reason for a disabled button when not. */
export function usePermission(permission: Permission): { allowed: boolean; reason: string } {
  const { permissions, user } = useSession();
  return {
    allowed: permissions.includes(permission),
    reason: `Your role (${user.role}) does not include ${needs[permission]}. Ask an administrator.`,
  };
}
