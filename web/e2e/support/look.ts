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
    await open();
    await expectFits(page, screen);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      const { LOOK } = process.env;
      if (LOOK !== undefined) {
        await page.screenshot({ path: join(LOOK, `${name}-${screen}-${colorScheme}.png`), fullPage: true });
      }
      // The narrow page has the colours of the wide one.
      if (screen === "wide" || colorScheme === "light") {
        await expectAccessible(page, `${screen} and ${colorScheme}`);
      }
    }
  }
}
