/** The process of one bench: `one.ts ID {"sizes": […], "rounds": N}`. */
import { BENCHES } from "./benches";
import { runOne } from "./frame/main";

const [id = "", options = "{}"] = process.argv.slice(2);
void runOne(BENCHES, id, JSON.parse(options) as { sizes: number[]; rounds: number }); // decoder: written by frame/main.ts
