import { type Page } from "@playwright/test";

import { look } from "./support/look.ts";
import { expect, test } from "./support/test.ts";

/** A rule, and its queue with events about a certificate that nobody renews. */
const busy = `
accounts:
  - id: "111111111111"
    name: Production
    users: [{name: admin, access_key_id: AKIAADMIN, secret: admin}]
steps:
  - at: -20d
    account: "111111111111"
    region: eu-central-1
    call: sqs.CreateQueue
    input:
      QueueName: certificate-events
      Attributes:
        Policy: '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-central-1:111111111111:certificate-events"}]}'
  - call: events.PutRule
    input: {Name: acm-expiry, Description: What expires within 45 days, EventPattern: '{"source": ["aws.acm"], "detail-type": ["ACM Certificate Approaching Expiration"]}'}
  - call: events.PutTargets
    input: {Rule: acm-expiry, Targets: [{Id: queue, Arn: "arn:aws:sqs:eu-central-1:111111111111:certificate-events"}]}
  - make: {pay: {names: [pay.shop.test], key: RSA_2048, until: +50d}}
    call: acm.ImportCertificate
    input: {Certificate: "\${pay.certificate}", PrivateKey: "\${pay.private_key}"}
`;

// A picture of a long page, looked at by axe three times, takes its time on a busy machine.
test.describe.configure({ timeout: 120_000 });

const row = (page: Page, text: string) => page.getByRole("row").filter({ hasText: text });

test("a private CA is shown with what it signed, and leads to ACM's certificates", async ({ page, demo }) => {
  await page.goto(`${demo.page}/#authorities`);
  await expect(row(page, "Flora Internal Root")).toContainText("active");
  await page.getByRole("button", { name: "Flora Internal Root" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Flora Internal Root" });
  await expect(dialog).toContainText("CN=Flora Internal Root,O=Flora,C=DE");
  await expect(dialog).toContainText("acm.amazonaws.com: GetCertificate, IssueCertificate, ListPermissions");
  const address = page.url();
  await look(page, "sandbox-authority", async () => {
    await page.goto(address);
    await expect(dialog).toBeVisible();
  });

  await dialog
    .getByRole("row")
    .filter({ hasText: "CN=vault.flora.internal" })
    .getByRole("link")
    .first()
    .click();
  const certificate = page.getByRole("dialog", { name: "vault.flora.internal" });
  await expect(certificate).toContainText("private, EC_prime256v1");
  await certificate.getByRole("link", { name: /certificate-authority/ }).click();
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(`${demo.page}/#authorities`);
});

test("what presents a certificate presents its renewal once the clock was pushed", async ({ page, demo }) => {
  await page.goto(`${demo.page}/#uses`);
  const balancer = row(page, "flora-web");
  await expect(balancer).toContainText("HTTPS 443");
  await expect(balancer.getByRole("link")).toHaveText(["flora.test", "api.flora.test"]);
  await expect(row(page, "cdn.flora.test")).toContainText("distribution");
  const serials = () => balancer.locator(".mono").allInnerTexts();
  const before = await serials();
  await page.getByRole("button", { name: "+160 d" }).click();
  await expect.poll(serials).not.toEqual(before);

  await balancer.getByRole("link", { name: "api.flora.test" }).click();
  await expect(page.getByRole("dialog", { name: "api.flora.test" })).toContainText(
    "loadbalancer/app/flora-web",
  );
});

interface Queue {
  in_flight: number;
  waiting: number;
}

test("rules and queues are shown with their messages, which stay there", async ({ page, furnish }) => {
  const sandbox = await furnish({ text: busy });
  await page.goto(`${sandbox.page}/#events`);
  await expect(row(page, "acm-expiry")).toContainText("ACM Certificate Approaching Expiration");
  await expect(row(page, "acm-expiry").getByRole("link", { name: "certificate-events" })).toBeVisible();
  const queues = async () => (await sandbox.admin<Queue[]>("GET", "queues"))[0];
  expect(await queues()).toMatchObject({ waiting: 0 });
  await page.getByRole("button", { name: "+30 d" }).click();
  await expect.poll(async () => (await queues())?.waiting).toBeGreaterThan(20);
  const before = (await queues())?.waiting;
  await page.getByRole("button", { name: "certificate-events" }).click();
  const dialog = page.getByRole("dialog", { name: "certificate-events" });
  await dialog.getByText("The message").first().click();
  await expect(dialog).toContainText('"CommonName": "pay.shop.test"');
  expect(await queues()).toMatchObject({ in_flight: 0, waiting: before });
  const address = page.url();
  await look(page, "sandbox-queue", async () => {
    await page.goto(address);
    await expect(dialog).toBeVisible();
  });
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await look(page, "sandbox-events", async () => {
    await page.goto(`${sandbox.page}/#events`);
    await expect(row(page, "acm-expiry")).toBeVisible();
  });
});

test("calls and the faults that hit them are told", async ({ page, demo }) => {
  await page.goto(`${demo.page}/#faults`);
  await page.getByRole("button", { name: "Slow down by 0.2 to 2 s" }).click();
  await expect(row(page, "latency 200ms to 2000ms")).toContainText("every call");
  await demo.boto3("acm", "eu-west-1", "client.list_certificates()");
  await expect(row(page, "ListCertificates")).toContainText("Slow down by 0.2 to 2 s, call 1");
  await look(page, "sandbox-faults", async () => {
    await page.goto(`${demo.page}/#faults`);
    await expect(row(page, "ListCertificates")).toBeVisible();
  });
  await page.getByRole("button", { name: "End all faults" }).click();
  await expect(page.getByText("Nothing goes wrong.")).toBeVisible();

  await look(page, "sandbox-calls", async () => {
    await page.goto(`${demo.page}/#calls`);
    await expect(row(page, "ListCertificates")).toContainText("eu-west-1");
  });
  await page.getByRole("searchbox", { name: "Search" }).fill("Describe");
  await expect(page.getByText("No call is like that.")).toBeVisible();
  await page.getByRole("searchbox", { name: "Search" }).fill("west");
  await expect(page.getByRole("status")).toHaveText("1 call, 0 throttled");
  await page.getByRole("button", { name: "Count anew" }).click();
  await expect(page.getByText("No calls yet.")).toBeVisible();
});
