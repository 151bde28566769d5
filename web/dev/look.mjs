// Opens every page of the built UI against the mock, under the real content security policy, in a real browser:
// takes pictures, runs axe, and fails on violations, console errors and requests to other hosts.
//   npm run build && npm run look [-- DIRECTORY [PAGE…]]
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import { chromium } from "playwright-core";
import { preview } from "vite";

const [directory = "test-results/look", ...wanted] = process.argv.slice(2);
const variants = (process.env.LOOK_VARIANTS ?? "1440-light,1440-dark,400-light").split(",");
const pages = {
    certificates: "/certificates/aws",
    filtered:
        "/certificates/aws?status=ISSUED&status=EXPIRED&name=shop&region=!us-east-1&expires_within=90&expired=false",
    nothing: "/certificates/aws?q=nosuchthing",
    certificate: "/certificates/aws/crt_5?tab=details",
    "certificate-pending": "/certificates/aws/crt_6",
    "certificate-missing": "/certificates/aws/crt_9?tab=renewal",
    "certificate-in-use": "/certificates/aws/crt_5?tab=in-use",
    "certificate-chain": "/certificates/aws/crt_5?tab=chain",
    "certificate-tags": "/certificates/aws/crt_5?tab=tags",
    "certificate-pem": "/certificates/aws/crt_5?tab=pem",
    "certificate-history": "/certificates/aws/crt_5?tab=history",
    accounts: "/accounts",
    "account-add": "/accounts/add",
    "account-edit": "/accounts/acc_3",
    runs: "/discovery",
    run: "/discovery/run_2",
    jobs: "/jobs",
    job: "/jobs/job_5",
    audit: "/audit",
    users: "/users",
    profile: "/profile",
    about: "/about",
    "not-found": "/no/such/page",
};
const signedOutPages = { "sign-in": "/sign-in" };

process.env.MOCK_SIGNED_IN = "0";
const server = await preview({ mode: "mock", logLevel: "error", preview: { port: 0 } });
const origin = server.resolvedUrls.local[0].replace(/\/$/, "");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ],
});
mkdirSync(directory, { recursive: true });
let problems = 0;
const complain = (where, what) => {
    problems += 1;
    console.log(`${where}: ${what}`);
};

async function look(page, name, path, variant) {
    const where = `${name} ${variant}`;
    await page.goto(origin + path);
    await page.waitForSelector("h1");
    await page.waitForTimeout(700);
    await page.screenshot({ path: join(directory, `${name}-${variant}.png`), fullPage: true });
    const width = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (width > 1) complain(where, `the page is ${width} px wider than the screen`);
    const { violations } = await page.evaluate(`${axe}; axe.run(document, { resultTypes: ["violations"] })`);
    for (const { id, impact, nodes } of violations) {
        const serious = impact === "serious" || impact === "critical";
        if (!serious) continue;
        complain(
            where,
            `axe ${impact} ${id}: ${nodes
                .map(({ target }) => target.join(" "))
                .slice(0, 3)
                .join(" | ")}`,
        );
        console.log(nodes[0]?.html, nodes[0]?.failureSummary);
    }
}

for (const variant of variants) {
    const [width, theme] = variant.split("-");
    const context = await browser.newContext({
        viewport: { width: Number(width), height: Number(width) > 600 ? 900 : 800 },
        colorScheme: theme,
        reducedMotion: "reduce",
    });
    const page = await context.newPage();
    let current = "";
    page.on("console", (message) => {
        if (message.type() === "error" && !message.text().includes("401")) complain(current, message.text());
    });
    page.on("pageerror", (error) => complain(current, error.message));
    page.on("request", (request) => {
        if (!request.url().startsWith(origin) && !request.url().startsWith("data:"))
            complain(current, request.url());
    });
    for (const [name, path] of Object.entries(signedOutPages)) {
        current = name;
        if (wanted.length === 0 || wanted.includes(name)) await look(page, name, path, variant);
    }
    await page.goto(`${origin}/sign-in`);
    await page.getByLabel("User name").fill("ada");
    await page.getByLabel("Password").fill("secret");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL("**/certificates/aws");
    for (const [name, path] of Object.entries(pages)) {
        current = name;
        if (wanted.length === 0 || wanted.includes(name)) await look(page, name, path, variant);
    }
    await page.evaluate(() => fetch("/api/v1/session", { method: "DELETE" }));
    await context.close();
}
await browser.close();
await server.close();
console.log(problems === 0 ? "nothing to complain about" : `${problems} problems`);
process.exit(problems === 0 ? 0 : 1);
