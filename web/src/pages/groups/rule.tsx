import { type Group } from "../../api/types.ts";
import { ruleLanguage } from "../certificates/filters.ts";
import { wordsOf } from "./words.ts";

/** How certificates come to be in a group. */
export function Rule({ group: { rule } }: { group: Group }) {
  if (rule === null) return "By hand";
  return wordsOf(ruleLanguage, new URLSearchParams(rule)).map((words, index) => (
    <div key={index}>{words}</div>
  ));
}
