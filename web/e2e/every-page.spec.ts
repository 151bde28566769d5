import { join } from "node:path";

import { type AwsCertificate, type Job, type Page as ListOf, type Run } from "../src/api/types.ts";
import { expectAccessible } from "./support/axe.ts";
import { type Certwright } from "./support/certwright.ts";
import { expect, test } from "./support/test.ts";

/** Ids of things to look at. */
async function things(server: Certwright) {
  const first = async <T>(path: string) => (await server.api<ListOf<T>>("GET", path)).items[0] as T;
  return {
    certificate: (await first<AwsCertificate>("/aws_certificates?name=%3Dwww.shop.example")).id,
    pending: (await first<AwsCertificate>("/aws_certificates?status=PENDING_VALIDATION")).id,
    account: (await first<{ id: string }>("/accounts")).id,
    run: (await first<Run>("/discovery_runs")).id,
    job: (await first<Job>("/jobs")).id,
  };
}

type Things = Awaited<ReturnType<typeof things>>;
const pages: Record<string, (ids: Things) => string> = {
  certificates: () => "/certificates/aws",
  "certificates-filtered": () => "/certificates/aws?region=!us-east-1&expires_within=90&expired=false",
  "certificates-nothing": () => "/certificates/aws?q=nosuchthing",
  certificate: ({ certificate }) => `/certificates/aws/${certificate}`,
  "certificate-pending": ({ pending }) => `/certificates/aws/${pending}`,
  "certificate-in-use": ({ certificate }) => `/certificates/aws/${certificate}?tab=in-use`,
  "certificate-renewal": ({ certificate }) => `/certificates/aws/${certificate}?tab=renewal`,
  "certificate-chain": ({ certificate }) => `/certificates/aws/${certificate}?tab=chain`,
  "certificate-tags": ({ certificate }) => `/certificates/aws/${certificate}?tab=tags`,
  "certificate-pem": ({ certificate }) => `/certificates/aws/${certificate}?tab=pem`,
  "certificate-history": ({ certificate }) => `/certificates/aws/${certificate}?tab=history`,
  accounts: () => "/accounts",
  "account-add": () => "/accounts/add",
  account: ({ account }) => `/accounts/${account}`,
  runs: () => "/discovery",
  run: ({ run }) => `/discovery/${run}`,
  jobs: () => "/jobs",
  job: ({ job }) => `/jobs/${job}`,
  audit: () => "/audit",
  users: () => "/users",
  profile: () => "/profile",
  about: () => "/about",
  "not-found": () => "/no/such/page",
};

const screens = { wide: { width: 1400, height: 900 }, narrow: { width: 390, height: 844 } };

for (const [name, path] of Object.entries(pages)) {
  test(`${name} is accessible and fits the screen, wide and narrow, light and dark`, async ({
    page,
    visited,
  }) => {
    const address = visited.url + path(await things(visited));
    for (const [screen, size] of Object.entries(screens)) {
      await page.setViewportSize(size);
      await page.goto(address);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await page.waitForLoadState("networkidle");
      const overflow = () => document.documentElement.scrollWidth - window.innerWidth;
      expect(await page.evaluate(overflow), `${screen}: wider than the screen`).toBeLessThanOrEqual(0);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        const { LOOK } = process.env;
        if (LOOK !== undefined) {
          await page.screenshot({ path: join(LOOK, `${name}-${screen}-${colorScheme}.png`), fullPage: true });
        }
        // The narrow page has the colours of the wide one.
        if (screen === "wide" || colorScheme === "light") {
          await expectAccessible(page, `${screen} and ${colorScheme}`);
        }
      }
    }
  });
}
