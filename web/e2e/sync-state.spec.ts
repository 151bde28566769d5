import { type Page } from "@playwright/test";

import { type AwsCertificate, type Certificate, type Page as ListOf } from "../src/api/types.ts";
import { issue } from "./support/authority.ts";
import { type Certwright } from "./support/certwright.ts";
import { addCloud, deployed, emptyCloud, importedElsewhere, keep } from "./support/cloud.ts";
import { look } from "./support/look.ts";
import { type Sandbox, type SandboxFixture } from "./support/sandbox.ts";
import { expect, test } from "./support/test.ts";

// Imports take a second each, and every comparison needs a discovery.
test.describe.configure({ timeout: 180_000 });

/** Where somebody puts another certificate, and where nobody does. */
const touched = "eu-west-1";
const untouched = "us-east-1";
const listOf = (page: Page) => page.getByRole("table", { name: "AWS certificates" });
const rowOf = (page: Page, region: string) => listOf(page).getByRole("row").filter({ hasText: region });
const tileOf = (page: Page) => page.getByRole("button", { name: /Out of sync$/ });
const main = (page: Page) => page.getByRole("main");
const press = (page: Page, name: string) => main(page).getByRole("button", { name, exact: true }).click();
const confirm = (page: Page, name: string) =>
  page.getByRole("dialog").getByRole("button", { name, exact: true }).click();

const atAws = async (server: Certwright, region: string) => {
  const found = await server.api<ListOf<AwsCertificate>>("GET", `/aws_certificates?region=${region}`);
  const [certificate] = found.items;
  if (certificate === undefined) throw new Error(`nothing was discovered in ${region}`);
  return certificate;
};

/** A certificate that is deployed to both regions and that somebody has replaced in the first. */
async function replaced(server: Certwright, furnish: (fixture: SandboxFixture) => Promise<Sandbox>) {
  const sandbox = await furnish(emptyCloud);
  await addCloud(server, sandbox);
  const [shop] = await keep(server, "shop.test,www.shop.test=60");
  const { chain, issued } = await issue("shop.test,www.shop.test=80");
  const [other] = issued;
  if (shop === undefined || other === undefined) throw new Error("nothing was issued");
  const deployments = await deployed(server, shop.id, [touched, untouched]);
  const arn = deployments.find(({ region }) => region === touched)?.arn ?? "";
  await importedElsewhere(sandbox, touched, { issued: other, chain }, { arn });
  await server.discover();
  return { sandbox, id: shop.id, arn };
}

test("what somebody replaced in AWS is red, counted and found, and is put back", async ({
  page,
  empty,
  furnish,
}) => {
  await replaced(empty, furnish);
  await page.goto(`${empty.url}/certificates/aws`);
  await expect(rowOf(page, touched)).toContainText("Different key");
  await expect(rowOf(page, untouched)).toContainText("In sync");
  await expect(tileOf(page)).toContainText("1");
  await tileOf(page).click();
  await expect(page).toHaveURL(/sync_state=mismatch/);
  await expect(rowOf(page, untouched)).toHaveCount(0);
  await rowOf(page, touched).getByRole("link").first().click();

  await expect(main(page)).toContainText("AWS serves a certificate with another key");
  for (const step of ["Re-deploy", "Take in", "Accept"])
    await expect(main(page).getByRole("button", { name: step, exact: true })).toBeEnabled();
  await press(page, "Re-deploy");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("take it in first");
  await dialog.getByRole("button", { name: "Re-deploy" }).click();
  const row = page.getByRole("table", { name: "Deployments" }).getByRole("row");
  await expect(row.filter({ hasText: touched })).toContainText("Deployed", { timeout: 40_000 });
  await expect(row.filter({ hasText: touched })).toContainText("In sync", { timeout: 40_000 });
  await empty.discover();
  await page.goto(`${empty.url}/certificates/aws`);
  await expect(rowOf(page, touched)).toContainText("In sync");
});

test("what differs can be accepted, and be red again", async ({ page, empty, furnish }) => {
  await replaced(empty, furnish);
  const { id } = await atAws(empty, touched);
  await page.goto(`${empty.url}/certificates/aws/${id}`);
  await press(page, "Accept");
  await expect(main(page)).toContainText("Accepted (Different key)");
  await page.goto(`${empty.url}/certificates/aws`);
  await expect(tileOf(page)).toContainText("0");
  await expect(rowOf(page, touched)).toContainText("Accepted");
  await page.goto(`${empty.url}/certificates/aws/${id}`);
  await press(page, "No longer accept");
  await expect(main(page)).toContainText("AWS serves a certificate with another key");
});

test("AWS's version is taken in as the certificate's next version", async ({ page, empty, furnish }) => {
  const { id: own } = await replaced(empty, furnish);
  const { id, fingerprint_sha256 } = await atAws(empty, touched);
  await page.goto(`${empty.url}/certificates/aws/${id}`);
  await press(page, "Take in");
  await expect(page.getByRole("dialog")).toContainText("becomes the current version of shop");
  await confirm(page, "Take in");
  await expect(main(page)).not.toContainText("AWS serves a certificate with another key");
  const { current } = await empty.api<Certificate>("GET", `/certificates/${own}`);
  expect([current.number, current.fingerprint_sha256]).toEqual([2, fingerprint_sha256]);
});

test("what is gone from AWS is red, and is no longer managed when somebody says so", async ({
  page,
  empty,
  furnish,
}) => {
  const { sandbox, arn } = await replaced(empty, furnish);
  await sandbox.boto3("acm", touched, `client.delete_certificate(CertificateArn="${arn}")`);
  await empty.discover();
  const { id } = await atAws(empty, touched);
  await page.goto(`${empty.url}/certificates/aws/${id}`);
  await expect(main(page)).toContainText("It is no longer in AWS", { ignoreCase: true });
  await expect(main(page).getByRole("button", { name: "Deploy again" })).toBeEnabled();
  await press(page, "Stop managing");
  await confirm(page, "Stop managing");
  await expect(main(page).getByRole("button", { name: "Take into repository" })).toBeVisible();
  await press(page, "Forget");
  await confirm(page, "Forget");
  await expect(page.getByRole("heading", { name: "AWS certificates", level: 1 })).toBeVisible();
  await expect(rowOf(page, untouched)).toBeVisible();
  await expect(rowOf(page, touched)).toHaveCount(0);
});

test("what nobody manages is taken into the repository under a name", async ({ page, empty, furnish }) => {
  const sandbox = await furnish(emptyCloud);
  await addCloud(empty, sandbox);
  const { chain, issued } = await issue("found.test=60");
  const [found] = issued;
  if (found === undefined) throw new Error("nothing was issued");
  await importedElsewhere(sandbox, touched, { issued: found, chain });
  await empty.discover();
  const { id } = await atAws(empty, touched);
  await page.goto(`${empty.url}/certificates/aws?sync_state=unmanaged`);
  await expect(rowOf(page, touched)).toBeVisible();
  await page.goto(`${empty.url}/certificates/aws/${id}`);
  await press(page, "Take into repository");
  await page.getByRole("dialog").getByLabel("Name").fill("found-in-aws");
  await confirm(page, "Take in");
  await expect(page.getByRole("heading", { name: "found-in-aws", level: 1 })).toBeVisible();
  await expect(main(page)).toContainText("The repository does not hold the private key");
});

test("the sync state is accessible and fits the screen, wide and narrow, light and dark", async ({
  page,
  empty,
  furnish,
}) => {
  await replaced(empty, furnish);
  const { id } = await atAws(empty, touched);
  await look(page, "sync-list", async () => {
    await page.goto(`${empty.url}/certificates/aws`);
    await expect(listOf(page)).toContainText("Different key");
  });
  await look(page, "sync-mismatch", async () => {
    await page.goto(`${empty.url}/certificates/aws/${id}`);
    await expect(main(page)).toContainText("AWS serves a certificate with another key");
  });
});
