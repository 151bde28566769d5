import { administrator } from "./support/certwright.ts";
import { expect, test } from "./support/test.ts";

test("whoever has the set-up code becomes the first administrator", async ({ page, fresh }) => {
  await page.goto(fresh.url);
  await expect(page.getByRole("heading", { name: "Welcome to Certwright" })).toBeVisible();

  await page.getByLabel("Set-up code").fill("not the code");
  await page.getByLabel("User name").fill(administrator.name);
  await page.getByLabel("Password", { exact: true }).fill("too short");
  await page.getByRole("button", { name: "Create administrator" }).click();
  await expect(page.getByText("Use at least 12 characters.")).toBeVisible();

  await page.getByLabel("Password", { exact: true }).fill(administrator.password);
  await page.getByLabel("Password, once more").fill(administrator.password);
  await page.getByRole("button", { name: "Create administrator" }).click();
  await expect(page.getByText("The set-up code is wrong.")).toBeVisible();

  await page.getByLabel("Set-up code").fill(await fresh.setupCode());
  await page.getByRole("button", { name: "Create administrator" }).click();
  await expect(page.getByRole("heading", { name: "AWS certificates" })).toBeVisible();
  await expect(page.getByText("No AWS account yet")).toBeVisible();
  await expect(page.getByRole("button", { name: `User menu of ${administrator.name}` })).toBeVisible();

  await page.goto(`${fresh.url}/setup`);
  await expect(page.getByRole("heading", { name: "AWS certificates" })).toBeVisible();
});

test("signing out ends the session, and signing in leads back to where one wanted to go", async ({
  page,
  empty,
}) => {
  await page.goto(`${empty.url}/accounts`);
  await page.getByRole("button", { name: `User menu of ${administrator.name}` }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  expect((await page.request.get(`${empty.url}/api/v1/session`)).status()).toBe(401);

  await page.goto(`${empty.url}/jobs?state=failed`);
  await page.getByLabel("User name").fill(administrator.name);
  await page.getByLabel("Password").fill(administrator.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Jobs" })).toBeVisible();
  await expect(page).toHaveURL((url) => url.search === "?state=failed");
});

test("a wrong password is told plainly, and guessing is slowed down", async ({ page, empty }) => {
  await page.context().clearCookies();
  await page.goto(empty.url);
  await page.getByLabel("User name").fill(administrator.name);
  const attempt = async () => {
    await page.getByLabel("Password").fill("a guess that is wrong");
    const answer = page.waitForResponse(/\/api\/v1\/session$/);
    await page.getByRole("button", { name: "Sign in" }).click();
    return (await answer).status();
  };

  expect(await attempt()).toBe(401);
  await expect(page.getByText("Name or password is wrong")).toBeVisible();
  await expect(page.getByLabel("Password")).toHaveValue("");

  let status = 401;
  for (let guesses = 1; status === 401 && guesses < 20; guesses += 1) status = await attempt();
  expect(status).toBe(429);
  await expect(page.getByText("Too many attempts")).toBeVisible();
  await expect(page.getByText(/Try again in \d+ seconds?\./)).toBeVisible();
});

test("a session that ended elsewhere leads to sign-in, and back to the same page", async ({
  page,
  empty,
}) => {
  await page.goto(`${empty.url}/accounts`);
  await expect(page.getByText("No AWS account yet")).toBeVisible();
  await page.context().clearCookies();

  await page.getByRole("link", { name: "Jobs" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(page.getByText("Your session has ended")).toBeVisible();
  await page.getByLabel("User name").fill(administrator.name);
  await page.getByLabel("Password").fill(administrator.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Jobs" })).toBeVisible();
});

test("the keyboard alone signs in and reaches a certificate", async ({ page, discovered, guard }) => {
  guard.allow(discovered.url);
  await page.goto(discovered.url);
  await expect(page.getByLabel("User name")).toBeFocused();
  await page.keyboard.type(administrator.name);
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("Password")).toBeFocused();
  await page.keyboard.type(administrator.password);
  await page.keyboard.press("Enter");

  const table = page.getByRole("table", { name: "AWS certificates" });
  await expect(table.getByRole("link").first()).toBeVisible();
  const focusedHref = () => page.evaluate(() => document.activeElement?.getAttribute("href") ?? "");
  const isCertificate = (href: string) => /^\/certificates\/aws\/[^?]+$/.test(href);
  for (let steps = 0; !isCertificate(await focusedHref()) && steps < 100; steps += 1) {
    await page.keyboard.press("Tab");
  }
  const href = await focusedHref();
  expect(href).toMatch(/^\/certificates\/aws\//);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(discovered.url + href);
  // The next page begins at its heading, for the keyboard and the screen reader.
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
});
