import { expect, test } from "./support/test.ts";

const pages = {
  "/certificates/aws": "**/api/v1/aws_certificates?*",
  "/certificates": "**/api/v1/certificates?*",
  "/certificates/requests": "**/api/v1/requests?*",
  "/deployments": "**/api/v1/deployments?*",
  "/deployments/new": "**/api/v1/accounts",
  "/accounts": "**/api/v1/accounts",
  "/discovery": "**/api/v1/discovery_runs?*",
  "/jobs": "**/api/v1/jobs?*",
  "/audit": "**/api/v1/audit_events?*",
  "/users": "**/api/v1/users?*",
  "/about": "**/api/v1/about",
};

for (const [path, request] of Object.entries(pages)) {
  test(`${path} says what failed and recovers by a second try`, async ({ page, visited }) => {
    const problem = {
      type: "about:blank",
      title: "Internal error",
      status: 500,
      fault: "internal",
      detail: "the server met a fault of its own",
      request_id: "req_e2e",
    };
    await page.route(request, (route) =>
      route.fulfill({ status: 500, contentType: "application/problem+json", json: problem }),
    );
    await page.goto(visited.url + path);
    await expect(page.getByText("Something went wrong on the server").first()).toBeVisible();
    await expect(page.getByText("Request req_e2e").first()).toBeVisible();
    await page.unroute(request);
    await page.getByRole("button", { name: "Try again" }).first().click();
    await expect(page.getByText("Something went wrong on the server")).toBeHidden();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });
}

test("a page says that it loads, and shows no emptiness before it knows", async ({ page, visited }) => {
  let answer: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route("**/api/v1/aws_certificates?*", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(visited.url);
  await expect(page.getByText("Loading certificates")).toBeVisible();
  await expect(page.getByText("No certificates yet")).toBeHidden();
  answer();
  await expect(page.getByRole("table", { name: "AWS certificates" }).getByRole("link").first()).toBeVisible();
});

test("a server that does not answer is told apart from one that refuses", async ({ page, visited }) => {
  await page.route("**/api/v1/**", (route) => route.abort("connectionrefused"));
  await page.goto(visited.url);
  await expect(page.getByText("Server not reachable")).toBeVisible();
  await page.unroute("**/api/v1/**");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "AWS certificates" })).toBeVisible();
});
