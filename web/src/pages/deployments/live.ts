import { type Deployment, type Page } from "../../api/types.ts";
import { isUnderWay } from "./verbs.ts";

const pollEvery = 2_000;

/** A list is read again for as long as something in it moves. */
export const pollFor = (list: Page<Deployment> | undefined): number | false =>
  list?.items.some(isUnderWay) === true ? pollEvery : false;
