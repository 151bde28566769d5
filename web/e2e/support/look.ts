import { join } from "node:path";

import { expect, type Page } from "@playwright/test";

import { expectAccessible } from "./axe.ts";

const screens = { wide: { width: 1400, height: 900 }, narrow: { width: 390, height: 844 } };

/** The page does not scroll sideways. */
export async function expectFits(page: Page, where: string): Promise<void> {
  const overflow = () => document.documentElement.scrollWidth - window.innerWidth;
  expect(await page.evaluate(overflow), `${where}: wider than the screen`).toBeLessThanOrEqual(0);
}

/** Opens it wide and narrow, in light and dark, and insists that it fits the screen and that axe is content. */
export async function look(page: Page, name: string, open: () => Promise<void>): Promise<void> {
  for (const [screen, size] of Object.entries(screens)) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: "light" });
    await open();
    await expectFits(page, screen);
    await picture(page, `${name}-${screen}-light`);
    // The narrow page has the colours of the wide one, and the dark page all else of the light one.
    await expectAccessible(page, `${screen} and light`, screen === "wide" ? "all" : "all but colours");
    if (screen === "narrow" && pictures === undefined) continue;
    await page.emulateMedia({ colorScheme: "dark" });
    await picture(page, `${name}-${screen}-dark`);
    if (screen === "wide") await expectAccessible(page, "wide and dark", "colours");
  }
}

const { LOOK: pictures } = process.env;

async function picture(page: Page, name: string): Promise<void> {
  if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}
