import { readFile } from "node:fs/promises";

import { type Locator, type Page } from "@playwright/test";

import { type AwsCertificate, type CertificateSummary, type Page as ListOf } from "../src/api/types.ts";
import { expect, test } from "./support/test.ts";

const tableOf = (page: Page) => page.getByRole("table", { name: "AWS certificates" });
/** The names of the rows in their order. */
const namesIn = (table: Locator) => table.locator("tbody th a").allTextContents();

async function filterBy(page: Page, text: string): Promise<void> {
  const filter = page.getByRole("combobox", { name: "Filter AWS certificates" });
  await filter.fill(text);
  await filter.press("Enter");
}

const expectMatches = (page: Page, matching: { length: number }, what?: string) =>
  expect(page.getByRole("heading", { name: `Certificates (${matching.length})` }), what).toBeVisible();

test("totals and expiry stand above the list, and each number is a filter", async ({
  page,
  visited,
  estate,
}) => {
  await page.goto(visited.url);
  const tile = (label: string) => page.getByRole("button", { name: new RegExp(`^\\d+ ?${label}$`) });
  const dated = estate.certificates.filter(({ days_left }) => days_left !== null);
  const ending = (within: number) =>
    dated.filter(({ days_left }) => (days_left ?? 0) >= 0 && (days_left ?? 0) < within);

  await expect(tile("All")).toHaveText(`${estate.certificates.length}All`);
  await expect(tile("Expired")).toHaveText(
    `${dated.filter(({ days_left }) => (days_left ?? 0) < 0).length}Expired`,
  );
  await expect(tile("Within 7 days")).toHaveText(`${ending(7).length}Within 7 days`);
  await expect(tile("Within 30 days")).toHaveText(`${ending(30).length}Within 30 days`);

  await tile("Within 30 days").click();
  await expectMatches(page, ending(30));
  await expect(tile("Within 30 days")).toHaveAttribute("aria-pressed", "true");
  await expect(page).toHaveURL((url) => url.searchParams.get("expires_within") === "30");
  await tile("Within 30 days").click();
  await expectMatches(page, estate.certificates);

  const summary = await visited.api<CertificateSummary>("GET", "/aws_certificates/summary");
  await expect(page.getByText(`${summary.by_type["IMPORTED"] ?? 0} Imported`)).toBeVisible();
});

test("a filter of region and type finds what it says, and survives a reload", async ({
  page,
  visited,
  estate,
}) => {
  await page.goto(visited.url);
  await filterBy(page, "Region = eu-central-1");
  const here = estate.certificates.filter(({ region }) => region === "eu-central-1");
  await expectMatches(page, here);
  await filterBy(page, "Type = Private");
  const priv = here.filter(({ type }) => type === "PRIVATE");
  await expectMatches(page, priv);

  await page.reload();
  await expectMatches(page, priv);
  await expect.poll(() => namesIn(tableOf(page))).toEqual(priv.map(({ names }) => names[0]));
  await page.getByRole("button", { name: /^Remove filter, Type/ }).click();
  await expectMatches(page, here);
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expectMatches(page, estate.certificates);
});

test("a name is found as a part, with a wildcard, exactly, and as a host that a wildcard covers", async ({
  page,
  visited,
  estate,
}) => {
  await page.goto(visited.url);
  const having = (matches: (name: string) => boolean) =>
    estate.certificates.filter(({ names }) => names.some(matches));
  // The next filter is added to what the address says, so the address has to be empty first.
  const clear = async () => {
    await page.getByRole("button", { name: "Clear filters" }).click();
    await expectMatches(page, estate.certificates);
  };

  await filterBy(page, "Name : shop.test");
  await expectMatches(
    page,
    having((name) => name.includes("shop.test")),
  );
  await clear();
  await filterBy(page, "Name : *.shop.example");
  await expectMatches(
    page,
    having((name) => /^[^.]+\.shop\.example$/.test(name)),
  );
  await clear();
  await filterBy(page, "Name = www.shop.example");
  await expectMatches(
    page,
    having((name) => name === "www.shop.example"),
  );
  await clear();
  await filterBy(page, "Valid for host = anything.example.com");
  await expectMatches(
    page,
    having((name) => name === "*.example.com"),
  );
});

test("the other properties filter too: expiry, use, key, tag, fingerprint, serial, free text", async ({
  page,
  visited,
  estate,
}) => {
  const { items } = await visited.api<ListOf<AwsCertificate>>("GET", "/aws_certificates?limit=200");
  const some = items.find(({ domain_name }) => domain_name === "rsa-4096.example.com");
  await page.goto(visited.url);
  const filters: [string, (each: AwsCertificate) => boolean][] = [
    ["Expires within <= 30", ({ days_left }) => days_left !== null && days_left >= 0 && days_left < 30],
    ["In use = Yes", ({ in_use }) => in_use === true],
    ["Key algorithm = RSA 4096", ({ key_algorithm }) => key_algorithm === "RSA_4096"],
    ["Status = Pending validation", ({ status }) => status === "PENDING_VALIDATION"],
    ["Service = IAM", ({ service }) => service === "iam"],
    ["Account = production", () => true],
    ["Tag = team=payments", ({ tags }) => tags["team"] === "payments"],
    ["Renewal eligibility = Not eligible", (each) => each.renewal_eligibility === "INELIGIBLE"],
    ["Issuer : Example Shop", ({ issuer }) => issuer?.includes("Example Shop") === true],
    [`Serial number = ${some?.serial ?? ""}`, ({ serial }) => serial === some?.serial],
    [`Fingerprint = ${some?.fingerprint_sha256 ?? ""}`, ({ id }) => id === some?.id],
    ["rsa-1024", ({ domain_name }) => domain_name === "rsa-1024.example.com"],
  ];
  expect(items).toHaveLength(estate.certificates.length);
  for (const [text, holds] of filters) {
    const expected = items.filter(holds);
    expect(expected.length, text).toBeGreaterThan(0);
    await filterBy(page, text);
    await expectMatches(page, expected, text);
    await page.getByRole("button", { name: "Clear filters" }).click();
    await expectMatches(page, items);
  }
});

test("the list is sorted by its columns, in the address too", async ({ page, visited, estate }) => {
  await page.goto(`${visited.url}/certificates/aws?region=eu-west-1`);
  await expectMatches(
    page,
    estate.certificates.filter(({ region }) => region === "eu-west-1"),
  );
  const names = () => namesIn(tableOf(page));
  const ascending = (await names()).toSorted();
  const byName = page.getByRole("columnheader", { name: "Name" }).getByRole("button").first();
  await byName.press("Enter");
  await expect(page).toHaveURL(/sort=domain_name/);
  await expect.poll(names).toEqual(ascending);
  await byName.press("Enter");
  await expect(page).toHaveURL(/sort=-domain_name/);
  await expect.poll(names).toEqual(ascending.toReversed());
});

test("pages hold every certificate once, and the way back works", async ({ page, visited, estate }) => {
  await page.goto(`${visited.url}/certificates/aws?sort=domain_name`);
  const rows = tableOf(page).locator("tbody th a");
  const hrefs = () => rows.evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  await expect(page.getByText(`1–25 of ${estate.certificates.length}`)).toBeVisible();
  const first = await hrefs();
  await page.getByRole("button", { name: "Next page" }).click();
  await expect(
    page.getByText(`26–${estate.certificates.length} of ${estate.certificates.length}`),
  ).toBeVisible();
  const second = await hrefs();
  expect(new Set([...first, ...second]).size).toBe(estate.certificates.length);
  await page.reload();
  await expect.poll(hrefs).toEqual(second);
  await page.getByRole("button", { name: "Previous page" }).click();
  await expect.poll(hrefs).toEqual(first);
});

test("columns are chosen and remembered in this browser", async ({ page, visited }) => {
  await page.goto(visited.url);
  const serials = page.getByRole("columnheader", { name: "Serial number" });
  await expect(tableOf(page)).toBeVisible();
  await expect(serials).toBeHidden();
  await page.getByRole("button", { name: "Preferences" }).click();
  const dialog = page.getByRole("dialog", { name: "Preferences" });
  await dialog.getByText("Serial number", { exact: true }).click();
  await dialog.getByRole("radio", { name: "50" }).check();
  await dialog.getByRole("button", { name: "Apply" }).click();
  await expect(serials).toBeVisible();
  await page.reload();
  await expect(serials).toBeVisible();
  await expect(tableOf(page).locator("tbody tr")).toHaveCount(37);
});

for (const format of ["CSV", "JSON"] as const) {
  test(`the ${format} export holds the filtered certificates as the API gives them`, async ({
    page,
    visited,
  }) => {
    const query = "tag=team%3Dpayments&sort=domain_name";
    await page.goto(`${visited.url}/certificates/aws?${query}`);
    await page.getByRole("button", { name: /Export/ }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: `${format} file` }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe(`aws-certificates.${format.toLowerCase()}`);
    const text = await readFile(await file.path(), "utf8");

    const { items } = await visited.api<ListOf<AwsCertificate>>(
      "GET",
      `/aws_certificates?limit=200&${query}`,
    );
    expect(items.length).toBeGreaterThan(0);
    if (format === "JSON") {
      expect(JSON.parse(text)).toEqual(items);
    } else {
      const lines = text.trim().split(/\r?\n/);
      expect(lines[0]).toContain("arn");
      expect(lines.slice(1).map((line) => /arn:aws:[^,"]+/.exec(line)?.[0])).toEqual(
        items.map(({ arn }) => arn),
      );
    }
  });
}

test("a filter that nothing matches says so and offers the way out", async ({ page, visited, estate }) => {
  await page.goto(`${visited.url}/certificates/aws?q=nosuchthing`);
  await expect(page.getByText("No certificate matches the filter.")).toBeVisible();
  await page.getByRole("button", { name: "Clear filter", exact: true }).click();
  await expectMatches(page, estate.certificates);
});
