import { administrator } from "./support/certwright.ts";
import { expect, test } from "./support/test.ts";

test("a token is created, shown once, used, and revoked", async ({ page, empty }) => {
  await page.goto(`${empty.url}/profile`);
  await page.getByRole("button", { name: "Create token" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("nightly export");
  await dialog.getByRole("button", { name: "Create token" }).click();
  const token = await dialog.getByLabel("token", { exact: true }).textContent();
  expect(token).toMatch(/^cwt_/);
  await dialog.getByRole("button", { name: "I have stored it" }).click();
  await expect(page.getByText(token ?? "")).toBeHidden();

  const answer = await empty.fetch("/session", {}, token ?? "");
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ user: { name: administrator.name } });
  await page.reload();
  const row = page.getByRole("row", { name: /nightly export/ });
  await expect(row).not.toContainText("Never");

  await page.getByRole("button", { name: "Revoke nightly export" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(row).toBeHidden();
  expect((await empty.fetch("/session", {}, token ?? "")).status).toBe(401);
});

test("the password is changed with the current one, and other sessions end", async ({
  page,
  empty,
  browser,
}) => {
  const other = await (await browser.newContext()).newPage();
  await empty.signIn(other);
  const fresh = "a different horse, no battery";
  const change = async (current: string) => {
    await page.getByLabel("Current password").fill(current);
    await page.getByLabel("New password", { exact: true }).fill(fresh);
    await page.getByLabel("New password, once more").fill(fresh);
    await page.getByRole("button", { name: "Change password" }).click();
  };
  await page.goto(`${empty.url}/profile`);
  await change("not the current one");
  await expect(page.getByText("The current password is wrong").first()).toBeVisible();
  await change(administrator.password);
  await expect(page.getByText("Your password was changed")).toBeVisible();

  expect((await page.request.get(`${empty.url}/api/v1/session`)).status()).toBe(200);
  expect((await other.request.get(`${empty.url}/api/v1/session`)).status()).toBe(401);
  await empty.signIn(other, { ...administrator, password: fresh });
  await other.context().close();
});
