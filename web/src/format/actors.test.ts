import { expect, it } from "vitest";

import { actorText } from "./actors.ts";

it.each([
  ["user:ada", "ada"],
  ["user:ada (night shift)", "ada (night shift)"],
  ["token:tok_01m8bkpd841nak5yw83pqz5way(ada)", "ada (token …5way)"],
  ["token:tok_01m8bkpd841nak5yw83pqz5way(ada (night shift))", "ada (night shift) (token …5way)"],
  ["system:command line", "command line"],
  ["system", "Certwright itself"],
  ["anyone", "Not signed in"],
])("%s is %s", (actor, text) => {
  expect(actorText(actor)).toBe(text);
});

it.each(["token:tok_1", "user:", "somebody new"])(
  "%s stays as it is, for nobody knows what it means",
  (actor) => {
    expect(actorText(actor)).toBe(actor);
  },
);
