import { type Page } from "@playwright/test";

import { expect, test } from "./support/test.ts";

const choose = async (page: Page, name: string) => {
  await page.getByRole("button", { name: "Appearance" }).click();
  await page.getByRole("menuitemcheckbox", { name }).click();
};
const scheme = (page: Page) => page.evaluate(() => document.documentElement.style.colorScheme);

test("the theme follows the system until one is chosen, and the choice is kept", async ({ page, empty }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(`${empty.url}/about`);
  await expect(page.getByRole("heading", { name: "About Certwright" })).toBeVisible();
  await expect.poll(() => scheme(page)).toBe("dark");
  await page.emulateMedia({ colorScheme: "light" });
  await expect.poll(() => scheme(page)).toBe("light");

  await choose(page, "Dark");
  await expect.poll(() => scheme(page)).toBe("dark");
  await page.reload();
  await expect(page.getByRole("heading", { name: "About Certwright" })).toBeVisible();
  await expect.poll(() => scheme(page)).toBe("dark");
});

test("compact density makes rows lower", async ({ page, visited }) => {
  await page.goto(visited.url);
  const row = page.getByRole("table", { name: "AWS certificates" }).locator("tbody tr").first();
  await expect(row.getByRole("link")).toBeVisible();
  const height = async () => (await row.boundingBox())?.height ?? 0;
  const comfortable = await height();
  await choose(page, "Compact");
  await expect.poll(height).toBeLessThan(comfortable);
});
