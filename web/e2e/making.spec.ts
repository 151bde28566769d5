import { type Page } from "@playwright/test";

import { type Certificate, type CertificateRequest, type SigningResult } from "../src/api/types.ts";
import { importPem, issue } from "./support/authority.ts";
import { expectAccessible } from "./support/axe.ts";
import { type Certwright } from "./support/certwright.ts";
import { expect, test } from "./support/test.ts";

const dialogOf = (page: Page) => page.getByRole("dialog");
const press = (page: Page, name: string) => dialogOf(page).getByRole("button", { name, exact: true }).click();
const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });

const root = (server: Certwright, change: object = {}) =>
  server.api<Certificate>("POST", "/certificates/create", {
    name: "root",
    is_ca: true,
    subject: "CN=Example Root",
    ...change,
  });

test("a certificate is created and renewed, and what is wrong lands on its field", async ({
  page,
  empty,
}) => {
  await page.goto(`${empty.url}/certificates`);
  await page.getByRole("link", { name: "Create" }).first().click();
  await expect(page.getByRole("heading", { name: "Create certificate", level: 1 })).toBeVisible();
  const create = page.getByRole("button", { name: "Create certificate" });
  await create.click();
  await expect(page.getByText("Give the certificate a name.")).toBeVisible();
  await expect(field(page, "Name")).toBeFocused();
  await field(page, "Name").fill("printer");
  await field(page, "DNS names").fill("printer.test\n*.printer.test");
  await field(page, "IP addresses").fill("192.0.2.777");
  await create.click();
  await expect(page.getByText(/192\.0\.2\.777/).first()).toBeVisible();
  await expect(field(page, "DNS names")).toHaveValue("printer.test\n*.printer.test");
  await field(page, "IP addresses").fill("192.0.2.7");
  await field(page, "Valid for (days)").fill("30");
  await create.click();

  await expect(page.getByRole("heading", { name: "printer", level: 1 })).toBeVisible();
  await expect(page.getByText("Itself (self-signed)")).toBeVisible();
  await page.getByRole("button", { name: "Renew", exact: true }).click();
  await expectAccessible(page, "the dialog that renews");
  await press(page, "Renew");
  await expect(page.getByText("printer was renewed")).toBeVisible();
  await expect(page.getByRole("tab", { name: "Versions (2)" })).toBeVisible();

  await page.getByRole("button", { name: "Edit" }).click();
  await dialogOf(page).getByLabel("Renew automatically").check();
  const percent = field(page, "Renew when this much of the lifetime is left (percent)");
  await percent.fill("100");
  await press(page, "Save changes");
  await expect(dialogOf(page)).toContainText("Enter 1 to 99.");
  await percent.fill("20");
  await press(page, "Save changes");
  await expect(page.getByText("Automatic renewal")).toBeVisible();
});

test("a request waits until its certificate is imported, and one that is withdrawn loses its key", async ({
  page,
  empty,
}) => {
  const { id } = await root(empty);
  await page.goto(`${empty.url}/certificates/requests`);
  await expect(page.getByText("No requests")).toBeVisible();
  await page.getByRole("link", { name: "Create request" }).first().click();
  await field(page, "Name").fill("shop");
  await field(page, "DNS names").fill("shop.test");
  await page.getByRole("button", { name: "Create request" }).click();
  await expect(dialogOf(page)).toContainText("BEGIN CERTIFICATE REQUEST");
  await expectAccessible(page, "a request's text");
  await press(page, "Done");
  const row = page.getByRole("table", { name: "Requests" }).getByRole("row", { name: /shop/ });
  await expect(row).toContainText("Waiting");

  const { items } = await empty.api<{ items: CertificateRequest[] }>("GET", "/requests");
  const content = Buffer.from(items[0]?.pem ?? "").toString("base64");
  await empty.api<SigningResult>("POST", `/certificates/${id}/sign`, { files: [{ name: "a", content }] });
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(row).toContainText("Answered");

  await empty.api("POST", "/requests", { name: "blog", dns_names: ["blog.test"] });
  await page.getByRole("button", { name: "Refresh" }).click();
  await page.getByRole("button", { name: "Actions for the request for blog" }).click();
  await page.getByRole("menuitem", { name: "Withdraw" }).click();
  await expect(dialogOf(page)).toContainText("Its private key is lost for good");
  await press(page, "Withdraw");
  await expect(page.getByText("The request for blog was withdrawn")).toBeVisible();
});

test("an authority signs several requests at once, and revokes what it issued", async ({ page, empty }) => {
  const { id } = await root(empty);
  const pem = async (name: string) =>
    (await empty.api<CertificateRequest>("POST", "/requests", { name, dns_names: [`${name}.test`] })).pem;
  const pasted = (await pem("one")) + (await pem("two"));
  await page.goto(`${empty.url}/certificates/${id}?tab=authority`);
  await expect(page.getByText("Nothing issued yet")).toBeVisible();
  await page.getByRole("button", { name: "Sign requests" }).click();
  await dialogOf(page).getByLabel("PEM text").fill(pasted);
  await press(page, "Sign");
  const signed = page.getByRole("table", { name: "Signed certificates" });
  await expect(signed.getByRole("row")).toHaveCount(3);
  await expectAccessible(page, "what was signed");
  await press(page, "Done");

  const row = page
    .getByRole("table", { name: "Issued certificates" })
    .getByRole("row", { name: /one\.test/ });
  const given = page.waitForEvent("download");
  await row.getByRole("button", { name: /^Download one\.test/ }).click();
  expect((await given).suggestedFilename()).toBe("one.test.pem");
  await row.getByRole("button", { name: /^Revoke one\.test/ }).click();
  await expect(dialogOf(page)).toContainText("it cannot be made valid again");
  await dialogOf(page).getByLabel("Reason").click();
  await page.getByRole("option", { name: "Superseded" }).click();
  await press(page, "Revoke");
  await expect(row).toContainText("Revoked");
  await expect(row).toContainText("superseded");
  const arriving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download revocation list as PEM" }).click();
  expect((await arriving).suggestedFilename()).toMatch(/\.crl\.pem$/);

  // What it issued and did not revoke depends on it: somebody has to say that it may go.
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(dialogOf(page)).toContainText("It signed 1 certificate that still holds");
  await expectAccessible(page, "the dialog that deletes an authority");
  await expect(dialogOf(page).getByRole("button", { name: "Delete", exact: true })).toBeDisabled();
  await dialogOf(page).getByLabel("Delete it though certificates depend on it").check();
  await press(page, "Delete");
  await expect(page.getByText("root was deleted")).toBeVisible();
});

test("what another authority issued is renewed by a request", async ({ page, empty }) => {
  const { chain, issued } = await issue("www.shop.test=20");
  const { taken } = await importPem(empty, (issued[0]?.certificate ?? "") + chain + (issued[0]?.key ?? ""), {
    name: "shop",
  });
  await page.goto(`${empty.url}/certificates/${taken[0]?.certificate.id ?? ""}`);
  await page.getByRole("link", { name: "Create request" }).click();
  await expect(page.getByLabel("The next version of one that is there")).toBeChecked();
  await expect(page.getByText("shop", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Create request" }).click();
  await expect(dialogOf(page)).toContainText("Request for shop");
});
