import { type Page } from "@playwright/test";

import {
  type AwsCertificate,
  type Certificate,
  type Job,
  type Page as ListOf,
  type Run,
} from "../src/api/types.ts";
import { type Certwright } from "./support/certwright.ts";
import { expectAccessible } from "./support/axe.ts";
import { expectFits, look } from "./support/look.ts";
import { expect, sandboxPage, test } from "./support/test.ts";

/** Ids of things to look at. */
async function things(server: Certwright) {
  const first = async <T>(path: string) => (await server.api<ListOf<T>>("GET", path)).items[0] as T;
  return {
    certificate: (await first<AwsCertificate>("/aws_certificates?name=%3Dwww.shop.example")).id,
    pending: (await first<AwsCertificate>("/aws_certificates?status=PENDING_VALIDATION")).id,
    own: (await first<Certificate>("/certificates")).id,
    authority: (await first<Certificate>("/certificates?name=root")).id,
    account: (await first<{ id: string }>("/accounts")).id,
    run: (await first<Run>("/discovery_runs")).id,
    job: (await first<Job>("/jobs")).id,
  };
}

type Things = Awaited<ReturnType<typeof things>>;

/** The yellow line that says that AWS is made up. */
const sandboxLine = (page: Page) => page.getByRole("note").filter({ hasText: "Sandbox" });

/** What stands where something is still to come. */
const unfinished = (page: Page) => page.locator(".skeleton").or(page.getByText(/^Loading/));

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
  repository: () => "/certificates",
  "repository-nothing": () => "/certificates?q=nosuchthing",
  own: ({ own }) => `/certificates/${own}`,
  "own-versions": ({ own }) => `/certificates/${own}?tab=versions`,
  "own-labels": ({ own }) => `/certificates/${own}?tab=labels`,
  "own-pem": ({ own }) => `/certificates/${own}?tab=pem`,
  "own-deployments": ({ own }) => `/certificates/${own}?tab=deployments`,
  "certificate-create": () => "/certificates/create",
  "certificate-create-signed": ({ authority }) => `/certificates/create?authority=${authority}`,
  groups: () => "/certificates/groups",
  requests: () => "/certificates/requests",
  "request-create": () => "/certificates/requests/create",
  "request-create-renewal": ({ own }) => `/certificates/requests/create?certificate=${own}`,
  authority: ({ authority }) => `/certificates/${authority}?tab=authority`,
  deployments: () => "/deployments",
  "deployments-nothing": () => "/deployments?state=failed",
  deploy: ({ own }) => `/deployments/new?certificate=${own}&region=us-east-1&region=eu-west-1`,
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

for (const [name, path] of Object.entries(pages)) {
  test(`${name} is accessible and fits the screen, wide and narrow, light and dark`, async ({
    page,
    visited,
  }) => {
    const address = visited.url + path(await things(visited));
    await look(page, name, async () => {
      await page.goto(address);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(unfinished(page)).toHaveCount(0);
      await expect(sandboxLine(page)).toHaveCount(0);
    });
  });
}

test("each of them says so, and leads to the sandbox's page, when AWS is a sandbox", async ({
  page,
  marked,
}) => {
  test.slow();
  const ids = await things(marked);
  // A page is the same page with another filter or another of its tabs open.
  const paths = new Set(Object.values(pages).map((path) => path(ids).replace(/\?.*/, "")));
  for (const path of paths) {
    await page.goto(marked.url + path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(sandboxLine(page), path).toBeVisible();
    await expect(sandboxLine(page).getByRole("link")).toHaveAttribute("href", sandboxPage);
    await expectFits(page, path);
  }
  await expectAccessible(page, "with the line");
});

test("so is the first run, with what was entered wrongly", async ({ page, fresh }) => {
  await look(page, "first-run", async () => {
    await page.goto(fresh.url);
    await page.getByRole("button", { name: "Create administrator" }).click();
    await expect(page.getByText("Use at least 12 characters.")).toBeVisible();
  });
});

test("so is the sign-in, with what was entered wrongly", async ({ page, empty }) => {
  await page.context().clearCookies();
  await look(page, "sign-in", async () => {
    await page.goto(empty.url);
    await page.getByLabel("User name").fill("ada");
    await page.getByLabel("Password").fill("a guess that is wrong");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByText("Name or password is wrong")).toBeVisible();
  });
});

const problem = {
  type: "about:blank",
  title: "Internal error",
  status: 500,
  fault: "internal",
  detail: "the server met a fault of its own",
  request_id: "req_e2e",
};

/** Everything but the session, which says whether anybody is signed in. */
const contents = /\/api\/v1\/(?!session)/;

for (const name of [
  "certificates",
  "certificate",
  "repository",
  "own",
  "requests",
  "authority",
  "deployments",
  "deploy",
  "accounts",
  "run",
  "audit",
  "profile",
] as const) {
  test(`so is ${name} while it loads`, async ({ page, visited }) => {
    const address = visited.url + (pages[name]?.(await things(visited)) ?? "");
    await page.route(contents, () => undefined);
    await look(page, `${name}-loading`, async () => {
      await page.goto(address);
      await expect(unfinished(page).first()).toBeVisible();
    });
    await page.unrouteAll({ behavior: "ignoreErrors" });
  });

  test(`so is ${name} when it fails`, async ({ page, visited }) => {
    const address = visited.url + (pages[name]?.(await things(visited)) ?? "");
    await page.route(contents, (route) =>
      route.fulfill({ status: 500, contentType: "application/problem+json", json: problem }),
    );
    await look(page, `${name}-failed`, async () => {
      await page.goto(address);
      await expect(page.getByText("Something went wrong on the server").first()).toBeVisible();
    });
  });
}

test("so is the page that says that the server is not reachable", async ({ page, visited }) => {
  await page.route("**/api/v1/**", (route) => route.abort("connectionrefused"));
  await look(page, "not-reachable", async () => {
    await page.goto(visited.url);
    await expect(page.getByText("Server not reachable")).toBeVisible();
  });
});
