import { type Run } from "../src/api/types.ts";
import { expect, test } from "./support/test.ts";

test("a discovery is watched live from its start to its end", async ({ page, empty, estate, aws }) => {
  await empty.addAccount("production", estate, { endpoint_url: aws.url });
  await page.goto(empty.url);
  aws.hold();
  await page.getByRole("button", { name: "Discover", exact: true }).first().click();
  await page.getByRole("button", { name: "Start discovery" }).click();

  await expect(page.getByRole("heading", { name: /^Discovery of/ })).toBeVisible();
  await expect(page.getByText("Live")).toBeVisible();
  const scopes = page.getByRole("table", { name: "By account and region" });
  await expect(scopes.getByRole("row", { name: /eu-west-1 · ACM/ })).toContainText(/Waiting|Listing/);
  await expect(page.getByRole("button", { name: "Cancel run" })).toBeVisible();

  aws.release();
  await expect(page.getByText("Completed", { exact: true }).first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole("button", { name: "Cancel run" })).toBeHidden();
  const inIreland = estate.certificates.filter(({ region }) => region === "eu-west-1").length;
  await expect(scopes.getByRole("row", { name: /eu-west-1 · ACM/ })).toContainText(`${inIreland}`);

  await page.getByRole("link", { name: "Jobs of this run" }).click();
  await expect(page.getByRole("table", { name: "Jobs" }).getByRole("row").nth(1)).toContainText("Completed");
  await page.goBack();
  await page.getByRole("link", { name: "AWS certificates" }).click();
  await expect(page.getByRole("button", { name: /All$/ })).toContainText(`${estate.certificates.length}`);
});

test("the list of certificates grows while a discovery runs", async ({ page, empty, estate, aws }) => {
  await empty.addAccount("production", estate, { endpoint_url: aws.url });
  aws.hold();
  await empty.api<Run>("POST", "/discovery_runs", {});
  await page.goto(empty.url);
  await expect(page.getByText("Discovery is running")).toBeVisible();
  aws.release();
  const table = page.getByRole("table", { name: "AWS certificates" });
  await expect(table.getByRole("link").first()).toBeVisible();
  await expect(page.getByText("Discovery is running")).toBeHidden({ timeout: 60_000 });
  await expect(page.getByRole("heading", { name: `(${estate.certificates.length})` })).toBeVisible();
});

test("the report of a run counts what was found and every call", async ({ page, visited, estate }) => {
  await page.goto(`${visited.url}/discovery`);
  await page.getByRole("table", { name: "Discovery runs" }).getByRole("link").last().click();
  await expect(page).toHaveURL(/\/discovery\/run_/);
  const report = await visited.api<Run>("GET", `/discovery_runs/${page.url().split("/").at(-1) ?? ""}`);

  const figure = (label: string) =>
    page.locator(".figures div", { has: page.getByText(label, { exact: true }) }).locator("dd");
  await expect(figure("Found")).toHaveText(`${estate.certificates.length}`);
  await expect(figure("New")).toHaveText(`${estate.certificates.length}`);
  await expect(figure("Missing")).toHaveText("0");

  const calls = page.getByRole("table", { name: "Calls by operation" });
  for (const [operation, numbers] of Object.entries(report.calls)) {
    await expect(calls.getByRole("row", { name: operation })).toContainText(`${numbers.calls}`);
  }
});

test("a region that AWS refuses is told in AWS's own words, and spoils no other", async ({
  page,
  empty,
  estate,
  aws,
}) => {
  const message =
    "User: arn:aws:iam::123456789012:user/certwright is not authorized to perform: acm:ListCertificates " +
    "because no identity-based policy allows the acm:ListCertificates action";
  aws.refusals.push({
    region: "eu-central-1",
    operation: "ListCertificates",
    code: "AccessDeniedException",
    message,
  });
  await empty.addAccount("production", estate, { endpoint_url: aws.url });
  const { id } = await empty.discover();
  await page.goto(`${empty.url}/discovery/${id}`);
  await expect(page.getByText("Completed with errors")).toBeVisible();
  await expect(page.getByText("1 listing had errors")).toBeVisible();
  const failed = page.getByRole("row", { name: /eu-central-1 · ACM/ });
  await expect(failed).toContainText("Failed");
  await expect(failed).toContainText("ListCertificates: AccessDeniedException");
  await expect(failed).toContainText(message);
  await expect(page.getByRole("row", { name: /eu-west-1 · ACM/ })).toContainText("Completed");

  await page.goto(`${empty.url}/accounts`);
  await expect(page.getByRole("row", { name: /production/ })).toContainText("1 listing failed");
  await page.getByRole("link", { name: "Last run of production" }).click();
  await expect(page).toHaveURL(new RegExp(`/discovery/${id}$`));
});

test("an account that cannot be reached fails alone", async ({ page, empty, estate }) => {
  await empty.addAccount("production", estate);
  await empty.addAccount("broken", estate, { endpoint_url: "http://127.0.0.1:9" });
  const { id } = await empty.discover();
  await page.goto(`${empty.url}/discovery/${id}`);
  const failed = page.getByRole("row", { name: /broken/ });
  await expect(failed).toContainText("Failed");
  await expect(failed).toContainText("127.0.0.1:9");
  await expect(page.getByRole("row", { name: /production.*eu-west-1/ })).toContainText("Completed");
});

test("a running discovery is cancelled, and says so", async ({ page, empty, estate, aws }) => {
  await empty.addAccount("production", estate, { endpoint_url: aws.url });
  aws.hold();
  const { id } = await empty.api<Run>("POST", "/discovery_runs", {});
  await page.goto(`${empty.url}/discovery/${id}`);
  await page.getByRole("button", { name: "Cancel run" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel run" }).click();
  // Released before the server has heard it, the run may complete first.
  await expect(page.getByText("The discovery is being cancelled")).toBeVisible();
  aws.release();
  await expect(page.getByText("Cancelled", { exact: true }).first()).toBeVisible({ timeout: 60_000 });
});

test("a discovery can be limited to an account and to regions", async ({ page, empty, estate }) => {
  await empty.addAccount("production", estate);
  await page.goto(`${empty.url}/discovery`);
  await page.getByRole("button", { name: "Discover", exact: true }).first().click();
  const dialog = page.getByRole("dialog", { name: "Discover certificates" });
  await dialog.getByLabel("Regions").fill("eu-west-1");
  await dialog.getByLabel("Regions").press("Enter");
  await dialog.getByRole("button", { name: "Start discovery" }).click();
  await expect(page.getByText("Completed", { exact: true }).first()).toBeVisible({ timeout: 60_000 });
  const scopes = page.getByRole("table", { name: "By account and region" });
  await expect(scopes.getByRole("row", { name: /eu-west-1 · ACM/ })).toBeVisible();
  await expect(scopes.getByRole("row", { name: /us-east-1 · ACM/ })).toBeHidden();
});
