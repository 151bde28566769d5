import { createContext, use, useEffect } from "react";

export interface Crumb {
  text: string;
  href: string;
}

export interface PageInfo {
  title: string;
  crumbs: Crumb[];
}

export const PageContext = createContext<(page: PageInfo) => void>(() => undefined);

/** Names the page: document title, breadcrumbs, and where the keyboard goes after navigation. */
export function usePage(title: string, crumbs: Crumb[] = []): void {
  const show = use(PageContext);
  const trail = JSON.stringify(crumbs);
  useEffect(() => {
    document.title = `${title} · Certwright`;
    show({ title, crumbs: JSON.parse(trail) as Crumb[] });
  }, [title, trail, show]);
}
