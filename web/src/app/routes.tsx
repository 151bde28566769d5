import { createBrowserRouter, Navigate, type RouteObject } from "react-router";

import { ErrorPage } from "./error-page.tsx";
import { RequireSession } from "./session.tsx";
import { Shell } from "./shell.tsx";
import { Waiting } from "./waiting.tsx";

/** A page in a file of its own, loaded when somebody goes there. */
function page(path: string, load: () => Promise<{ default: React.ComponentType }>): RouteObject {
  return {
    path,
    lazy: async () => ({ Component: (await load()).default }),
    hydrateFallbackElement: <Waiting />,
    errorElement: <ErrorPage />,
  };
}

export const createRouter = () =>
  createBrowserRouter([
    {
      errorElement: <ErrorPage standalone />,
      hydrateFallbackElement: <Waiting />,
      children: [
        page("/setup", () => import("../pages/setup/page.tsx")),
        page("/sign-in", () => import("../pages/sign-in/page.tsx")),
        {
          element: (
            <RequireSession>
              <Shell />
            </RequireSession>
          ),
          children: [
            { index: true, element: <Navigate to="/certificates/aws" replace /> },
            page("/certificates", () => import("../pages/certificates/page.tsx")),
            page("/certificates/create", () => import("../pages/create-certificate/page.tsx")),
            page("/certificates/requests", () => import("../pages/requests/page.tsx")),
            page("/certificates/requests/create", () => import("../pages/create-request/page.tsx")),
            page("/certificates/groups", () => import("../pages/groups/page.tsx")),
            page("/certificates/groups/:id", () => import("../pages/group/page.tsx")),
            page("/certificates/:id", () => import("../pages/certificate/page.tsx")),
            page("/certificates/aws", () => import("../pages/aws-certificates/page.tsx")),
            page("/certificates/aws/:id", () => import("../pages/aws-certificate/page.tsx")),
            page("/deployments", () => import("../pages/deployments/page.tsx")),
            page("/deployments/new", () => import("../pages/deploy/page.tsx")),
            page("/accounts", () => import("../pages/accounts/page.tsx")),
            page("/accounts/add", () => import("../pages/account-form/page.tsx")),
            page("/accounts/:id", () => import("../pages/account-form/page.tsx")),
            page("/discovery", () => import("../pages/discovery-runs/page.tsx")),
            page("/discovery/:id", () => import("../pages/discovery-run/page.tsx")),
            page("/jobs", () => import("../pages/jobs/page.tsx")),
            page("/jobs/:id", () => import("../pages/job/page.tsx")),
            page("/audit", () => import("../pages/audit/page.tsx")),
            page("/users", () => import("../pages/users/page.tsx")),
            page("/profile", () => import("../pages/profile/page.tsx")),
            page("/about", () => import("../pages/about/page.tsx")),
            page("*", () => import("../pages/not-found/page.tsx")),
          ],
        },
      ],
    },
  ]);
