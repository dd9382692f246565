import { damageCase } from "../damage/runDamage";
import type { Layer } from "../layer";

const ORDINARY = 2_000;
const LONG = 20_000;

/** One to five acts of damage to a book with postings: told, and put back exactly by the offered cures. */
export const damage: Layer = {
  name: "damage",
  counts: "damaged books",
  cases: (how) => Promise.resolve(how === "long" ? LONG : ORDINARY),
  run: async (number) => {
    const { title, lines, detected, kinds } = await damageCase(number);
    return { title, counted: true, violations: lines.length > 0 && kinds.length > 0 && !detected ? ["nobody is told of the damage", ...lines] : lines };
  },
};
