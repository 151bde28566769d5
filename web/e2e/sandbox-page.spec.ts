import { type Page } from "@playwright/test";

import { expectAccessible } from "./support/axe.ts";
import { expectFits, look } from "./support/look.ts";
import { expect, test } from "./support/test.ts";

// A picture of a long page, looked at by axe three times, takes its time on a busy machine.
test.describe.configure({ timeout: 120_000 });

const row = (page: Page, text: string) => page.getByRole("row").filter({ hasText: text });
const tab = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "What there is" }).getByRole("link", { name });

/** Tab by tab: something that the demo's page says when it is there, and what it says when nothing is. */
const tabs = {
  certificates: { shown: "shop.test", nothing: "No certificates yet." },
  authorities: { shown: "Flora Internal Root", nothing: "No private CAs yet." },
  uses: { shown: "flora-web", nothing: "Nothing presents a certificate." },
  mail: { shown: "Open the approval page", nothing: "No mail yet." },
  zones: { shown: "flora.test", nothing: "No hosted zones yet." },
  events: { shown: "No rules and no queues yet.", nothing: "No rules and no queues yet." },
  accounts: { shown: "aws-shop@example.org", nothing: "No accounts." },
  calls: { shown: "No calls yet.", nothing: "No calls yet." },
  faults: { shown: "Nothing goes wrong.", nothing: "Nothing goes wrong." },
};

/** What differs from the demo's page only by what it says when there is nothing is looked at below. */
const filled = Object.entries(tabs).filter(([, { shown, nothing }]) => shown !== nothing);

for (const [name, { shown }] of filled) {
  test(`the sandbox's ${name} are accessible and fit the screen, wide and narrow, light and dark`, async ({
    page,
    demo,
  }) => {
    await look(page, `sandbox-${name}`, async () => {
      await page.goto(`${demo.page}/#${name}`);
      await expect(page.getByText(shown).first()).toBeVisible();
    });
  });
}

test("what there is none of says so", async ({ page, bare }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: "dark" });
  for (const [name, { nothing }] of Object.entries(tabs)) {
    await page.goto(`${bare.page}/#${name}`);
    await expect(page.getByText(nothing)).toBeVisible();
    await expectFits(page, name);
    await expectAccessible(page, name);
  }
});

test("accounts and certificates of the demo are shown", async ({ page, demo }) => {
  await page.goto(demo.page);
  await expect(row(page, "api.flora.test")).toContainText("issued");
  await page.getByRole("combobox", { name: "Status" }).selectOption("REVOKED");
  await expect(row(page, "leaked.flora.test")).toContainText("revoked");
  await expect(row(page, "api.flora.test")).toHaveCount(0);
  await page.getByRole("combobox", { name: "Status" }).selectOption("");
  await page.getByRole("searchbox", { name: "Search" }).fill("partner.flora");
  await expect(page.getByRole("status")).toHaveText("1–3 of 3");
  await expect(row(page, "partner.flora.test")).toContainText(["imported", "imported", "imported"]);
  await page.getByRole("searchbox", { name: "Search" }).fill("nosuchthing");
  await expect(page.getByText("No certificate is like that.")).toBeVisible();

  await tab(page, "Accounts").click();
  await expect(row(page, "111111111111").first()).toContainText("Production");
  await expect(row(page, "222222222222")).toContainText("DEMOSHOP");
});

test("whoever pushes the clock sees a validation time out", async ({ page, demo }) => {
  await page.goto(demo.page);
  await expect(row(page, "new.flora.test")).toContainText("pending validation");
  const before = (await demo.admin<{ now: string }>("GET", "clock")).now;
  await page.getByRole("button", { name: "+73 h" }).click();
  await expect(row(page, "new.flora.test")).toContainText("validation timed out");
  const after = (await demo.admin<{ now: string }>("GET", "clock")).now;
  expect(Date.parse(after) - Date.parse(before)).toBeGreaterThanOrEqual(73 * 3_600_000);

  await page.getByRole("textbox", { name: "Push by" }).fill("1d12h");
  await page.keyboard.press("Enter");
  await expect
    .poll(async () => Date.parse((await demo.admin<{ now: string }>("GET", "clock")).now) - Date.parse(after))
    .toBeGreaterThanOrEqual(36 * 3_600_000);
  await page.getByRole("combobox", { name: "Speed" }).selectOption("3600");
  await expect.poll(async () => (await demo.admin<{ rate: number }>("GET", "clock")).rate).toBe(3600);
});

test("a validation mail leads to a page whose button approves", async ({ page, demo, guard }) => {
  await page.goto(`${demo.page}/#mail`);
  const mail = page.getByRole("article").filter({ hasText: "letters.shop.test" });
  await mail.getByText("The mail", { exact: true }).click();
  await expect(mail.getByText("Certificate identifier:")).toBeVisible();

  const opened = page.waitForEvent("popup");
  await mail.getByRole("link", { name: "Open the approval page" }).click();
  const approval = await opened;
  await guard.watch(approval);
  await expect(approval.getByRole("heading", { name: "Approve a certificate" })).toBeVisible();
  await expect(approval.getByText("letters.shop.test")).toBeVisible();
  // To look at it is not to approve.
  const status = async () =>
    (
      await demo.admin<{ certificates: { status: string }[] }>("GET", "certificates?search=letters.shop.test")
    ).certificates.map((each) => each.status);
  expect(await status()).toEqual(["PENDING_VALIDATION"]);

  const posted = approval.waitForRequest((request) => request.method() === "POST");
  await approval.getByRole("button", { name: "I approve" }).click();
  expect((await posted).url()).toContain(`${demo.page}/approve?`);
  await expect(approval.getByRole("heading", { name: "Approved" })).toBeVisible();
  await look(approval, "sandbox-approval", async () => {
    await approval.goto((await posted).url());
    await expect(approval.getByRole("heading", { name: "Already approved" })).toBeVisible();
  });

  await tab(page, "Certificates").click();
  await expect(row(page, "letters.shop.test")).toContainText("issued");
});

test("a zone's records are what the name server answers", async ({ page, demo }) => {
  await page.goto(`${demo.page}/#zones`);
  await page
    .getByRole("navigation", { name: "Hosted zones" })
    .getByRole("link", { name: "shop.test" })
    .click();
  await expect(page.getByRole("heading", { name: "shop.test" })).toBeVisible();
  await expect(row(page, "acm-validations.aws").first()).toContainText("CNAME");
  await page
    .getByRole("navigation", { name: "Hosted zones" })
    .getByRole("link", { name: "corp.test" })
    .click();
  await expect(row(page, "intranet.corp.test")).toContainText("192.0.2.10");
  await expect(page.getByText("changed over DNS with the key certwright")).toBeVisible();
});

test("what is entered wrongly is told, and told no longer once it is right", async ({ page, demo }) => {
  await page.goto(demo.page);
  const by = page.getByRole("textbox", { name: "Push by" });
  const problem = page.getByRole("alert");
  await by.fill("soon");
  await page.keyboard.press("Enter");
  expect(await by.evaluate((field: HTMLInputElement) => field.validity.patternMismatch)).toBe(true);
  await expect(problem).toBeHidden();
  await by.fill("99999999d");
  await page.keyboard.press("Enter");
  await expect(problem).toHaveText("'99999999d' is no duration – write 73h, 160d, 1d12h or 90s");
  await by.fill("1h");
  await page.keyboard.press("Enter");
  await expect(problem).toBeHidden();

  await tab(page, "Faults").click();
  await page.getByText("The plan as JSON").click();
  const plan = page.getByRole("textbox", { name: "Fault plan in JSON" });
  const put = page.getByRole("button", { name: "Put this plan" });
  await plan.fill("{");
  await put.click();
  await expect(problem).toContainText("This is no JSON");
  await plan.fill('{"rules": [{"fault": "meteor"}]}');
  await put.click();
  await expect(problem).toContainText("meteor");
  await plan.fill('{"rules": [{"name": "busy", "fault": "throttled", "operation": "List*", "every": 3}]}');
  await put.click();
  await expect(row(page, "busy")).toContainText("every 3rd");
  await expect(problem).toBeHidden();
});

test("a certificate that is not there is told once", async ({ page, demo }) => {
  await page.goto(`${demo.page}/#certificates/arn%3Anothing`);
  await expect(page.getByRole("alert")).toContainText("there is no certificate arn:nothing");
  await expect(page).toHaveURL(`${demo.page}/#certificates`);
  await expect(page.getByRole("alert")).toBeHidden();
});

test("the keyboard alone finds a certificate, reads it, and comes back", async ({ page, demo }) => {
  await page.goto(demo.page);
  await expect(row(page, "api.flora.test")).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "To the content" })).toBeFocused();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Search" })).toBeFocused();
  await page.keyboard.type("api.flora");
  await expect(page.getByRole("status")).toHaveText("1–1 of 1");
  const name = page.getByRole("button", { name: "api.flora.test" });
  for (let steps = 0; steps < 20 && !(await name.evaluate((it) => it === document.activeElement)); steps += 1)
    await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "api.flora.test" });
  await expect(dialog).toContainText("EC_prime256v1");
  await expect(dialog.getByRole("button", { name: "Close" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(name).toBeFocused();
});
