import { createHash, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";

import { type AwsCertificate, type Page as ListOf } from "../src/api/types.ts";
import { type Certwright } from "./support/certwright.ts";
import { expect, test } from "./support/test.ts";

const sha256 = (der: Buffer) => createHash("sha256").update(der).digest("hex");

async function find(server: Certwright, name: string): Promise<AwsCertificate> {
  const path = `/aws_certificates?name=${encodeURIComponent(`=${name}`)}&sort=region`;
  const [first] = (await server.api<ListOf<AwsCertificate>>("GET", path)).items;
  if (first === undefined) throw new Error(`no certificate for ${name}`);
  return first;
}

test("a certificate shows its names, key, dates, tags, and where else it is", async ({
  page,
  visited,
  estate,
}) => {
  const certificate = await find(visited, "www.shop.example");
  const seeded = estate.certificates.find(({ arn }) => arn === certificate.arn);
  await page.goto(`${visited.url}/certificates/aws/${certificate.id}`);
  await expect(page.getByRole("heading", { name: "www.shop.example", level: 1 })).toBeVisible();
  await expect(page).toHaveTitle("www.shop.example · Certwright");
  await expect(page.getByText(certificate.arn, { exact: true })).toBeVisible();
  for (const name of seeded?.names ?? []) {
    await expect(page.getByRole("table", { name: "Names" })).toContainText(name);
  }
  await expect(page.getByText("ECDSA P-256").first()).toBeVisible();
  await expect(page.getByText("Example Shop Issuing CA 1").first()).toBeVisible();
  await expect(page.getByText("TLS web server authentication, TLS web client authentication")).toBeVisible();
  await expect(page.getByRole("table", { name: "Same certificate elsewhere" })).toContainText("us-east-1");

  await page.getByRole("tab", { name: "Tags (2)" }).click();
  const tags = page.getByRole("table", { name: "Tags" });
  await expect(tags.getByRole("row", { name: /team/ })).toContainText("storefront");
  await page.getByRole("link", { name: "Certificates with the same team" }).click();
  await expect(page).toHaveURL(/tag=team%3Dstorefront/);
  const same = estate.certificates.filter(({ tags: all }) => all["team"] === "storefront");
  await expect(page.getByRole("heading", { name: `Certificates (${same.length})` })).toBeVisible();
});

test("a certificate in use names the resources, and says why AWS does not renew it", async ({
  page,
  visited,
}) => {
  const { id } = await find(visited, "api.shop.example");
  await page.goto(`${visited.url}/certificates/aws/${id}`);
  await page.getByRole("tab", { name: "In use by (1)" }).click();
  await expect(page.getByRole("table", { name: "In use by" })).toContainText("shop-api");
  await page.getByRole("tab", { name: "Renewal" }).click();
  await expect(page.getByText("Why AWS does not renew it")).toBeVisible();
  await expect(page.getByText(/imported/i).first()).toBeVisible();
});

test("the chain is a tree from the root to the certificate", async ({ page, visited }) => {
  const { id } = await find(visited, "www.shop.example");
  await page.goto(`${visited.url}/certificates/aws/${id}?tab=chain`);
  const root = page.locator(".chain > li", { hasText: "Example Shop Root CA" });
  await expect(root.locator(".chain > li", { hasText: "Example Shop Issuing CA 1" }).first()).toBeVisible();
  await expect(root.locator(".chain .chain > li", { hasText: "www.shop.example" }).last()).toBeVisible();
});

test("the PEM is copied and downloaded as AWS holds it", async ({ page, visited, estate }) => {
  const certificate = await find(visited, "www.shop.example");
  const seeded = estate.certificates.find(({ arn }) => arn === certificate.arn);
  await page.goto(`${visited.url}/certificates/aws/${certificate.id}?tab=pem`);
  await page.getByRole("button", { name: "Copy PEM" }).click();
  await expect(page.getByText("Copied PEM")).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(sha256(new X509Certificate(copied).raw)).toBe(seeded?.sha256);
  expect(copied.split("BEGIN CERTIFICATE").length - 1).toBeGreaterThanOrEqual(3);
  // What says so may lie over the next button.
  await page.keyboard.press("Escape");
  await expect(page.getByText("Copied PEM")).toBeHidden();

  await page
    .getByRole("radio", { name: "Certificate", exact: true })
    .or(page.getByRole("button", { name: "Certificate", exact: true }))
    .first()
    .click();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("www.shop.example.pem");
  const text = await readFile(await file.path(), "utf8");
  expect(text.split("BEGIN CERTIFICATE").length - 1).toBe(1);
  expect(sha256(new X509Certificate(text).raw)).toBe(seeded?.sha256);
});

test("the history tells when a certificate was found, and in which run", async ({ page, visited }) => {
  const { id } = await find(visited, "www.shop.example");
  await page.goto(`${visited.url}/certificates/aws/${id}?tab=history`);
  const found = page.getByRole("listitem").filter({ hasText: "Found" });
  await expect(found).toBeVisible();
  await found.getByRole("link", { name: "Discovery run" }).click();
  await expect(page.getByRole("heading", { name: /^Discovery of/ })).toBeVisible();
});

test("a request that waits for its validation shows the records that prove its names", async ({
  page,
  visited,
}) => {
  const { id } = await find(visited, "dns.example.org");
  await page.goto(`${visited.url}/certificates/aws/${id}`);
  await expect(page.getByText("Pending validation").first()).toBeVisible();
  const row = page
    .getByRole("table", { name: "Names" })
    .getByRole("row", { name: /^.*\bdns\.example\.org/ })
    .first();
  await expect(row).toContainText("acm-validations.aws");
});

test("an unknown certificate is not found, and the page says so", async ({ page, visited }) => {
  await page.goto(`${visited.url}/certificates/aws/nosuchid`);
  await expect(page.getByText("Not found").first()).toBeVisible();
});
