import { type Page } from "@playwright/test";

import { type Estate } from "./support/estate.ts";
import { expect, test } from "./support/test.ts";

async function fillAccessKey(page: Page, estate: Estate, name: string): Promise<void> {
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("radio", { name: "Access key" }).check();
  await page.getByLabel("Access key ID").fill(estate.access_key_id);
  await page.getByLabel("Secret access key").fill(estate.secret_access_key);
  await page.getByRole("button", { name: "Advanced" }).click();
  await page.getByLabel("Endpoint URL").fill(estate.url);
}

const act = async (page: Page, account: string, action: string) => {
  await page.getByRole("button", { name: `Actions for ${account}` }).click();
  await page.getByRole("menuitem", { name: action }).click();
};

test("an account is added with an access key, after a test that names identity and permissions", async ({
  page,
  empty,
  estate,
}) => {
  await page.goto(empty.url);
  await page.getByRole("link", { name: "Add account" }).click();
  await expect(page.getByRole("heading", { name: "Add account", level: 1 })).toBeVisible();

  await page.getByRole("button", { name: "Add account" }).click();
  await expect(page.getByText("Give the account a name.")).toBeVisible();

  await fillAccessKey(page, estate, "production");
  await page.getByRole("button", { name: "Test connection" }).click();
  await expect(page.getByText("The connection works")).toBeVisible();
  await expect(page.getByText(estate.account_id, { exact: true })).toBeVisible();
  const permissions = page.getByRole("table", { name: "Permissions" });
  await expect(permissions.getByRole("row", { name: /acm:ListCertificates/ })).toContainText("Allowed");

  await page.getByRole("button", { name: "Add account" }).click();
  await expect(page.getByText("production was added")).toBeVisible();
  const row = page.getByRole("row", { name: /production/ });
  await expect(row).toContainText("Access key");
  await expect(row).toContainText("Never discovered");
});

test("the least IAM policy and the trust policy of a role can be copied", async ({ page, empty }) => {
  await page.goto(`${empty.url}/accounts/add`);
  await page.getByRole("button", { name: "IAM policies to copy" }).click();
  await page.getByRole("button", { name: "Copy discovery policy" }).click();
  await expect(page.getByText("Copied discovery policy")).toBeVisible();
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  const discovery = JSON.parse(await clipboard()) as { Statement: { Action: string[] }[] };
  expect(discovery.Statement.flatMap(({ Action }) => Action)).toEqual(
    expect.arrayContaining(["acm:ListCertificates", "acm:DescribeCertificate", "iam:ListServerCertificates"]),
  );
  expect(JSON.stringify(discovery)).not.toContain("acm:DeleteCertificate");

  await page.getByRole("tab", { name: "Trust policy of the role" }).click();
  await page.getByLabel("Who assumes the role").fill("arn:aws:iam::123456789012:role/certwright-server");
  await page.getByLabel("External ID").fill("a-secret-word");
  await expect(page.getByLabel("trust policy", { exact: true })).toContainText("role/certwright-server");
  await page.getByRole("button", { name: "Copy trust policy" }).click();
  await expect(page.getByText("Copied trust policy")).toBeVisible();
  expect(await clipboard()).toContain("a-secret-word");
});

test("a stored account is tested from the list, with the secret that only the server knows", async ({
  page,
  empty,
  estate,
}) => {
  await empty.addAccount("production", estate);
  await page.goto(`${empty.url}/accounts`);
  await act(page, "production", "Test");
  const dialog = page.getByRole("dialog", { name: "Test of production" });
  await expect(dialog.getByText("The connection works")).toBeVisible();
  await expect(dialog.getByText(estate.account_id, { exact: true })).toBeVisible();
});

test("a test of wrong settings says what is wrong and stores nothing", async ({ page, empty, estate }) => {
  await page.goto(`${empty.url}/accounts/add`);
  await fillAccessKey(page, { ...estate, url: "http://127.0.0.1:9" }, "nowhere");
  await page.getByRole("button", { name: "Test connection" }).click();
  await expect(page.getByText("The connection does not work")).toBeVisible();
  await expect(page.getByText(/127\.0\.0\.1:9/).last()).toBeVisible();
  expect(await empty.api("GET", "/accounts")).toMatchObject({ items: [] });
});

test("an account is edited without typing its secret again", async ({ page, empty, estate }) => {
  const { id } = await empty.addAccount("production", estate);
  await page.goto(`${empty.url}/accounts`);
  await page.getByRole("link", { name: "production", exact: true }).click();
  await expect(page.getByLabel("Secret access key")).toHaveAttribute("placeholder", /Stored/);
  await expect(page.getByLabel("Secret access key")).toHaveValue("");
  await page.getByLabel("Name", { exact: true }).fill("live");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("live was saved")).toBeVisible();
  await expect(page.getByRole("link", { name: "live", exact: true })).toBeVisible();
  expect(await empty.api("POST", `/accounts/${id}/test`)).toMatchObject({ ok: true });
});

test("an account that somebody else changed meanwhile is not overwritten", async ({
  page,
  empty,
  estate,
}) => {
  const { id } = await empty.addAccount("production", estate);
  await page.goto(`${empty.url}/accounts/${id}`);
  await page.getByLabel("Name", { exact: true }).fill("mine");
  await empty.api("PATCH", `/accounts/${id}`, { name: "theirs" });
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText(/^Somebody changed it/)).toBeVisible();
  expect(await empty.api("GET", `/accounts/${id}`)).toMatchObject({ name: "theirs" });
});

test("an account is disabled, enabled, and removed after a confirmation", async ({ page, empty, estate }) => {
  await empty.addAccount("production", estate);
  await page.goto(`${empty.url}/accounts`);
  const row = page.getByRole("row", { name: /production/ });

  await act(page, "production", "Disable");
  await expect(row).toContainText("Disabled");
  await act(page, "production", "Enable");
  await expect(row).not.toContainText("Disabled");

  await act(page, "production", "Remove");
  const dialog = page.getByRole("dialog", { name: "Remove production?" });
  await expect(dialog).toContainText("Nothing changes in AWS");
  await dialog.getByRole("button", { name: "Keep" }).click();
  await expect(row).toBeVisible();
  await act(page, "production", "Remove");
  await dialog.getByRole("button", { name: "Remove" }).click();
  await expect(page.getByText("No AWS account yet")).toBeVisible();
});
