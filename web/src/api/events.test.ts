import { expect, it } from "vitest";

import { reconnectDelay } from "./events.ts";

it("waits longer after each failure, up to half a minute and a little jitter", () => {
  const steady = [0, 1, 2, 3, 4, 5, 9].map((attempt) => reconnectDelay(attempt, () => 0));
  expect(steady).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  expect(reconnectDelay(9, () => 1)).toBe(36_000);
});
