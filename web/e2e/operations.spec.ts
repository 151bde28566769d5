import { type Page as ListOf, type User } from "../src/api/types.ts";
import { administrator } from "./support/certwright.ts";
import { expect, test } from "./support/test.ts";

test.describe("with a discovered estate", () => {
  test("the jobs of a discovery are listed, filtered, and shown one by one", async ({ page, visited }) => {
    await page.goto(`${visited.url}/jobs`);
    const table = page.getByRole("table", { name: "Jobs" });
    await expect(table.getByRole("row").nth(1)).toContainText("Completed");
    await page.getByRole("button", { name: "State" }).click();
    await page.getByRole("option", { name: "Failed" }).click();
    await expect(page.getByText("No matches")).toBeVisible();
    await expect(page).toHaveURL(/state=failed/);
    await page.goto(`${visited.url}/jobs?state=completed`);
    await table.getByRole("link").first().click();
    await expect(page.getByText("Lane and priority")).toBeVisible();
    await expect(page.getByText("Completed", { exact: true })).toBeVisible();
  });

  test("the audit log names who did what, and its chain is verified", async ({ page, visited }) => {
    await page.goto(`${visited.url}/audit`);
    await expect(page.getByRole("row", { name: /account\.created/ })).toContainText(administrator.name);
    await page.getByRole("searchbox", { name: "Action" }).fill("account.created");
    await expect(page.getByRole("table", { name: "Audit events" }).locator("tbody tr")).toHaveCount(1);
    await page.getByRole("button", { name: "Verify" }).click();
    await expect(page.getByText("The chain is whole")).toBeVisible();
  });

  test("the about page tells version and database, and leads to the OpenAPI document", async ({
    page,
    visited,
  }) => {
    await page.goto(`${visited.url}/about`);
    await expect(page.getByText("SQLite (embedded)")).toBeVisible();
    const href = await page.getByRole("link", { name: /OpenAPI document/ }).getAttribute("href");
    const document: unknown = await (await page.request.get(visited.url + (href ?? ""))).json();
    expect(document).toMatchObject({ openapi: "3.1.0" });
  });

  test("an unknown address says so and leads back", async ({ page, visited }) => {
    await page.goto(`${visited.url}/no/such/page`);
    await expect(page.getByRole("heading", { name: "Page not found" })).toBeVisible();
    await page.getByRole("link", { name: "Go to the AWS certificates" }).click();
    await expect(page.getByRole("heading", { name: "AWS certificates" })).toBeVisible();
  });
});

test("users are created, changed and disabled", async ({ page, empty }) => {
  await page.goto(`${empty.url}/users`);
  await expect(page.getByRole("row", { name: `${administrator.name} (you)` })).toContainText("Administrator");
  await page.getByRole("button", { name: "Create user" }).click();
  const dialog = page.getByRole("dialog", { name: "Create user" });
  await dialog.getByLabel("User name").fill("grace");
  await dialog.getByLabel("Password", { exact: true }).fill("a bug in the relay, taped");
  await dialog.getByLabel("Password, once more").fill("a bug in the relay, taped");
  await dialog.getByRole("button", { name: "Create user" }).click();
  const row = page.getByRole("row", { name: /grace/ });
  await expect(row).toContainText("Operator");

  await page.getByRole("button", { name: "Actions for grace" }).click();
  await page.getByRole("menuitem", { name: "Change role or password" }).click();
  await page.getByRole("dialog").getByRole("button", { name: /Role/ }).click();
  await page.getByRole("option", { name: /Auditor/ }).click();
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(row).toContainText("Auditor");

  await page.getByRole("button", { name: "Actions for grace" }).click();
  await page.getByRole("menuitem", { name: "Disable" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Disable" }).click();
  await expect(row).toContainText("Disabled");
  const { items } = await empty.api<ListOf<User>>("GET", "/users");
  expect(items.find(({ name }) => name === "grace")).toMatchObject({ role: "auditor", disabled: true });
});

test("an auditor sees everything and is told why the buttons are closed", async ({ page, empty }) => {
  await empty.createUser("grace", administrator.password, "auditor");
  await page.context().clearCookies();
  await empty.signIn(page, { ...administrator, name: "grace" });
  await page.goto(`${empty.url}/accounts`);
  await expect(page.getByRole("heading", { name: "Accounts", level: 1 })).toBeVisible();
  await expect(page.getByRole("link", { name: "Audit log" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Users" })).toBeHidden();
  await page.getByRole("button", { name: "Add account" }).first().hover();
  await expect(page.getByRole("tooltip")).toContainText(
    "Your role (auditor) does not include changing accounts",
  );
});
