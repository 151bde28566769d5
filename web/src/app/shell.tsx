import AppLayoutToolbar from "@cloudscape-design/components/app-layout-toolbar";
import BreadcrumbGroup from "@cloudscape-design/components/breadcrumb-group";
import Flashbar from "@cloudscape-design/components/flashbar";
import SideNavigation, { type SideNavigationProps } from "@cloudscape-design/components/side-navigation";
import { useQueryClient } from "@tanstack/react-query";
import { Suspense, useEffect, useRef, useState } from "react";
import { Outlet, useLocation, useNavigate, useNavigation } from "react-router";

import { certificatesKey } from "../api/certificates.ts";
import { deploymentsKey } from "../api/deployments.ts";
import { runsKey } from "../api/discovery.ts";
import { useServerEvents } from "../api/events.ts";
import { jobsKey } from "../api/operations.ts";
import { useNotifications } from "./notifications.tsx";
import { PageContext, type PageInfo } from "./page.ts";
import { useSession } from "./session.tsx";
import { TopBar } from "./top-bar.tsx";
import { Waiting } from "./waiting.tsx";

const sections: { text: string; items: { text: string; href: string; needs?: string }[] }[] = [
  {
    text: "Certificates",
    items: [
      { text: "Certificates", href: "/certificates", needs: "repository_read" },
      { text: "Groups", href: "/certificates/groups", needs: "repository_read" },
      { text: "Requests", href: "/certificates/requests", needs: "repository_read" },
      { text: "AWS", href: "/certificates/aws" },
    ],
  },
  {
    text: "Deploy",
    items: [{ text: "AWS-ACM", href: "/deployments", needs: "repository_read" }],
  },
  {
    text: "Discovery",
    items: [
      { text: "Runs", href: "/discovery" },
      { text: "Accounts", href: "/accounts" },
    ],
  },
  {
    text: "Operations",
    items: [
      { text: "Jobs", href: "/jobs" },
      { text: "Audit log", href: "/audit", needs: "audit_read" },
    ],
  },
  {
    text: "Settings",
    items: [
      { text: "Users", href: "/users", needs: "users_write" },
      { text: "About", href: "/about" },
    ],
  },
];

function navigationItems(permissions: string[]): SideNavigationProps.Item[] {
  const allowed = sections.map(({ text, items }) => ({
    text,
    items: items.filter(({ needs }) => needs === undefined || permissions.includes(needs)),
  }));
  return allowed
    .filter(({ items }) => items.length > 0)
    .map(({ text, items }) => ({
      type: "section",
      text,
      items: items.map(({ text: label, href }) => ({ type: "link", text: label, href })),
    }));
}

/** Everything around a page. */
export function Shell() {
  const { permissions } = useSession();
  const { items } = useNotifications();
  const location = useLocation();
  const navigate = useNavigate();
  const busy = useNavigation().state === "loading";
  const [page, setPage] = useState<PageInfo>({ title: "", crumbs: [] });
  const [navigationOpen, setNavigationOpen] = useState(() => window.innerWidth > 1000);

  useCacheInvalidation();
  useFocusAfterNavigation(page.title);

  const active = sections
    .flatMap((section) => section.items)
    .filter(({ href }) => location.pathname === href || location.pathname.startsWith(`${href}/`))
    // "/certificates" is the beginning of "/certificates/aws".
    .sort((a, b) => b.href.length - a.href.length)[0];

  return (
    <>
      <TopBar />
      <AppLayoutToolbar
        headerSelector="#top-bar"
        contentType="default"
        maxContentWidth={Number.MAX_VALUE}
        toolsHide
        navigationOpen={navigationOpen}
        onNavigationChange={({ detail }) => {
          setNavigationOpen(detail.open);
        }}
        navigation={
          <SideNavigation
            activeHref={active?.href ?? ""}
            items={navigationItems(permissions)}
            onFollow={(event) => {
              if (event.detail.external === true) return;
              event.preventDefault();
              void navigate(event.detail.href);
              if (window.innerWidth < 700) setNavigationOpen(false);
            }}
          />
        }
        breadcrumbs={
          page.title !== "" && (
            <BreadcrumbGroup
              items={[...page.crumbs, { text: page.title, href: "#" }]}
              onFollow={(event) => {
                event.preventDefault();
                if (event.detail.href !== "#") void navigate(event.detail.href);
              }}
            />
          )
        }
        stickyNotifications
        notifications={
          items.length > 0 && (
            <div className="notifications">
              <Flashbar items={items} stackItems />
            </div>
          )
        }
        content={
          <PageContext value={setPage}>
            {busy && <div className="page-loading" role="progressbar" aria-label="Loading page" />}
            <Suspense fallback={<Waiting />}>
              <Outlet />
            </Suspense>
          </PageContext>
        }
      />
    </>
  );
}

/** The server says what changed; whatever is on the page reads it again. */
function useCacheInvalidation(): void {
  const { permissions } = useSession();
  const queryClient = useQueryClient();
  const refresh = (key: readonly string[]) => void queryClient.invalidateQueries({ queryKey: key });
  useServerEvents({
    path: "/events",
    names: ["discovery_run", "job"],
    enabled: permissions.includes("inventory_read"),
    onEvent: (name, data) => {
      if (name === "job") {
        refresh(jobsKey);
        refresh(deploymentsKey);
        return;
      }
      refresh([...runsKey, "list"]);
      if ((data as { state?: string } | null)?.state !== "running") {
        refresh(certificatesKey);
        refresh(deploymentsKey);
        refresh(["accounts"]);
      }
    },
  });
}

/** A new page starts at its heading, for the eye, the keyboard and the screen reader alike. */
function useFocusAfterNavigation(title: string): void {
  const { pathname } = useLocation();
  const focused = useRef(pathname);
  useEffect(() => {
    if (focused.current === pathname || title === "") return;
    const heading = document.querySelector<HTMLElement>("main h1");
    // A page that still loads has no heading; its title changes once more when it has.
    if (heading === null) return;
    focused.current = pathname;
    window.scrollTo(0, 0);
    heading.setAttribute("tabindex", "-1");
    heading.focus({ preventScroll: true });
  }, [pathname, title]);
}
