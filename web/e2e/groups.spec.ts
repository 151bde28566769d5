import { type Locator, type Page } from "@playwright/test";

import { type Certificate } from "../src/api/types.ts";
import { expectAccessible } from "./support/axe.ts";
import { addCloud, deployed, emptyCloud, keep } from "./support/cloud.ts";
import { expectFits, look } from "./support/look.ts";
import { expect, test } from "./support/test.ts";

// An import takes a second at AWS, and is looked at before and after.
test.describe.configure({ timeout: 120_000 });

const tableOf = (page: Page, name: string) => page.getByRole("table", { name });
const rowOf = (table: Locator, name: string) => table.getByRole("row").filter({ hasText: name });
const dialogOf = (page: Page) => page.getByRole("dialog");
const press = (within: Page | Locator, name: string) =>
  within.getByRole("button", { name, exact: true }).click();
const arriving = { timeout: 60_000 };

async function choose(page: Page, name: string): Promise<void> {
  const dialog = dialogOf(page);
  await dialog.getByRole("button", { name: /^Choose certificates|^Certificates/ }).click();
  await dialog.getByRole("option", { name }).click();
  await page.keyboard.press("Escape");
}

test("a group by hand is made, filled, emptied and deleted, and shown with its certificates", async ({
  page,
  empty,
}) => {
  const [shop, blog] = await keep(empty, "shop.test=60", "blog.test=60");
  await page.goto(`${empty.url}/certificates`);
  await page.getByRole("link", { name: "Groups", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Groups", level: 1 })).toBeFocused();
  await expect(page.getByText("No groups yet")).toBeVisible();
  await expectAccessible(page, "without groups");

  await page.getByRole("button", { name: "Create group" }).first().click();
  await press(dialogOf(page), "Create group");
  await expect(dialogOf(page).getByText("Give the group a name.")).toBeVisible();
  await dialogOf(page).getByLabel("Name", { exact: true }).fill("Shops");
  await dialogOf(page).getByLabel("Description", { exact: true }).fill("where we sell");
  await expectAccessible(page, "the form");
  await press(dialogOf(page), "Create group");

  await expect(page.getByRole("heading", { name: "Shops", level: 1 })).toBeVisible();
  await expect(page.getByText("None was put into the group yet.")).toBeVisible();
  await press(page, "Add certificates");
  await choose(page, "shop");
  await press(dialogOf(page), "Add");
  await expect(page.getByText("The group Shops has 1 certificate now")).toBeVisible();
  const members = tableOf(page, "Certificates of the group");
  await expect(rowOf(members, "shop")).toBeVisible();

  await rowOf(members, "shop").getByRole("link", { name: "shop" }).click();
  await expect(page.getByRole("link", { name: "Shops" })).toBeVisible();
  await page.goto(`${empty.url}/certificates?group=Shops`);
  await expect(rowOf(tableOf(page, "Certificates"), "shop.test")).toBeVisible();
  await expect(rowOf(tableOf(page, "Certificates"), "blog.test")).toBeHidden();

  await page.goto(`${empty.url}/certificates/groups`);
  await page.getByRole("link", { name: "Shops" }).click();
  await press(page, "Edit");
  await dialogOf(page).getByLabel("Name", { exact: true }).fill("Stores");
  await press(dialogOf(page), "Save changes");
  await expect(page.getByRole("heading", { name: "Stores", level: 1 })).toBeVisible();
  await rowOf(members, "shop").getByRole("checkbox").check();
  await press(page, "Remove from group");
  await expect(page.getByText("1 certificate removed from the group Stores")).toBeVisible();
  await expect(page.getByText("None was put into the group yet.")).toBeVisible();
  await press(page, "Delete");
  await expect(dialogOf(page)).toContainText("No certificate is in it.");
  await press(dialogOf(page), "Delete");
  await expect(page.getByText("The group Stores was deleted")).toBeVisible();
  for (const kept of [shop, blog]) await empty.api<Certificate>("GET", `/certificates/${kept?.id ?? ""}`);
});

test("what is chosen in the list goes into a group, new or not, and out of the one that is looked at", async ({
  page,
  empty,
}) => {
  await keep(empty, "shop.test=60", "blog.test=60", "wiki.test=60");
  await empty.api("POST", "/groups", { name: "all", rule: "has_key=true" });
  const list = tableOf(page, "Certificates");
  const select = (name: string) => list.getByRole("checkbox", { name: `Select ${name}` });
  const menu = page.getByRole("main").getByRole("button", { name: "Group", exact: true });
  const item = (name: string) => page.getByRole("menuitem", { name });
  await page.goto(`${empty.url}/certificates`);
  await expect(menu).toBeDisabled();
  for (const name of ["shop", "blog"]) await select(name).check();
  await menu.click();
  await item("Add to group…").click();
  await press(dialogOf(page), "Create and add");
  await expect(dialogOf(page).getByText("Give the group a name.")).toBeVisible();
  await dialogOf(page).getByLabel("Name", { exact: true }).fill("ALL");
  await press(dialogOf(page), "Create and add");
  await expect(dialogOf(page)).toContainText('a group named "all" exists already', { ignoreCase: true });
  await dialogOf(page).getByLabel("Name", { exact: true }).fill("Shops");
  await press(dialogOf(page), "Create and add");
  await expect(page.getByText("2 certificates put into the group Shops")).toBeVisible();
  await expect(select("shop")).not.toBeChecked();

  // On a narrow screen, by keyboard alone.
  await page.setViewportSize({ width: 390, height: 844 });
  await select("wiki").press("Space");
  await menu.press("Enter");
  await expect(item("Add to group…")).toBeFocused();
  await page.keyboard.press("Enter");
  await expectFits(page, "the dialog");
  await expectAccessible(page, "the dialog");
  await dialogOf(page).getByRole("button", { name: "Choose a group" }).press("Enter");
  await expect(page.getByRole("option")).toHaveCount(1);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await dialogOf(page).getByRole("button", { name: "Add", exact: true }).press("Enter");
  await expect(page.getByText("1 certificate put into the group Shops")).toBeVisible();
  await expect(page.getByText("It has 3 certificates now.")).toBeVisible();
  await page.getByRole("link", { name: "Open the group" }).first().click();
  await expect(page.getByRole("heading", { name: "Shops", level: 1 })).toBeVisible();

  await page.goto(`${empty.url}/certificates?group=shops`);
  await select("shop").check();
  await menu.click();
  await item("Remove from Shops").click();
  await expect(page.getByText("1 certificate removed from the group Shops")).toBeVisible();
  await expect(select("shop")).toHaveCount(0);
  await expect(select("wiki")).toBeVisible();
  await page.goto(`${empty.url}/certificates?group=all`);
  await select("shop").check();
  await menu.click();
  await expect(item("Remove from all")).toBeDisabled();
});

test("a group by a rule has what the rule finds, and looks well", async ({ page, empty }) => {
  await keep(empty, "shop.test=60", "blog.test=60");
  await page.goto(`${empty.url}/certificates/groups`);
  await page.getByRole("button", { name: "Create group" }).first().click();
  await dialogOf(page).getByLabel("Name", { exact: true }).fill("paying");
  await dialogOf(page)
    .getByRole("radio", { name: /By a rule/ })
    .check();
  const rule = dialogOf(page).getByRole("combobox", { name: "Rule" });
  await rule.fill("shop");
  await rule.press("Enter");
  await expect(dialogOf(page).getByText("1 certificate", { exact: true }).first()).toBeVisible();
  await press(dialogOf(page), "Create group");
  await expect(page.getByText("Text contains shop")).toBeVisible();
  const members = tableOf(page, "Certificates of the group");
  await expect(rowOf(members, "shop")).toBeVisible();
  await expect(page.getByRole("button", { name: "Add certificates" })).toBeHidden();
  await keep(empty, "shop-eu.test=60");
  await press(page, "Refresh");
  await page.reload();
  await expect(rowOf(members, "shop-eu")).toBeVisible();
  const path = page.url();
  await look(page, "group", async () => {
    await page.goto(path);
    await expect(rowOf(members, "shop-eu")).toBeVisible();
  });
});

test("a group is deployed with one order, after a look at all of it", async ({ page, empty, furnish }) => {
  const sandbox = await furnish(emptyCloud);
  await addCloud(empty, sandbox);
  const kept = await keep(empty, "one.test=60", "two.test=60");
  const group = await empty.api<{ id: string }>("POST", "/groups", {
    name: "many",
    certificates: kept.map(({ id }) => id),
  });
  await page.goto(`${empty.url}/certificates/groups/${group.id}`);
  await page.getByRole("link", { name: "Deploy", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Deploy to AWS-ACM", level: 1 })).toBeVisible();
  await expect(page.getByRole("button", { name: /many/ })).toBeVisible();
  const regions = page.getByRole("combobox", { name: "Regions" });
  for (const region of ["us-east-1", "eu-west-1"]) {
    await regions.fill(region);
    await regions.press("Enter");
  }
  await page.getByRole("checkbox", { name: "Careful roll-out" }).check();
  await page.getByLabel("Pause between regions, in minutes").fill("1");
  await expectAccessible(page, "the form for a group");
  await press(page, "Pre-flight");

  const preflight = tableOf(page, "Pre-flight");
  await expect(rowOf(preflight, "New import")).toHaveCount(4);
  await expectAccessible(page, "the pre-flight of a group");
  await press(page, "Make 4 deployments");
  await expect(dialogOf(page)).toContainText("Make 4 imports of 2 certificates?");
  await expect(dialogOf(page)).toContainText("4 new imports");
  await press(dialogOf(page), "Make 4 imports");
  const list = tableOf(page, "Deployments");
  for (const region of ["us-east-1", "eu-west-1"])
    await expect(rowOf(list, region).filter({ hasText: "Deployed" })).toHaveCount(2, arriving);
});

test("a deployment is given another certificate under its ARN", async ({ page, empty, furnish }) => {
  const sandbox = await furnish(emptyCloud);
  await addCloud(empty, sandbox);
  const [old] = await keep(empty, "old.shop.test,shop.test=60", "new.shop.test,shop.test=90", "else.test=60");
  const [{ arn } = { arn: "" }] = await deployed(empty, old?.id ?? "", ["us-east-1"]);
  await page.goto(`${empty.url}/deployments`);
  await rowOf(tableOf(page, "Deployments"), "us-east-1").getByRole("checkbox").check();
  await press(page, "Actions");
  await page.getByRole("menuitem", { name: "Change certificate" }).click();
  await expect(dialogOf(page)).toContainText(arn ?? "");
  const pick = async (name: string) => {
    await dialogOf(page)
      .getByRole("button", { name: /^Choose a certificate|^Certificate/ })
      .click();
    await dialogOf(page).getByRole("option", { name }).click();
    await press(dialogOf(page), "Pre-flight");
  };
  await pick("else");
  await expect(dialogOf(page)).toContainText("Refused");
  await pick("new");
  await expect(dialogOf(page)).toContainText("Re-import");
  await expectAccessible(page, "another certificate");
  await press(dialogOf(page), "Change certificate");
  await expect(page.getByText("new is on its way to us-east-1")).toBeVisible();
  const row = rowOf(tableOf(page, "Deployments"), "us-east-1");
  for (const text of ["new", "Deployed", "In sync", arn ?? ""])
    await expect(row).toContainText(text, arriving);
});
