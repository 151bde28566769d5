import { readFile } from "node:fs/promises";

import { type Download, type Page } from "@playwright/test";

import { type Certificate, type Page as ListOf } from "../src/api/types.ts";
import { importPem, issue, type Issued, keystorePassword } from "./support/authority.ts";
import { expectAccessible } from "./support/axe.ts";
import { type Certwright } from "./support/certwright.ts";
import { look } from "./support/look.ts";
import { expect, test } from "./support/test.ts";

const tableOf = (page: Page) => page.getByRole("table", { name: "Certificates" });
const dialogOf = (page: Page) => page.getByRole("dialog");
const field = (page: Page, label: string) => dialogOf(page).getByLabel(label, { exact: true });
const press = (page: Page, name: string) => dialogOf(page).getByRole("button", { name, exact: true }).click();
const bundle = ({ certificate, key }: Issued, chain: string) => certificate + chain + key;
const keystore = ({ pkcs12 }: Issued, name = "shop.p12") => ({
  name,
  mimeType: "application/x-pkcs12",
  buffer: Buffer.from(pkcs12, "base64"),
});

async function openImport(page: Page, server: Certwright): Promise<void> {
  await page.goto(`${server.url}/certificates`);
  // An empty repository offers it twice.
  await page.getByRole("button", { name: "Import" }).first().click();
  await expect(dialogOf(page)).toContainText("Import certificates");
}

async function filterBy(page: Page, text: string): Promise<void> {
  const filter = page.getByRole("combobox", { name: "Filter certificates" });
  await filter.fill(text);
  await filter.press("Enter");
}

/** The shop's certificate in two versions, and what it needs to be compared with. */
async function shop(server: Certwright) {
  const { chain, issued } = await issue("www.shop.test,shop.test=20", "www.shop.test,shop.test=90");
  const [older, newer] = issued as [Issued, Issued];
  await importPem(server, bundle(older, chain), { name: "shop" });
  const { taken } = await importPem(server, bundle(newer, chain), { name: "shop" });
  const { id } = taken[0]?.certificate as Certificate;
  return { id, older, newer, chain, path: `${server.url}/certificates/${id}` };
}

async function downloaded(page: Page, start: () => Promise<void>): Promise<[Download, Buffer]> {
  const arriving = page.waitForEvent("download");
  await start();
  const download = await arriving;
  return [download, await readFile(await download.path())];
}

test("an empty repository says what to do, and a pasted bundle becomes a certificate with chain and key", async ({
  page,
  empty,
}) => {
  const { chain, issued } = await issue("www.shop.test,shop.test,api.shop.test=20");
  await page.goto(empty.url);
  await page.getByRole("link", { name: "Certificates", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Certificates", level: 1 })).toBeFocused();
  await expect(page.getByText("No certificates yet")).toBeVisible();
  await page.getByRole("button", { name: "Import" }).last().click();

  await press(page, "Import");
  await expect(dialogOf(page)).toContainText("Choose a file, or paste PEM text below.");
  await field(page, "PEM text").fill(bundle(issued[0] as Issued, chain));
  await dialogOf(page).getByRole("button", { name: "Name, owner and tags" }).click();
  await field(page, "Name").fill("shop");
  await field(page, "Owner").fill("payments");
  await press(page, "Add tag");
  await field(page, "Key of tag 1").fill("environment");
  await field(page, "Value of tag 1").fill("production");
  await press(page, "Import");

  const taken = page.getByRole("table", { name: "Imported certificates" });
  await expect(taken.getByRole("row", { name: /shop/ })).toContainText("New certificate");
  await expect(taken.getByRole("row", { name: /shop/ })).toContainText("Held");
  await expectAccessible(page, "the outcome of an import");
  await press(page, "Done");
  const row = tableOf(page).getByRole("row", { name: /shop/ });
  for (const text of ["www.shop.test", "+2", "20 days left", "ECDSA P-256", "Held", "payments"]) {
    await expect(row).toContainText(text);
  }
  await expect(row).toContainText("environment: production");

  await row.getByRole("link", { name: "shop" }).click();
  await expect(page.getByRole("heading", { name: "shop", level: 1 })).toBeVisible();
  await expect(page.getByText("Complete up to the root")).toBeVisible();
});

test("a keystore asks for its password; a wrong one is said, and nothing that was entered is lost", async ({
  page,
  empty,
}) => {
  const { issued } = await issue("www.shop.test=20");
  await openImport(page, empty);
  await page.locator("input[type=file]").setInputFiles(keystore(issued[0] as Issued));
  await expect(dialogOf(page)).toContainText("shop.p12");
  await field(page, "Password").fill("a wrong one");
  await expect(field(page, "Password")).toHaveAttribute("type", "password");
  await press(page, "Import");
  await expect(dialogOf(page)).toContainText("the password does not open it");
  await expect(dialogOf(page)).toContainText("Give the password it was exported with.");
  await expect(dialogOf(page)).toContainText("shop.p12");
  await expect(field(page, "Password")).toHaveValue("a wrong one");

  await press(page, "Another password");
  await field(page, "Password 2").fill(keystorePassword);
  await press(page, "Import");
  await expect(page.getByRole("table", { name: "Imported certificates" })).toContainText("www.shop.test");
});

test("of several files, each that cannot be used is named with the reason, and the rest is kept", async ({
  page,
  empty,
}) => {
  const { chain, issued } = await issue("www.shop.test=20", "blog.test=90");
  const [first, second] = issued as [Issued, Issued];
  await openImport(page, empty);
  await page
    .locator("input[type=file]")
    .setInputFiles([
      { name: "blog.pem", mimeType: "text/plain", buffer: Buffer.from(bundle(second, chain)) },
      keystore(first),
    ]);
  await press(page, "Import");
  await expect(dialogOf(page)).toContainText("Imported in part");
  await expect(dialogOf(page).getByRole("listitem")).toContainText(
    /^shop\.p12: .*no password was given.*Give/,
  );
  await expect(page.getByRole("table", { name: "Imported certificates" })).toContainText("blog.test");

  await press(page, "Back to what was given");
  await field(page, "Password").fill(keystorePassword);
  await press(page, "Import");
  const taken = page.getByRole("table", { name: "Imported certificates" });
  await expect(taken.getByRole("row", { name: /blog\.test/ })).toContainText("Already there");
  await expect(taken.getByRole("row", { name: /www\.shop\.test/ })).toContainText("New certificate");
});

test("files that are too large are refused before they are sent", async ({ page, empty }) => {
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  await openImport(page, empty);
  const file = (name: string, size: number) => ({
    name,
    mimeType: "text/plain",
    buffer: Buffer.alloc(size, "x"),
  });
  await page.locator("input[type=file]").setInputFiles([file("big.pem", 700_001)]);
  await expect(dialogOf(page)).toContainText("Larger than 700,000 bytes: 700,001 bytes.");
  await press(page, "Import");
  await expect(dialogOf(page)).toContainText("Remove the files that are marked.");
  await press(page, "Remove big.pem");
  await page.locator("input[type=file]").setInputFiles([file("one.pem", 400_000), file("two.pem", 400_000)]);
  await expect(dialogOf(page)).toContainText("Together they have 800,000 bytes");
  expect(requests.filter((url) => url.endsWith("/certificates/import"))).toEqual([]);
});

test("filters and sorting are in the address, and find what they say", async ({ page, empty }) => {
  test.slow(); // ten filters, each with a reload
  const { chain, issued } = await issue("www.shop.test,shop.test=20", "blog.test=90", "*.intra.test=200");
  const [first, second, third] = issued as [Issued, Issued, Issued];
  await importPem(empty, bundle(first, chain), { owner: "payments", tags: { environment: "production" } });
  await importPem(empty, second.certificate, { owner: "press" });
  await importPem(empty, bundle(third, chain), { tags: { environment: "test" } });
  const { items } = await empty.api<ListOf<Certificate>>("GET", "/certificates");
  const count = (found: number) => page.getByRole("heading", { name: `In the repository (${found})` });
  const names = () => tableOf(page).locator("tbody th a").allTextContents();

  await page.goto(`${empty.url}/certificates`);
  await expect(count(3)).toBeVisible();
  const filters: [string, (each: Certificate) => boolean][] = [
    ["Name : blog", ({ name }) => name === "blog.test"],
    ["Domain : shop", ({ name }) => name === "www.shop.test"],
    ["Domain = host.intra.test", ({ name }) => name === "*.intra.test"],
    ["Owner = payments", ({ owner }) => owner === "payments"],
    ["Tag = environment=test", ({ tags }) => tags["environment"] === "test"],
    ["Private key held = No", ({ current }) => !current.has_private_key],
    ["Expires within <= 30", ({ current }) => current.days_left <= 30],
    ["Key algorithm = ECDSA P-256", () => true],
    [`Fingerprint = ${second.sha256}`, ({ name }) => name === "blog.test"],
    ["payments", ({ owner }) => owner === "payments"],
  ];
  for (const [text, holds] of filters) {
    await filterBy(page, text);
    const expected = items.filter(holds);
    expect(expected.length, text).toBeGreaterThan(0);
    await expect(count(expected.length), text).toBeVisible();
    await expect.poll(async () => (await names()).toSorted(), text).toEqual(expected.map(({ name }) => name));
    await page.reload();
    await expect(count(expected.length), `${text}, after a reload`).toBeVisible();
    await page.getByRole("button", { name: "Clear filters" }).click();
    await expect(count(3)).toBeVisible();
  }
  await expect.poll(names).toEqual(["www.shop.test", "blog.test", "*.intra.test"]);
  await page.getByRole("columnheader", { name: "Expires" }).getByRole("button").first().press("Enter");
  await expect(page).toHaveURL(/sort=-not_after/);
  await expect.poll(names).toEqual(["*.intra.test", "blog.test", "www.shop.test"]);
  await filterBy(page, "nosuchthing");
  await expect(page.getByText("No certificate matches the filter.")).toBeVisible();
});

test("what is said about a certificate is edited, and a stale view is refused in words", async ({
  page,
  empty,
}) => {
  const { path, id } = await shop(empty);
  await page.goto(path);
  await page.getByRole("button", { name: "Edit" }).click();
  await field(page, "Owner").fill("payments");
  await field(page, "Description").fill("the shop's front");
  await field(page, "Notes").fill("renewed by hand\nuntil May");
  await press(page, "Add tag");
  await field(page, "Value of tag 1").fill("production");
  await press(page, "Save changes");
  await expect(dialogOf(page)).toContainText("Every value needs a key.");
  await field(page, "Key of tag 1").fill("environment");
  await press(page, "Add field");
  await field(page, "Key of field 1").fill("ticket");
  await field(page, "Value of field 1").fill("OPS-12");
  await press(page, "Save changes");
  await expect(page.getByText("shop was changed")).toBeVisible();
  await expect(page.getByText("the shop's front")).toBeVisible();
  await page.getByRole("tab", { name: "Notes and tags" }).click();
  await expect(page.getByRole("table", { name: "Fields" })).toContainText("OPS-12");
  await expect(page.getByText("renewed by hand")).toBeVisible();

  await page.getByRole("button", { name: "Edit" }).click();
  await field(page, "Owner").fill("mine");
  await empty.api("PATCH", `/certificates/${id}`, { owner: "theirs" });
  await press(page, "Save changes");
  await expect(dialogOf(page)).toContainText("Somebody changed it since you read it.");
  await expect(field(page, "Owner")).toHaveValue("mine");
  expect(await empty.api("GET", `/certificates/${id}`)).toMatchObject({ owner: "theirs" });
});

test("a renewal becomes the next version, and an older one is made current again after a question", async ({
  page,
  empty,
}) => {
  const { path, id } = await shop(empty);
  await page.goto(path);
  await expect(page.getByText("2 of 2")).toBeVisible();
  await page.getByRole("tab", { name: "Versions (2)" }).click();
  const row = (number: number) =>
    page
      .getByRole("table", { name: "Versions" })
      .getByRole("row")
      .filter({ has: page.getByRole("button", { name: `Version ${number}`, exact: true }) });
  await expect(row(2)).toContainText("Current");
  await expect(row(1)).not.toContainText("Current");

  // The whole way by keyboard.
  const askToMakeCurrent = async (number: number) => {
    await page.getByRole("button", { name: `Actions for version ${number}` }).press("Enter");
    await expect(page.getByRole("menuitem", { name: "Details" })).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await expect(page.getByRole("menuitem", { name: "Make current" })).toBeFocused();
    await page.keyboard.press("Enter");
  };
  await askToMakeCurrent(1);
  await expect(dialogOf(page)).toContainText("Make version 1 current again?");
  await expect(dialogOf(page)).toContainText("Version 2 stays in the repository");
  await expectAccessible(page, "the question");
  await page.keyboard.press("Escape");
  await expect(row(2)).toContainText("Current");
  await askToMakeCurrent(1);
  await dialogOf(page).getByRole("button", { name: "Make current" }).press("Enter");
  await expect(page.getByText("Version 1 of shop is current")).toBeInViewport();
  await expect(row(1)).toContainText("Current");
  expect(await empty.api("GET", `/certificates/${id}`)).toMatchObject({ current: { number: 1 } });

  // On a telephone the versions are far down the page, and still it is seen.
  await page.setViewportSize({ width: 400, height: 800 });
  await askToMakeCurrent(2);
  await dialogOf(page).getByRole("button", { name: "Make current" }).press("Enter");
  await expect(page.getByText("Version 2 of shop is current")).toBeInViewport();
});

test("an older version is looked at, and compared with the newer one", async ({ page, empty }) => {
  const { path } = await shop(empty);
  await page.goto(`${path}?tab=versions`);
  await page.getByRole("button", { name: "Version 1", exact: true }).click();
  await expect(dialogOf(page)).toContainText("Version 1 of shop, not the current one");
  await expect(dialogOf(page)).toContainText("Serial number");
  await expectAccessible(page, "the details of a version");
  await page.keyboard.press("Escape");

  await expect(page.getByRole("button", { name: "Compare" })).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("checkbox", { name: "Select all versions" }).check();
  await page.getByRole("button", { name: "Compare" }).click();
  const table = page.getByRole("table", { name: "Comparison of versions" });
  await expect(table.getByRole("row").filter({ hasText: "Serial number" })).toContainText("Differs");
  await expect(table.getByRole("row").filter({ hasText: "Certificate authority" })).toContainText("Same");
  await expectAccessible(page, "the comparison of versions");
});

test("a certificate is exported without its key, and an older version too", async ({ page, empty }) => {
  const { path, older, newer } = await shop(empty);
  await page.goto(path);
  await page.getByRole("button", { name: "Export" }).click();
  const [current, text] = await downloaded(page, () => press(page, "Export"));
  expect(current.suggestedFilename()).toBe("shop.fullchain.pem");
  expect(text.toString()).toContain(newer.certificate.trim());
  expect(text.toString()).not.toContain("PRIVATE KEY");

  await page.goto(`${path}?tab=versions`);
  await page.getByRole("button", { name: "Actions for version 1" }).click();
  await page.getByRole("menuitem", { name: "Export" }).click();
  await expect(dialogOf(page)).toContainText("Export shop, version 1");
  const [, old] = await downloaded(page, () => press(page, "Export"));
  expect(old.toString()).toContain(older.certificate.trim());
});

test("a private key leaves only with a reason, which the audit log keeps", async ({ page, empty }) => {
  const { path } = await shop(empty);
  await page.goto(path);
  await page.getByRole("button", { name: "Export" }).click();
  await dialogOf(page).getByLabel("With the private key").check();
  await expect(dialogOf(page)).toContainText("Whoever has the file can pose as www.shop.test.");
  await expectAccessible(page, "the export of a key");
  await press(page, "Export with private key");
  await expect(dialogOf(page)).toContainText("Say why the private key is needed");
  await field(page, "Reason").fill("new load balancer");
  const [pem, text] = await downloaded(page, () => press(page, "Export with private key"));
  expect(pem.suggestedFilename()).toBe("shop.fullchain.pem");
  expect(text.toString()).toMatch(/^-----BEGIN (?:EC )?PRIVATE KEY-----/);

  await page.getByRole("button", { name: "Export" }).click();
  await dialogOf(page).getByLabel("With the private key").check();
  await dialogOf(page)
    .getByRole("button", { name: /^Format/ })
    .click();
  await page.getByRole("option", { name: /^PKCS#12 \(\.p12\)/ }).click();
  await field(page, "Reason").fill("the same, for Windows");
  await press(page, "Export with private key");
  await expect(dialogOf(page)).toContainText("This form of file is encrypted: choose a password.");
  await field(page, "Password of the file").fill("for the technician");
  await field(page, "Password, once more").fill("for the technicain");
  await expect(dialogOf(page)).toContainText("The two differ.");
  await field(page, "Password, once more").fill("for the technician");
  const [p12, bytes] = await downloaded(page, () => press(page, "Export with private key"));
  expect(p12.suggestedFilename()).toBe("shop.p12");
  expect(bytes[0]).toBe(0x30); // a DER sequence

  const log = await empty.api<ListOf<{ details: unknown }>>(
    "GET",
    "/audit_events?action=certificate.key_exported",
  );
  expect(log.items.map(({ details }) => details)).toMatchObject([
    { reason: "the same, for Windows", format: "pkcs12" },
    { reason: "new load balancer", format: "pem_full" },
  ]);
});

test("a certificate is deleted after a question that tells what is gone for good", async ({
  page,
  empty,
}) => {
  const { path, id } = await shop(empty);
  await empty.api("POST", "/groups", { name: "storefront", certificates: [id] });
  await page.goto(path);
  await page.getByRole("button", { name: "Delete" }).click();
  await expect(dialogOf(page)).toContainText("Its private keys are gone for good");
  await expect(dialogOf(page)).toContainText("It leaves 1 group: storefront");
  await press(page, "Keep");
  await expect(page.getByRole("heading", { name: "shop", level: 1 })).toBeVisible();
  await page.getByRole("button", { name: "Delete" }).click();
  await press(page, "Delete");
  await expect(page.getByText("shop was deleted")).toBeVisible();
  await expect(page.getByText("No certificates yet")).toBeVisible();
  await page.goto(path);
  await expect(page.getByText("Not found")).toBeVisible();
});

test("an auditor sees certificates, and is told why nothing may be changed or taken", async ({
  page,
  empty,
}) => {
  const { path } = await shop(empty);
  const auditor = { name: "otto", password: "a pen and a long list" };
  await empty.createUser(auditor.name, auditor.password, "auditor");
  await page.context().clearCookies();
  await empty.signIn(page, auditor);
  await page.goto(`${empty.url}/certificates`);
  await expect(page.getByRole("button", { name: "Import" })).toHaveAttribute("aria-disabled", "true");
  await page.goto(path);
  for (const name of ["Delete", "Edit"]) {
    await expect(page.getByRole("button", { name })).toHaveAttribute("aria-disabled", "true");
  }
  await page.getByRole("button", { name: "Edit" }).hover();
  await expect(page.getByRole("tooltip")).toContainText(
    "Your role (auditor) does not include changing the repository.",
  );
  await page.getByRole("button", { name: "Export" }).click();
  await expect(dialogOf(page).getByLabel("With the private key")).toBeDisabled();
  await expect(dialogOf(page)).toContainText("does not include taking private keys out");
  const [, text] = await downloaded(page, () => press(page, "Export"));
  expect(text.toString()).toContain("BEGIN CERTIFICATE");
});

test("the dialogs are accessible and fit the screen, wide and narrow, light and dark", async ({
  page,
  empty,
}) => {
  test.slow();
  const { path } = await shop(empty);
  await look(page, "repository-import", async () => {
    await openImport(page, empty);
    await dialogOf(page).getByRole("button", { name: "Name, owner and tags" }).click();
    await press(page, "Add tag");
    await press(page, "Another password");
    await press(page, "Import");
  });
  const dialogs = { Edit: "Save changes", Export: "With the private key", Delete: "gone for good" };
  for (const [name, text] of Object.entries(dialogs)) {
    await look(page, `repository-${name.toLowerCase()}`, async () => {
      await page.goto(path);
      await page.getByRole("button", { name, exact: true }).click();
      await expect(dialogOf(page)).toContainText(text);
    });
  }
});
