import { expect, type Page } from "@playwright/test";
import axe, { type RunOptions } from "axe-core";

/** Rules whose answer depends on the colour scheme. */
const ofColours = ["color-contrast", "link-in-text-block"];

const rules = {
  all: {},
  colours: { runOnly: ofColours },
  "all but colours": { rules: Object.fromEntries(ofColours.map((rule) => [rule, { enabled: false }])) },
} satisfies Record<string, RunOptions>;

/** No serious or critical complaint of axe about the page as it stands. */
export async function expectAccessible(
  page: Page,
  where: string,
  asked: keyof typeof rules = "all",
): Promise<void> {
  // A page that is asked once more has it already.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const options: RunOptions = { ...rules[asked], resultTypes: ["violations"] };
  const violations = await page.evaluate(async (given) => (await window.axe.run(given)).violations, options);
  const grave = violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ""}`),
    );
  expect(grave, where).toEqual([]);
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}
