import { type Locator, type Page } from "@playwright/test";

import { type Deployment, type Page as List } from "../src/api/types.ts";
import { importPem, issue } from "./support/authority.ts";
import { expectAccessible } from "./support/axe.ts";
import { type Certwright } from "./support/certwright.ts";
import { addCloud, deployed, emptyCloud, importedElsewhere, keep } from "./support/cloud.ts";
import { look } from "./support/look.ts";
import { type Sandbox, type SandboxFixture } from "./support/sandbox.ts";
import { expect, test } from "./support/test.ts";

// An import takes a second at AWS, and is looked at before and after.
test.describe.configure({ timeout: 120_000 });

const listOf = (page: Page) => page.getByRole("table", { name: "Deployments" });
const preflightOf = (page: Page) => page.getByRole("table", { name: "Pre-flight" });
const rowOf = (table: Locator, name: string) => table.getByRole("row").filter({ hasText: name });
const press = (page: Page, name: string) =>
  page.getByRole("main").getByRole("button", { name, exact: true }).click();
const arriving = { timeout: 40_000 };

const bundleOf = async (names: string) => {
  const { chain, issued } = await issue(names);
  const [one] = issued;
  if (one === undefined) throw new Error("nothing was issued");
  return { chain, one };
};

async function start(
  server: Certwright,
  furnish: (fixture: SandboxFixture) => Promise<Sandbox>,
): Promise<Sandbox> {
  const sandbox = await furnish(emptyCloud);
  await addCloud(server, sandbox);
  return sandbox;
}

async function addRegions(page: Page, ...regions: string[]): Promise<void> {
  const input = page.getByRole("combobox", { name: "Regions" });
  for (const region of regions) {
    await input.fill(region);
    await input.press("Enter");
    await expect(page.getByRole("button", { name: `Remove ${region}` })).toBeVisible();
  }
}

async function act(page: Page, verb: string): Promise<void> {
  await page.getByRole("button", { name: "Actions", exact: true }).click();
  await page.getByRole("menuitem", { name: verb }).click();
}

test("a certificate goes to two regions, is served there, and is deployed again", async ({
  page,
  empty,
  furnish,
}) => {
  await start(empty, furnish);
  const [shop] = await keep(empty, "shop.test,www.shop.test=60");
  await page.goto(`${empty.url}/deployments`);
  await expect(page.getByText("Nothing is deployed yet")).toBeVisible();

  await page.goto(`${empty.url}/certificates/${shop?.id}`);
  await page.getByRole("link", { name: "Deploy", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Deploy to AWS-ACM", level: 1 })).toBeFocused();
  await expect(page.getByRole("button", { name: "Remove shop" })).toBeVisible();
  await press(page, "Pre-flight");
  await expect(page.getByText("Choose at least one region.")).toBeVisible();
  await addRegions(page, "us-east-1", "eu-west-1");
  await page
    .getByRole("checkbox", { name: "Deploy and replace if the same certificate is found in ACM" })
    .check();
  await page.getByRole("checkbox", { name: "Automatically re-deploy to ACM upon renewal" }).check();
  await press(page, "Add tag");
  await page.getByLabel("Key of tag 1").fill("team");
  await page.getByLabel("Value of tag 1").fill("payments");
  await press(page, "Pre-flight");

  for (const region of ["us-east-1", "eu-west-1"]) {
    await expect(rowOf(preflightOf(page), region)).toContainText("New import");
    await expect(rowOf(preflightOf(page), region)).toContainText("It is not there yet.");
  }
  // Pressed twice in haste, it is ordered once.
  await page.getByRole("main").getByRole("button", { name: "Deploy to 2 regions" }).dblclick();
  await expect(page.getByText("2 deployments under way")).toBeVisible();
  await expect(page.getByText("Nothing was deployed")).toBeHidden();
  for (const region of ["us-east-1", "eu-west-1"]) {
    const row = rowOf(listOf(page), region);
    for (const text of ["shop", "demo", "Deployed", "In sync", "Yes", `arn:aws:acm:${region}:111111111111`])
      await expect(row).toContainText(text, arriving);
  }

  await page.getByRole("link", { name: "shop", exact: true }).first().click();
  await page.getByRole("tab", { name: "Deployments" }).click();
  await page.getByRole("button", { name: "Actions for eu-west-1" }).click();
  await page.getByRole("menuitem", { name: "Re-deploy" }).click();
  await expect(page.getByText("1 deployment being deployed again")).toBeVisible();
  await expect(rowOf(listOf(page), "eu-west-1")).toContainText("Deployed", arriving);

  // Ordered once more without a word about it, it goes on following renewals, until somebody ends that.
  const following = async () => {
    const { items } = await empty.api<List<Deployment>>("GET", "/deployments?region=eu-west-1");
    return items.map(({ auto_redeploy }) => auto_redeploy);
  };
  await page.goto(`${empty.url}/deployments/new?certificate=${shop?.id}&region=eu-west-1`);
  await press(page, "Pre-flight");
  await press(page, "Deploy to 1 region");
  await expect(page.getByText("1 deployment under way")).toBeVisible();
  expect(await following()).toEqual([true]);
  await expect(rowOf(listOf(page), "eu-west-1")).toContainText("Deployed", arriving);
  await page.goto(`${empty.url}/certificates/${shop?.id}?tab=deployments`);
  await page.getByRole("button", { name: "Actions for eu-west-1" }).click();
  await page.getByRole("menuitem", { name: "Do not follow renewals" }).click();
  await expect(page.getByText("1 deployment following renewals no longer")).toBeVisible();
  expect(await following()).toEqual([false]);
});

test("what is refused says why and is left out, and the way back has kept what was typed", async ({
  page,
  empty,
  furnish,
}) => {
  const sandbox = await start(empty, furnish);
  const [shop] = await keep(empty, "shop.test=60");
  if (shop === undefined) throw new Error("nothing was kept");
  await importedElsewhere(sandbox, "eu-west-1", shop);
  await page.goto(`${empty.url}/deployments/new?certificate=${shop.id}&region=us-east-1&region=eu-west-1`);
  await press(page, "Pre-flight");

  const refused = rowOf(preflightOf(page), "eu-west-1");
  await expect(refused).toContainText("Refused");
  await expect(refused).toContainText("same_certificate_exists");
  await expect(refused).toContainText("Deploy with");
  await expect(refused.getByRole("checkbox")).toBeDisabled();
  await expect(page.getByText("1 of 2 refused")).toBeVisible();
  await expect(page.getByRole("button", { name: "Deploy to 1 region" })).toBeEnabled();
  await rowOf(preflightOf(page), "us-east-1").getByRole("checkbox").uncheck();
  await expect(page.getByRole("button", { name: "Deploy to 0 regions" })).toBeDisabled();

  await page.goBack();
  for (const kept of ["shop", "us-east-1", "eu-west-1"])
    await expect(page.getByRole("button", { name: `Remove ${kept}` })).toBeVisible();
  await page.getByRole("checkbox", { name: /^Deploy and replace/ }).check();
  await press(page, "Pre-flight");
  await expect(rowOf(preflightOf(page), "eu-west-1")).toContainText("Nothing to import");
  await press(page, "Back");
  await expect(page.getByRole("checkbox", { name: /^Deploy and replace/ })).toBeChecked();

  // A reload has forgotten what was looked at, and the address says so too.
  // Right after the first answer, a press like the one before it counts as a double-click's.
  await expect(async () => {
    await press(page, "Pre-flight");
    await expect(page).toHaveURL(/step=preflight/, { timeout: 2_000 });
  }).toPass();
  await page.reload();
  await expect(page.getByRole("button", { name: "Remove eu-west-1" })).toBeVisible();
  await expect(page).not.toHaveURL(/step=/);
});

test("of several that could be replaced, somebody chooses", async ({ page, empty, furnish }) => {
  const sandbox = await start(empty, furnish);
  const [shop] = await keep(empty, "shop.test=60");
  if (shop === undefined) throw new Error("nothing was kept");
  await importedElsewhere(sandbox, "eu-west-1", shop, { times: 2 });
  await page.goto(`${empty.url}/deployments/new?certificate=${shop.id}&region=eu-west-1`);
  await page.getByRole("checkbox", { name: /^Deploy and replace/ }).check();
  await press(page, "Pre-flight");

  const row = rowOf(preflightOf(page), "eu-west-1");
  await expect(row).toContainText("Choose one");
  await expect(page.getByRole("button", { name: "Deploy to 0 regions" })).toBeDisabled();
  await row.getByRole("button", { name: /What to replace in eu-west-1/ }).click();
  const choice = page.getByRole("option").first();
  const arn = /arn:\S+?certificate\/[0-9a-f-]{36}/.exec(await choice.innerText())?.[0] ?? "";
  await choice.click();
  await expect(row).toContainText("It was chosen");
  await press(page, "Deploy to 1 region");
  const listed = rowOf(listOf(page), "eu-west-1");
  await expect(listed).toContainText("Deployed", arriving);
  await expect(listed).toContainText(arn);
});

test("what failed says why, is tried again, and what is no longer managed stays in AWS", async ({
  page,
  empty,
  furnish,
}) => {
  const sandbox = await start(empty, furnish);
  const [shop] = await keep(empty, "shop.test=60");
  const fault = { operation: "ImportCertificate", fault: "denied" };
  await sandbox.admin("PUT", "faults", { seed: 1, rules: [fault] });
  await empty.api("POST", "/deployments", { certificate: shop?.id, account: "demo", regions: ["us-east-1"] });
  await page.goto(`${empty.url}/deployments`);
  const row = rowOf(listOf(page), "us-east-1");
  await expect(row).toContainText("Failed", arriving);
  await expect(row.locator(".refusal")).toBeVisible();

  await sandbox.admin("DELETE", "faults");
  await row.getByRole("checkbox").check();
  await act(page, "Retry");
  await expect(row).toContainText("Deployed", arriving);
  await expect(row.locator(".refusal")).toHaveCount(0);

  await act(page, "Stop managing");
  await expect(page.getByRole("dialog")).toContainText("AWS keeps the certificate");
  await page.getByRole("dialog").getByRole("button", { name: "Stop managing" }).click();
  await expect(page.getByText("Nothing is deployed yet")).toBeVisible();
  const count = "assert len(client.list_certificates(Includes={'keyTypes': ['EC_prime256v1']})";
  await sandbox.boto3("acm", "us-east-1", `${count}["CertificateSummaryList"]) == 1`);
});

test("several certificates of the repository are deployed at once, and the list shows them", async ({
  page,
  empty,
  furnish,
}) => {
  await start(empty, furnish);
  await keep(empty, "shop.test=60", "blog.test=60", "wiki.test=60");
  await page.goto(`${empty.url}/certificates`);
  for (const name of ["shop", "blog"]) await page.getByRole("checkbox", { name: `Select ${name}` }).check();
  await page.getByRole("link", { name: "Deploy", exact: true }).click();
  await addRegions(page, "us-east-1", "eu-west-1");
  await press(page, "Pre-flight");
  await expect(preflightOf(page).getByRole("row")).toHaveCount(5);
  await page.getByRole("checkbox", { name: "Deploy to blog in us-east-1" }).uncheck();
  await press(page, "Make 3 deployments");
  await expect(listOf(page).getByRole("row").filter({ hasText: "Deployed" })).toHaveCount(3, arriving);
  await expect(page.getByText("Of 2 certificates")).toBeVisible();

  await page.getByRole("button", { name: /^Filter by region/ }).click();
  await page.getByRole("option", { name: "eu-west-1" }).click();
  await expect(listOf(page).getByRole("row")).toHaveCount(3);
  await page.getByRole("button", { name: /^Filter by state/ }).click();
  await page.getByRole("option", { name: "Failed" }).click();
  await expect(page.getByText("No deployment matches the filter.")).toBeVisible();
  await press(page, "Clear filter");
  await expect(listOf(page).getByRole("row")).toHaveCount(4);
});

test("the careful roll-out of orders that stand is changed, taken off and put on", async ({
  page,
  empty,
  furnish,
}) => {
  await start(empty, furnish);
  const [shop] = await keep(empty, "shop.test=60");
  await deployed(empty, shop?.id ?? "", ["us-east-1", "eu-west-1"], { pause_seconds: 600 });
  await page.goto(`${empty.url}/deployments`);
  const dialog = page.getByRole("dialog");
  const careful = dialog.getByRole("checkbox", { name: "Careful roll-out" });
  const pause = dialog.getByLabel("Pause between regions, in minutes");
  const save = () => dialog.getByRole("button", { name: "Save changes" }).click();
  for (const region of ["us-east-1", "eu-west-1"])
    await expect(rowOf(listOf(page), region)).toContainText("10 min apart");

  await rowOf(listOf(page), "us-east-1").getByRole("checkbox").check();
  await act(page, "Change roll-out");
  await expect(pause).toHaveValue("10");
  await pause.fill("0.5");
  await save();
  await expect(dialog).toContainText("Enter a number of minutes");
  await expectAccessible(page, "the roll-out");
  await pause.fill("90");
  await save();
  await expect(page.getByText("1 deployment rolled out carefully from now on")).toBeVisible();
  await expect(rowOf(listOf(page), "us-east-1")).toContainText("1 h 30 min apart");
  await expect(rowOf(listOf(page), "eu-west-1")).toContainText("10 min apart");

  await rowOf(listOf(page), "eu-west-1").getByRole("checkbox").check();
  await act(page, "Change roll-out (2)");
  await expect(dialog).toContainText("They differ at the moment: ");
  await careful.uncheck();
  await save();
  await expect(page.getByText("2 deployments rolled out all at once from now on")).toBeVisible();
  for (const region of ["us-east-1", "eu-west-1"])
    await expect(rowOf(listOf(page), region)).toContainText("All at once");

  await page.goto(`${empty.url}/certificates/${shop?.id}?tab=deployments`);
  await page.getByRole("button", { name: "Actions for eu-west-1" }).click();
  await page.getByRole("menuitem", { name: "Change roll-out" }).click();
  await careful.check();
  await pause.fill("5");
  await save();
  await expect(rowOf(listOf(page), "eu-west-1")).toContainText("5 min apart");
  await expect(rowOf(listOf(page), "us-east-1")).toContainText("All at once");
});

test("pre-flight and list are accessible and fit the screen, wide and narrow, light and dark", async ({
  page,
  empty,
  furnish,
}) => {
  const sandbox = await start(empty, furnish);
  const [shop, blog] = await keep(empty, "shop.test=60", "blog.test=60");
  if (shop === undefined || blog === undefined) throw new Error("nothing was kept");
  const { one } = await bundleOf("lonely.test=60");
  await importPem(empty, one.certificate, { name: "lonely" });
  await importedElsewhere(sandbox, "eu-west-1", shop, { times: 2 });
  await importedElsewhere(sandbox, "ap-south-1", shop);
  await look(page, "preflight", async () => {
    const query = ["us-east-1", "eu-west-1", "ap-south-1"].map((region) => `region=${region}`).join("&");
    await page.goto(`${empty.url}/deployments/new?certificate=shop&certificate=lonely&${query}`);
    await page.getByRole("checkbox", { name: /^Deploy and replace/ }).check();
    await press(page, "Pre-flight");
    await expect(preflightOf(page)).toContainText("Choose one");
    await expect(preflightOf(page)).toContainText("no_private_key");
  });

  await deployed(empty, blog.id, ["us-east-1", "eu-west-1"], { auto_redeploy: true });
  const fault = { operation: "ImportCertificate", fault: "denied" };
  await sandbox.admin("PUT", "faults", { seed: 1, rules: [fault] });
  await empty.api("POST", "/deployments", { certificate: shop.id, account: "demo", regions: ["sa-east-1"] });
  await look(page, "deployments-filled", async () => {
    await page.goto(`${empty.url}/deployments`);
    await expect(rowOf(listOf(page), "sa-east-1")).toContainText("Failed", arriving);
  });
  await look(page, "own-deployments-filled", async () => {
    await page.goto(`${empty.url}/certificates/${blog.id}?tab=deployments`);
    await expect(rowOf(listOf(page), "us-east-1")).toContainText("In sync");
  });
});

test("a certificate goes to IAM, which has no regions, under a name of its version", async ({
  page,
  empty,
  furnish,
}) => {
  await addCloud(empty, await furnish(emptyCloud));
  const [shop] = await keep(empty, "shop.test=60");
  await page.goto(`${empty.url}/deployments/new?certificate=${shop?.id ?? ""}`);
  await page.getByRole("radio", { name: /^IAM/ }).check();
  await expect(page.getByRole("combobox", { name: "Regions" })).toBeHidden();
  await page.getByLabel("Path", { exact: true }).fill("cloudfront");
  await press(page, "Pre-flight");
  await expect(page.getByText("Begin and end the path with a slash, without spaces.")).toBeVisible();
  await page.getByLabel("Path", { exact: true }).fill("/cloudfront/");
  await expectAccessible(page, "the form for IAM");
  await press(page, "Pre-flight");
  const preflight = preflightOf(page);
  await expect(preflight.getByText("New import")).toBeVisible();
  await expect(preflight.getByText(/uploaded as shop-[0-9a-f]{16}/)).toBeVisible();
  await press(page, "Deploy to IAM");
  const row = rowOf(listOf(page), "shop");
  await expect(row).toContainText("Deployed", arriving);
  await expect(row).toContainText("server-certificate/cloudfront/shop-");
});

test("what was superseded in IAM is looked at, and deleted", async ({ page, empty, furnish }) => {
  await start(empty, furnish);
  await keep(empty, "shop.test=60");
  await empty.api("POST", "/deployments", {
    certificate: "shop",
    account: "demo",
    service: "iam",
    auto_redeploy: true,
  });
  const nameInIam = async () => {
    const { items } = await empty.api<List<Deployment>>("GET", "/deployments?certificate=shop");
    return items[0]?.state === "deployed" ? (items[0].arn?.split("/").at(-1) ?? "") : "";
  };
  await expect.poll(nameInIam, arriving).toMatch(/^shop-/);
  const first = await nameInIam();
  await keep(empty, "shop.test=90");
  await expect.poll(nameInIam, arriving).toMatch(new RegExp(`^shop-(?!${first.slice(5)})`));
  const second = await nameInIam();

  await page.goto(`${empty.url}/deployments`);
  const dialog = page.getByRole("dialog");
  const open = async () => {
    await rowOf(listOf(page), "shop").getByRole("checkbox").setChecked(true);
    await act(page, "Delete superseded");
  };
  await open();
  await expect(dialog).toContainText(first);
  await expect(dialog).not.toContainText(second);
  await expectAccessible(page, "what was superseded");
  await dialog.getByRole("button", { name: "Delete 1 server certificate" }).click();
  await expect(page.getByText("1 server certificate deleted from demo")).toBeVisible(arriving);
  await expect(dialog).toBeHidden();
  await open();
  await expect(dialog).toContainText("Nothing is superseded");
  expect(await nameInIam()).toBe(second);
});
